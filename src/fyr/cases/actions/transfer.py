"""Cases in and out as HTCDS 2.0 persons: one object per person, with the standard's field names."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr import journal
from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.cases import search
from fyr.cases.access import unlocked
from fyr.cases.acts import Act
from fyr.cases.codes import Age, Kind, Outcome
from fyr.cases.codes.consent import Protection
from fyr.cases.htcds import ctdc
from fyr.cases.htcds.catalogue import FIELDS, MORE, SOURCE_REFERENCE, Sensitivity
from fyr.cases.htcds.validate import Rejection, shown
from fyr.cases.models import Case, Entry, Record, SearchTerm
from fyr.cases.reference import free_references
from fyr.vault import blind, bulk, keys

# Small enough that no batch holds SQLite's only writer for a tenth of a second.
BATCH = 20
EXPORT_BATCH = 500
LEAVING = Q(kind=Kind.CASE, protection=Protection.NONE)
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


def export_persons(*, by: Member, units: list[UUID], with_identity: bool, reason: str = "") -> Iterator[Person]:
    """The cases of these units as HTCDS persons, oldest first. Protected identities and consultations never leave.

    Each batch is in the journal, case by case, before its first person is given out. Without the right to
    identity, or without asking for it, names, contacts, exact places and free text are left out.
    """
    for cases in _leaving(by, units, with_identity=with_identity, reason=reason):
        yield from _persons(cases, with_identity)


def ctdc_rows(*, by: Member, units: list[UUID], reason: str = "") -> Iterator[dict[str, str]]:
    """The cases of these units as rows of CTDC's codebook, one for each victim. As an export without identity."""
    for cases in _leaving(by, units, with_identity=False, reason=reason):
        for case, person in zip(cases, _persons(cases, with_identity=True), strict=True):
            if ctdc.counts(person):
                yield ctdc.row(person, timezone.localdate(case.opened_at))


def _leaving(by: Member, units: list[UUID], *, with_identity: bool, reason: str) -> Iterator[list[Case]]:
    """The cases that may leave, oldest first, in batches; the journal has each before it is given out."""
    if not units or any(not by.rights.hold(Permission.EXPORT_MAKE, unit) for unit in units):
        raise PermissionDenied
    if with_identity and any(not by.rights.hold(Permission.EXPORT_IDENTITY, unit) for unit in units):
        raise PermissionDenied
    ids = (
        Case.objects.filter(LEAVING, unit__in=units)
        .order_by("opened_at", "pk")
        .values_list("pk", flat=True)
        .iterator(chunk_size=5000)
    )
    for batch in _batches(ids, EXPORT_BATCH):
        cases = unlocked(sorted(Case.objects.filter(pk__in=batch), key=lambda case: (case.opened_at, case.pk)), by)
        codes = {"identity": "yes" if with_identity else "no", **({"reason": reason} if reason else {})}
        with transaction.atomic():
            pseudonyms = [case.box.pseudonym for case in cases if case.box]
            journal.append(label=Act.CASE_EXPORTED.value, actor=by.pk, others=pseudonyms, codes=codes)
        yield cases


def kept_back(units: list[UUID]) -> int:
    """How many cases of these units stay where they are when the others leave."""
    return Case.objects.filter(~LEAVING, unit__in=units).count()


def _persons(cases: list[Case], with_identity: bool) -> Iterator[Person]:
    found: dict[UUID, Person] = {case.pk: {} for case in cases}
    further: dict[UUID, dict[str, Person]] = {case.pk: {} for case in cases}
    by_id = {case.pk: case for case in cases}
    for record in Record.objects.filter(case__in=cases):
        record.case = by_id[record.case_id]
        fields = record.fields or {}
        if not with_identity:
            fields = {name: value for name, value in fields.items() if _may_leave(name)}
        if "." in record.section:
            further[record.case_id][record.section] = fields
        else:
            found[record.case_id].update(fields)
    for case in cases:
        yield {**found[case.pk], **_more(further[case.pk])}


def _more(further: dict[str, Person]) -> Person:
    """What a case has several of, in its order; what has nothing left to tell is left out."""
    more: dict[str, list[Person]] = {}
    for name in sorted(further, key=lambda name: (name.split(".")[0], int(name.split(".")[1]))):
        if further[name]:
            more.setdefault(name.split(".")[0], []).append(further[name])
    return {MORE: more} if more else {}


def _may_leave(name: str) -> bool:
    """Codes, dates and numbers. People write names into free text, whatever the field is for."""
    return name in FIELDS and FIELDS[name].sensitivity is Sensitivity.CODE


def _batches(rows: Iterable[UUID], size: int) -> Iterator[list[UUID]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch
