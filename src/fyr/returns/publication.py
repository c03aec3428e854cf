"""The protected tables of a programme: made once a year has ended, kept, and never made anew."""

import logging
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from fyr import journal
from fyr.access.scope import whole_node
from fyr.disclosure.linked import Plan, Table, publish
from fyr.returns.codes.facts import AgeBand, Given, Sustained, Wait
from fyr.returns.codes.states import Ground, Outcome
from fyr.returns.facts import EVENTS
from fyr.returns.models import Edition, Fact, Programme

DIMENSIONS = {
    "referred": ("ground", "age"),
    "agreed": ("decided",),
    "departed": ("prepared", "escorted"),
    "closed": ("outcome", "sustained", "economic", "social", "psychosocial"),
}
CODES = {
    "ground": Ground.values, "age": AgeBand.values, "decided": [Wait.MONTH.value, Wait.LATER.value],
    "prepared": [Wait.QUARTER.value, Wait.LATER.value], "escorted": Given.values, "outcome": Outcome.values,
    "sustained": Sustained.values, "economic": Given.values, "social": Given.values, "psychosocial": Given.values,
}  # fmt: skip


log = logging.getLogger(__name__)


def plan_of(programme: Programme) -> Plan | None:
    """None where the programme does not say with which year its reports begin."""
    first = programme.rule("reports_from")
    return Plan(EVENTS, DIMENSIONS, CODES, int(first)) if first is not None else None


def publish_ended() -> int:
    """For the clock: what years that have ended give. How many tables are new."""
    with whole_node():
        return sum(_try(programme) for programme in Programme.objects.all())


def _try(programme: Programme) -> int:
    """One programme that cannot be published holds up no other."""
    try:
        return _publish(programme)
    except ValueError:
        log.exception("The tables of programme %s cannot be published.", programme.code)
        return 0


def shown(programme: Programme) -> list[Table]:
    """Every table that was ever shown, in the order in which they were."""
    return [Table.from_json(one.table) for one in Edition.objects.filter(programme=programme)]


@transaction.atomic
def _publish(programme: Programme) -> int:
    Programme.objects.select_for_update().get(pk=programme.pk)
    if (plan := plan_of(programme)) is None:
        return 0
    facts = list(Fact.objects.filter(programme=programme))
    earlier = shown(programme)
    records = [{event: (told[0], told[1]) for event, told in fact.events.items()} for fact in facts]
    new = publish(records, earlier, until=timezone.localdate().year - 1, plan=plan)
    keep(programme, new, len(earlier), example=any(fact.example for fact in facts))
    return len(new)


def keep(programme: Programme, tables: Sequence[Table], after: int, *, example: bool = False) -> None:
    for number, table in enumerate(tables, start=after + 1):
        Edition.objects.create(programme=programme, number=number, table=table.as_json(), example=example)
    if tables:
        journal.append(label="programme.published", actor=None, codes={"programme": programme.code})
