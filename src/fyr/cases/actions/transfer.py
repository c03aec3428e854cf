"""Cases come in as HTCDS 2.0 persons: one object per person, with the standard's field names."""

import datetime
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr import journal
from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.cases import search
from fyr.cases.acts import Act
from fyr.cases.codes.case import Age, Kind, Outcome
from fyr.cases.htcds.catalogue import FIELDS, MORE, SOURCE_REFERENCE
from fyr.cases.htcds.validate import Rejection, shown
from fyr.cases.models import Case, Entry, Record, SearchTerm
from fyr.cases.reference import free_references
from fyr.vault import blind, bulk, keys

# Small enough that no batch holds SQLite's only writer for a tenth of a second.
BATCH = 20


SOURCE_SECTION = "source"


STAGED_FOR = datetime.timedelta(hours=1)


CLOSED = ("Closed", "ClosedReferred")


Person = dict[str, Any]


class AlreadyImported(Exception):
    """Some persons carry a reference that this organisation has imported before."""

    def __init__(self, rejections: list[Rejection]) -> None:
        super().__init__(len(rejections))
        self.rejections = rejections


class StoodStill(Exception):
    """The import paused for longer than STAGED_FOR, and the clock took it for abandoned. Nothing of it is left."""


def import_persons(
    *,
    by: Member,
    unit: Unit,
    persons: list[Person],
    told: Callable[[int], object] = lambda _staged: None,
    also: Callable[[], object] = lambda: None,
) -> list[UUID]:
    """Import valid persons as cases of `unit`; gives their ids in order. All of them, or none.

    `told` hears after each batch how many are staged; `also` is done in the step that makes them visible. They are staged in small batches that nobody can see, and become visible in one step. Raises
    AlreadyImported, naming rows from 1; StoodStill; PermissionDenied where `by` may not import into the unit.
    """
    if not by.rights.hold(Permission.IMPORT_MAKE, unit.pk):
        raise PermissionDenied
    refuse_known(unit, persons)
    started = timezone.now()
    staged: list[Case] = []
    try:
        for start in range(0, len(persons), BATCH):
            moment = started + datetime.timedelta(microseconds=start)
            staged += _stage(by, unit, persons[start : start + BATCH], moment)
            told(len(staged))
        _make_visible(by, unit, staged, also)
    except BaseException as error:
        _drop([case.pk for case in staged])
        if isinstance(error, IntegrityError):
            # Somebody else imported the same record in the meantime.
            refuse_known(unit, persons)
        raise
    return [case.pk for case in staged]


def refuse_known(unit: Unit, persons: list[Person]) -> None:
    """Raises AlreadyImported where a sender's reference has been here before, in whatever unit of the organisation."""
    found = known_rows(unit, persons)
    if found:
        raise AlreadyImported(known_rejections(found, persons))


def known_rows(unit: Unit, persons: list[Person]) -> dict[int, bool]:
    """Which persons, counted from 1, are here by the sender's reference; False where another import still holds them."""
    rows = {_source_digest(unit, person): row for row, person in enumerate(persons, 1) if person.get(SOURCE_REFERENCE)}
    found: dict[int, bool] = {}
    with whole_node():
        for start in range(0, len(rows), 5000):
            some = list(islice(rows, start, start + 5000))
            terms = SearchTerm.objects.filter(kind="source", digest__in=some).values_list("digest", "case__unit")
            found.update((rows[bytes(digest)], in_unit is not None) for digest, in_unit in terms)
    return found


def known_rejections(found: Mapping[int, bool], persons: list[Person]) -> list[Rejection]:
    """What known_rows found, as things to mend."""
    return [_known(row, persons[row - 1], whole=found[row]) for row in sorted(found)]


def _known(row: int, person: Person, *, whole: bool) -> Rejection:
    if whole:
        told = _("This record was imported before. Remove it from the file; change the case in Fyr instead.")
    else:
        told = _("Another import holds this record: it is running, or it was cut off. Try again in two hours.")
    return Rejection(row, SOURCE_REFERENCE, shown(person[SOURCE_REFERENCE]), told)


def _stage(by: Member, unit: Unit, persons: list[Person], moment: datetime.datetime) -> list[Case]:
    """Everything is sealed and made ready before the transaction, which only inserts."""
    moments = (moment + datetime.timedelta(microseconds=at) for at in range(len(persons)))
    drawn = zip(free_references(len(persons)), persons, moments, strict=True)
    cases = [_case_of(by, ref, person, at) for ref, person, at in drawn]
    boxes, wraps = keys.draw_subjects([case.pk for case in cases], unit.pk)
    records: list[Record] = []
    terms: list[SearchTerm] = []
    for case, person in zip(cases, persons, strict=True):
        case.box = boxes[case.pk]
        records += [Record(case=case, section=section, fields=fields) for section, fields in _sections(person).items()]
        terms += [SearchTerm(case=case, kind=kind, digest=digest) for kind, digest in _terms(unit, case.ref, person)]
    entries = [Entry(case=case, at=case.opened_at, act=Act.CASE_IMPORTED, by=by) for case in cases]
    staged = (wraps, *(bulk.ready(rows) for rows in (cases, records, terms, entries)))
    with transaction.atomic():
        for rows in staged:
            rows.insert()
    return cases


@transaction.atomic
def _make_visible(by: Member, unit: Unit, cases: list[Case], also: Callable[[], object]) -> None:
    seen = 0
    for start in range(0, len(cases), 500):
        staged = Case.objects.filter(pk__in=[case.pk for case in cases[start : start + 500]], unit__isnull=True)
        seen += staged.update(unit=unit)
    if seen < len(cases):
        raise StoodStill
    pseudonyms = [case.box.pseudonym for case in cases if case.box]
    journal.append(label=Act.CASE_IMPORTED.value, actor=by.pk, others=pseudonyms, codes={"unit": unit.code})
    also()


def drop_abandoned() -> None:
    """Rows of an import whose process was killed: nobody ever saw them. The clock runs this."""
    old = Case.objects.filter(unit__isnull=True, opened_at__lt=timezone.now() - STAGED_FOR)
    _drop(list(old.values_list("pk", flat=True)))


def _drop(cases: list[UUID]) -> None:
    for start in range(0, len(cases), BATCH):
        with transaction.atomic():
            staged = Case.objects.filter(pk__in=cases[start : start + BATCH], unit__isnull=True)
            # Locked, so that none becomes visible between the end of its key and its own.
            batch = list(staged.select_for_update().values_list("pk", flat=True))
            for case in batch:
                keys.destroy(case)
            Case.objects.filter(pk__in=batch).delete()


def _case_of(by: Member, ref: str, person: Person, moment: datetime.datetime) -> Case:
    closed = person.get("cas_Status") in CLOSED
    return Case(
        ref=ref,
        kind=Kind.CASE,
        opened_at=moment,
        updated_at=moment,
        opened_by=by,
        imported=True,
        closed_at=moment if closed else None,
        closed_by=by if closed else None,
        outcome=Outcome.BEFORE_IMPORT if closed else "",
        age=_age(person.get("prs_Birthdate")),
        concerns_trafficking=person.get("vic_TraffickingStatus")
        in ("PossibleVictimOfTrafficking", "ActualVictimOfTrafficking"),
    )


def _age(birthdate: str | None) -> str:
    if not birthdate:
        return Age.NOT_KNOWN
    born, today = datetime.date.fromisoformat(birthdate), timezone.localdate()
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return Age.CHILD if years < 18 else Age.ADULT


def _sections(person: Person) -> dict[str, Person]:
    """Her fields by section; what she has several of by section and number, such as event.2 after event."""
    sections: dict[str, Person] = {
        f"{section}.{number}": fields
        for section, several in person.get(MORE, {}).items()
        for number, fields in enumerate(several, 2)
    }
    for name, value in person.items():
        if name == MORE:
            continue
        section = SOURCE_SECTION if name == SOURCE_REFERENCE else FIELDS[name].section
        sections.setdefault(section, {})[name] = value
    return sections


def _terms(unit: Unit, ref: str, person: Person) -> list[tuple[str, bytes]]:
    terms = search.person_terms(unit.organisation_id, person) + search.reference_terms(unit.organisation_id, ref)
    if person.get(SOURCE_REFERENCE):
        terms.append(("source", _source_digest(unit, person)))
    return terms


def _source_digest(unit: Unit, person: Person) -> bytes:
    return blind.digest(unit.organisation_id, "source", str(person[SOURCE_REFERENCE]))
