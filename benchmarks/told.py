"""One return that is told in full, by the acts themselves."""

from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.cases.access import case_for
from fyr.cases.actions import intake
from fyr.returns.access import part_for
from fyr.returns.actions import follow_up
from fyr.returns.example.way import Way
from fyr.returns.models import Contact, Programme, Return


def tell() -> Return:
    """Home for some time: told in several talks, given and visited often, asked three times."""
    cast = {member.email.partition("@")[0]: member for member in Member.objects.all()}
    unit, today = Unit.objects.get(code="region-syd"), timezone.localdate()
    known = intake.Intake(alias="Exempel", concerns=frozenset({"trafficking"}), age="adult")
    case = case_for(cast["alma"], intake.open_case(by=cast["alma"], unit=unit, intake=known).pk)
    way = Way.begun(cast, case, Programme.objects.get(), "Exempel")
    for _talk in range(4):
        way.told()
    way.ready_to_go().shown("hemhamn", "partner", ("person", "contact", "plan")).left().arrived(cast["radu"])
    for _item in range(6):
        way.given(10_000)
    way.item(10_000)
    for round_ in ("baseline", "midterm", "final"):
        way.surveyed(cast["tove"], round_)
    for _visit in range(3):
        row = follow_up.plan_contact(by=way.radu, ret=way.seen(way.radu), planned_on=today)
        row = part_for(way.radu, Contact, row.pk)
        follow_up.note_contact(by=way.radu, contact=row, state="reached_well", made_on=today, told="Hon mår bättre.")
    return way.seen(way.elsa)
