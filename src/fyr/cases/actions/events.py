"""One raid or inspection, many cases: each is opened by itself, and the facts that they share stand in each of them."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.access import part_of, require
from fyr.cases.actions import intake
from fyr.cases.actions.intake import Intake
from fyr.cases.acts import Act
from fyr.cases.codes.case import Age
from fyr.cases.codes.events import EventKind
from fyr.cases.days import happened
from fyr.cases.errors import Refused
from fyr.cases.events import siblings
from fyr.cases.models import Case, EventFacts
from fyr.cases.trail import leave

MOST = 10


@dataclass(frozen=True)
class Facts:
    """What is the same for everybody who was found there; `on` is YYYY-MM-DD, empty text was not said."""

    kind: str
    on: str
    place: str = ""
    employer: str = ""
    note: str = ""


@dataclass(frozen=True)
class Person:
    alias: str
    age: str = Age.NOT_KNOWN
    danger: bool = False


@transaction.atomic
def open_event(*, by: Member, unit: Unit, facts: Facts, persons: Sequence[Person]) -> list[Case]:
    """A case for each person, all of them or none. Raises Refused where `by` may not open cases in `unit`."""
    _check(facts)
    if not 1 <= len(persons) <= MOST:
        raise Refused(_("Write at least one person, and at most ten at a time."))
    event = uuid4()
    return [_open(by, unit, event, facts, person) for person in persons]


@transaction.atomic
def note_event(*, by: Member, case: Case, facts: Facts) -> EventFacts:
    """An event that a case already open belongs to; others who were found there can then be added."""
    require(case, Permission.EXPLOITATION_WRITE)
    _check(facts)
    return _keep(by, case, uuid4(), facts)


@transaction.atomic
def add_person(*, by: Member, case: Case, facts_id: UUID, unit: Unit, person: Person) -> Case:
    """Open a case for somebody else of the same event. What this case's own unit reads of it tells nothing of that."""
    require(case, Permission.EXPLOITATION_READ, closed=True)
    known = part_of(EventFacts, case, facts_id)
    return _open(by, unit, known.event, Facts(**{name: told or "" for name, told in known.facts.items()}), person)


@transaction.atomic
def correct_event(*, by: Member, case: Case, facts_id: UUID, facts: Facts, version: int) -> int:
    """Correct the facts here, and in those cases that `by` may change and that said the same until now.

    Gives how many other cases were corrected. Raises ChangedMeanwhile as other parts do.
    """
    known = part_of(EventFacts, case, facts_id)
    others = [row.case for row in siblings(by, known) if Permission.EXPLOITATION_WRITE in row.case.may]
    # In one order for everybody, so that two who correct at once do not wait for each other.
    for one in sorted([case, *others], key=lambda held: held.pk):
        require(one, Permission.EXPLOITATION_WRITE, closed=one.pk != case.pk)
    _check(facts)
    known = part_of(EventFacts, case, facts_id, lock=True)
    before = known.facts
    take_version(EventFacts.objects.filter(pk=known.pk), version)
    _correct(by, known, facts)
    same = list(_same(others, known.event, before))
    for row in same:
        _correct(by, row, facts)
    return len(same)


def _same(cases: Iterable[Case], event: UUID, facts: dict[str, object]) -> Iterable[EventFacts]:
    for case in cases:
        row = EventFacts.objects.select_for_update(of=("self",)).filter(case=case, event=event).first()
        if row is None or not case.is_open:
            continue
        row.case = case
        if row.facts == facts:
            yield row


def _correct(by: Member, row: EventFacts, facts: Facts) -> None:
    was = {"at": timezone.localdate().isoformat(), "by": by.name, **row.facts}
    row.earlier = [*(row.earlier or ()), was]
    for name, value in asdict(facts).items():
        setattr(row, name, value or None)
    row.version, row.updated_at, row.updated_by = row.version + 1, timezone.now(), by
    row.save()
    leave(row.case, by, Act.EVENT_CORRECTED)


def _open(by: Member, unit: Unit, event: UUID, facts: Facts, person: Person) -> Case:
    told = Intake(alias=person.alias, age=person.age, danger=person.danger)
    case = intake.open_case(by=by, unit=unit, intake=told)
    _keep(by, case, event, facts)
    return case


def _keep(by: Member, case: Case, event: UUID, facts: Facts) -> EventFacts:
    told = {name: value or None for name, value in asdict(facts).items()}
    kept = EventFacts.objects.create(case=case, event=event, noted_by=by, updated_by=by, **told)
    leave(case, by, Act.EVENT_NOTED)
    return kept


def _check(facts: Facts) -> None:
    if facts.kind not in EventKind.values:
        raise Refused(_("Choose one of these."), "kind")
    happened(datetime.date.fromisoformat(facts.on) if facts.on else None)
