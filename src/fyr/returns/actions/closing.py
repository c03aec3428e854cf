"""A return ends. Surveys are never asked for: whoever wants no more contact owes nobody an answer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.returns.actions.base import begin
from fyr.returns.codes.states import Outcome, Side, State
from fyr.returns.codes.support import ContactState, ItemState
from fyr.returns.models import Contact, Item, Return
from fyr.returns.trail import leave, move
from fyr.returns.trail_words import Act

# How a return ends that took place, and one that did not.
AFTER_ARRIVAL = (Outcome.COMPLETED, Outcome.STOPPED_CONTACT, Outcome.LOST, Outcome.MOVED, Outcome.DIED)
BEFORE = (Outcome.NOT_RETURNED, Outcome.BACK_IN_SUPPORT, Outcome.LOST, Outcome.DIED)


@transaction.atomic
def close(*, by: Member, ret: Return, outcome: str, words: str = "") -> None:
    """Closed by the operator, whose record it is; before a referral by the unit that leads the case."""
    held = begin(ret, by, "close")
    if held.runs_id is not None and Side.RUNS not in held.sides:
        raise Refused(_("The record is the operator's: it closes it."))
    if outcome not in outcomes_of(held):
        raise Refused(_("Choose how it ended."), "outcome")
    Item.objects.filter(of=held, state=ItemState.PLANNED).update(state=ItemState.DROPPED)
    Contact.objects.filter(of=held, state=ContactState.PLANNED).update(state=ContactState.DROPPED)
    move(held, state=State.CLOSED, outcome=outcome, closed_on=timezone.localdate(), danger=False)
    leave(held, by, Act.CLOSED, code=outcome, text=words or None)


def outcomes_of(ret: Return) -> tuple[Outcome, ...]:
    return AFTER_ARRIVAL if ret.arrived_on is not None else BEFORE
