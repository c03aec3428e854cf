"""What statistics may learn of cases, and the tables made of it. Other slices read cases' numbers here and nowhere else."""

import datetime
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from fyr import journal
from fyr.access.scope import whole_node
from fyr.cases.codes.needs import NeedState, UnmetReason
from fyr.cases.codes.services import ServiceState
from fyr.cases.codes.support import AgeBand, Became, Wait
from fyr.cases.models import Case, Fact, Need, ServiceStep, ShownTable
from fyr.disclosure import Protected, Quarter, protect
from fyr.vault import blind

# The digests are of the whole node, not of one tenant: its key is the node's.
NODE = UUID(int=0)
WEEK = datetime.timedelta(days=7)
LACKING = (UnmetReason.NO_PROVIDER, UnmetReason.NO_PLACE, UnmetReason.NO_MONEY)
# Acts that can change what is counted, by what they are about. A new act of a need or service is among them unasked.
ABOUT = ("case", "consultation", "need", "service")


def follow(case_id: UUID, act: str) -> None:
    """Called by the trail for every act, in the act's own transaction."""
    if act.partition(".")[0] in ABOUT:
        refresh(case_id)


@transaction.atomic
def refresh(case_id: UUID) -> None:
    """Make the facts of a case anew. Nothing sealed is opened."""
    with whole_node():
        case = Case.objects.select_related("unit").get(pk=case_id)
        forget(case_id)
        started = _started(case_id)
        Fact.objects.bulk_create(_fact(case, need, started.get(need.pk)) for need in Need.objects.filter(case=case_id))


def forget(case_id: UUID) -> None:
    """What goes when the case goes."""
    with whole_node():
        Fact.objects.filter(of_case=digest(case_id)).delete()


def forget_erased(sender: type[Case], instance: Case, **_signal: Any) -> None:
    """Told by Django of every case that is deleted, whoever deletes it. One that was only being imported has none."""
    if instance.unit_id is not None:
        forget(instance.pk)


def rebuild() -> int:
    """Facts of every case that has needs, also of those that came in by another way than an act. Gives how many cases."""
    with whole_node():
        cases = list(Need.objects.values_list("case", flat=True).distinct().order_by())
    for case_id in cases:
        refresh(case_id)
    return len(cases)


def digest(case_id: UUID) -> bytes:
    return blind.digest(NODE, "fact", str(case_id))


def freeze_ended() -> list[str]:
    """Keep the protected table of every quarter that has ended and has none yet. Gives the quarters."""
    today = timezone.localdate()
    with whole_node(), transaction.atomic():
        held = set(ShownTable.objects.values_list("quarter", flat=True))
        known = set(Fact.objects.order_by().values_list("quarter", flat=True).distinct())
        due = sorted(one for one in known - held if Quarter.parse(one).ended(today))
        for quarter in due:
            _freeze(quarter)
    return due


def shown_tables(quarters: int = 8) -> list[ShownTable]:
    """The latest edition of the last quarters, newest first."""
    newest: dict[str, ShownTable] = {}
    for table in ShownTable.objects.all()[: quarters * 2]:
        newest.setdefault(table.quarter, table)
    return list(newest.values())[:quarters]


def protected(table: ShownTable) -> Protected:
    return Protected({(region, kind, became): shown for region, kind, became, shown in table.cells}, table.k)


def count(facts: Iterable[Fact]) -> dict[tuple[str, ...], int]:
    """Persons by region, kind and what became of it; who has several needs of a kind counts once in a cell."""
    persons: dict[tuple[str, ...], set[bytes]] = {}
    for fact in facts:
        if (became := became_of(fact)) is not None:
            persons.setdefault((fact.region, fact.kind, became.value), set()).add(bytes(fact.of_case))
    return {cell: len(held) for cell, held in persons.items()}


def became_of(fact: Fact) -> Became | None:
    """None for a need that was taken back: nobody lacked anything."""
    if fact.state == NeedState.MET:
        return Became.SOON if fact.wait == Wait.WEEK else Became.LATER
    if fact.state == NeedState.UNMET:
        return Became.LACKING if fact.unmet_reason in LACKING else Became.BARRED
    return Became.OPEN if fact.state == NeedState.OPEN else None


def _freeze(quarter: str) -> None:
    facts = list(Fact.objects.filter(quarter=quarter))
    made = protect(count(facts))
    cells = [[*cell, shown] for cell, shown in made.cells.items()]
    example = any(fact.example for fact in facts)
    ShownTable.objects.create(quarter=quarter, k=made.k, cells=cells, example=example)
    journal.append(label="statistics.frozen", actor=None, codes={"quarter": quarter.lower()})


def _started(case_id: UUID) -> dict[UUID, datetime.date]:
    """When the first service of each need started."""
    steps = ServiceStep.objects.filter(case=case_id, state=ServiceState.STARTED).order_by()
    return dict(steps.values_list("service__need").annotate(first=Min("on")))


def _fact(case: Case, need: Need, started: datetime.date | None) -> Fact:
    noted = timezone.localdate(need.made_at)
    return Fact(
        of_case=digest(case.pk),
        region=case.unit.region if case.unit else "",
        kind=need.kind,
        state=need.state,
        unmet_reason=need.unmet_reason,
        age_band=_age_band(case),
        quarter=str(Quarter.of(noted)),
        wait=_wait(noted, started),
    )


def _wait(noted: datetime.date, started: datetime.date | None) -> Wait:
    if started is None:
        return Wait.NONE
    return Wait.WEEK if started - noted <= WEEK else Wait.LATER


def _age_band(case: Case) -> AgeBand:
    if case.treated_as_child:
        return AgeBand.CHILD
    return AgeBand.ADULT if case.age == "adult" else AgeBand.UNKNOWN
