"""A return ends. Surveys are never asked for: whoever wants no more contact owes nobody an answer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.scope import whole_node
from fyr.returns import machine
from fyr.returns.access import require
from fyr.returns.actions.base import begin
from fyr.returns.actions.follow_up import plan_rounds
from fyr.returns.actions.withdrawing import stop_trips
from fyr.returns.codes.agreements import Asked
from fyr.returns.codes.states import Outcome, Side, State
from fyr.returns.codes.support import ContactState, ItemState
from fyr.returns.dossier import load
from fyr.returns.models import Contact, Item, Return
from fyr.returns.rounds import months_after
from fyr.returns.trail import leave, move
from fyr.returns.trail_words import Act

# How a return ends that took place, and one that did not.
AFTER_ARRIVAL = (Outcome.COMPLETED, Outcome.STOPPED_CONTACT, Outcome.LOST, Outcome.MOVED, Outcome.DIED)
ON_THE_WAY = (Outcome.LOST, Outcome.DIED)
BEFORE = (Outcome.NOT_RETURNED, Outcome.BACK_IN_SUPPORT, Outcome.LOST, Outcome.DIED)


@transaction.atomic
def close(*, by: Member, ret: Return, outcome: str, words: str = "") -> None:
    """Closed by the operator, whose record it is; before a referral by the unit that leads the case."""
    held = require(ret, by)
    machine.require_side(held, "close")
    if held.runs_id is not None and Side.RUNS not in held.sides:
        raise Refused(_("The record is the operator's: it closes it."))
    machine.check(held, "close")
    if outcome not in outcomes_of(held):
        raise Refused(_("Choose how it ended."), "outcome")
    if ends_early(held) and not words.strip():
        raise Refused(
            _("She has agreed to contact, and it ends before the time that she was offered. Say why."), "words"
        )
    stop_trips(held)
    Item.objects.filter(of=held, state=ItemState.PLANNED).update(state=ItemState.DROPPED)
    Contact.objects.filter(of=held, state=ContactState.PLANNED).update(state=ContactState.DROPPED)
    move(held, state=State.CLOSED, outcome=outcome, closed_on=timezone.localdate(), danger=False)
    leave(held, by, Act.CLOSED, code=outcome, text=words or None)


@transaction.atomic
def reopen(*, by: Member, ret: Return, reason: str) -> None:
    """It was closed by mistake, or she is heard of again. Raises Refused where another return of her case is open."""
    held = begin(ret, by, "reopen")
    if held.arrived_on is None:
        raise Refused(_("It ended before she had arrived. Open a new one in her case."))
    with whole_node():
        # One that was opened since may not be the operator's to know of.
        if held.case_id and Return.objects.filter(case=held.case_id).exclude(state=State.CLOSED).exists():
            raise Refused(_("It cannot be opened again as things stand. Ask the unit that leads her case."))
        child = held.child or (held.case is not None and held.case.treated_as_child)
    move(held, state=State.ARRIVED, outcome="", closed_on=None, child=child)
    plan_rounds(held, by)
    leave(held, by, Act.REOPENED, text=reason)


def ends_early(ret: Return) -> bool:
    """Whether she wants contact, and the months that the programme offers are not over."""
    months = ret.programme.rule("follow_up_months")
    if ret.arrived_on is None or months is None or not load(ret).agreed(Asked.FOLLOW_UP):
        return False
    return timezone.localdate() < months_after(ret.arrived_on, int(months))


def outcomes_of(ret: Return) -> tuple[Outcome, ...]:
    if ret.state in (State.AGREED, State.READY, State.TRAVELLING):
        return ON_THE_WAY
    return AFTER_ARRIVAL if ret.arrived_on is not None else BEFORE
