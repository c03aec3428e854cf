"""The rules of a return as data: who may do what in which state, what must be there first, and where it leads.

Everything that can be done stands here once. The table of acts offers by it, the actions refuse by it, and a property test
walks it. What a condition asks, in words and with its source, stands in data/conditions.json.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.returns import conditions
from fyr.returns.codes.states import OPERATED, RECEIVED, STILL, UNREFERRED, Side, State
from fyr.returns.models import Return

S = State
EVERYWHERE = frozenset(S) - {S.CLOSED}
BEFORE = frozenset({*UNREFERRED, S.REFERRED, S.AGREED, S.READY})
GOES_ON = EVERYWHERE - set(STILL)
PREPARED = frozenset({S.AGREED, S.READY})
AFTER = frozenset({S.ARRIVED})
HOME = frozenset(RECEIVED)
HERE, OPERATOR, THERE = Side.REFERS, Side.RUNS, Side.RECEIVES
ALL = frozenset(Side)
# Whatever else is known of her, she does not travel before all of these.
TRAVEL = (
    "wants", "consent", "both_yes", "proceedings", "risk_travel", "risk_accepted", "health", "escort", "document", "trip", "met", "plan",
    "child_here", "child_there", "child_guardian", "child_tracing", "child_custodian", "child_parent", "child_social",
)  # fmt: skip


@dataclass(frozen=True)
class Move:
    """`on` the states it fits, `who` the sides that may; `to` where it can lead, empty where the state stays."""

    on: frozenset[State]
    who: frozenset[Side]
    needs: tuple[str, ...] = ()
    to: tuple[State, ...] = ()


def _sides(*who: Side) -> frozenset[Side]:
    return frozenset(who)


MOVES: Mapping[str, Move] = {
    "person": Move(EVERYWHERE, _sides(HERE, OPERATOR)),
    "position": Move(BEFORE, _sides(HERE, OPERATOR)),
    "inform": Move(BEFORE, _sides(HERE, OPERATOR)),
    "ask": Move(
        frozenset(UNREFERRED),
        _sides(HERE),
        ("told", "position", "alone", "understood", "counsel"),
        (S.WANTS, S.NOT_WANTED, S.INFORMING),
    ),
    "agree": Move(GOES_ON - {S.INFORMING}, _sides(HERE, OPERATOR)),
    "share": Move(frozenset(OPERATED), _sides(HERE, OPERATOR)),
    "agreement_back": Move(EVERYWHERE, ALL),
    "refer": Move(
        frozenset({S.WANTS}), _sides(HERE), ("wants", "going", "person", "risk_decision", "consent"), (S.REFERRED,)
    ),
    "take_on": Move(frozenset({S.REFERRED, *HOME}), _sides(OPERATOR)),
    # Of somebody protected, the unit that leads the case names who alone opens it there.
    "officer": Move(frozenset(OPERATED) | {S.REFUSED, S.WITHDRAWN}, _sides(HERE, OPERATOR)),
    "decide": Move(frozenset({S.REFERRED}), _sides(HERE, OPERATOR), (), (S.REFERRED, S.AGREED, S.REFUSED)),
    # What a yes needs; a no needs nothing but its reasons.
    "decide_yes": Move(
        frozenset({S.REFERRED}), _sides(HERE, OPERATOR), ("wants", "consent", "going", "risk_decision", "needs")
    ),
    "assess": Move(GOES_ON, ALL, (), (S.AGREED,)),
    "accept_risk": Move(PREPARED, _sides(HERE, OPERATOR)),
    "refuse_risk": Move(PREPARED, _sides(HERE, OPERATOR)),
    # Also once she has turned round there: a child is handed over all the same.
    "safeguard": Move(EVERYWHERE, ALL, (), (S.AGREED,)),
    "document": Move(PREPARED, _sides(OPERATOR)),
    "document_received": Move(PREPARED, _sides(OPERATOR)),
    "trip": Move(PREPARED, _sides(OPERATOR), (), (S.AGREED,)),
    "clear": Move(frozenset({S.AGREED}), _sides(OPERATOR), TRAVEL, (S.READY,)),
    "depart": Move(frozenset({S.READY}), _sides(OPERATOR), TRAVEL, (S.TRAVELLING,)),
    "arrive": Move(frozenset({S.TRAVELLING}), _sides(OPERATOR, THERE), (), (S.ARRIVED,)),
    # A flight that is cancelled, a border that stays shut: nobody withdrew.
    "turned_back": Move(frozenset({S.TRAVELLING}), _sides(OPERATOR, THERE), (), (S.AGREED,)),
    "plan": Move(HOME, _sides(OPERATOR, THERE)),
    "item": Move(HOME, _sides(OPERATOR, THERE)),
    "item_approve": Move(HOME, _sides(OPERATOR), ("plan_agreed",)),
    "item_deliver": Move(HOME, _sides(OPERATOR, THERE)),
    # A bill comes after she has left the programme, too.
    "item_pay": Move(EVERYWHERE, _sides(OPERATOR)),
    "item_elsewhere": Move(EVERYWHERE, _sides(OPERATOR)),
    "item_drop": Move(EVERYWHERE, _sides(OPERATOR)),
    "contact": Move(AFTER, _sides(OPERATOR, THERE), ("follow_up",)),
    "contact_made": Move(AFTER, _sides(OPERATOR, THERE)),
    # She calls by herself: that needs no agreement, and no plan.
    "heard": Move(HOME, _sides(OPERATOR, THERE)),
    "danger": Move(EVERYWHERE, _sides(OPERATOR, THERE)),
    "survey": Move(AFTER, _sides(OPERATOR, THERE), ("follow_up", "old_enough")),
    "withdraw": Move(GOES_ON | {S.NOT_WANTED, S.REFUSED}, ALL, (), (S.WITHDRAWN,)),
    "call_confirm": Move(frozenset({S.WITHDRAWN}), _sides(HERE, OPERATOR)),
    "take_up": Move(frozenset(STILL), _sides(HERE), ("called",), (S.INFORMING,)),
    "close": Move(
        # Before she has arrived only where she has died, or nobody knows where she is.
        frozenset({S.AGREED, S.READY, S.TRAVELLING, S.ARRIVED, *STILL}),
        _sides(HERE, OPERATOR),
        ("called", "no_danger", "child_handover", "settled"),
        (S.CLOSED,),
    ),
    "reopen": Move(frozenset({S.CLOSED}), _sides(OPERATOR), (), (S.ARRIVED,)),
    "export": Move(frozenset(S), _sides(OPERATOR)),
    "paper": Move(GOES_ON, ALL),
}


def fits(ret: Return, code: str) -> bool:
    """Whether somebody on one of her sides does this in the state as it stands, whatever is still missing."""
    move = MOVES[code]
    return ret.state in move.on and bool(ret.acting & move.who)


def missing(ret: Return, code: str) -> list[conditions.Condition]:
    """What must be there first and is not, in the order of the table."""
    return conditions.unmet(ret, MOVES[code].needs)


def require_side(ret: Return, code: str) -> None:
    """Raises PermissionDenied for a side that does not do this in any state."""
    if not ret.acting & MOVES[code].who:
        raise PermissionDenied


def check(ret: Return, code: str) -> None:
    """For actions. Raises PermissionDenied for another side, and Refused for another state or where something is missing."""
    require_side(ret, code)
    move = MOVES[code]
    if ret.state not in move.on:
        raise Refused(_("This does not fit where the return stands now. Open it again and look at how it stands."))
    lacking = missing(ret, code)
    if lacking:
        said = " ".join(f"{one}." if not str(one).endswith(".") else str(one) for one in lacking)
        raise Refused(_("This is still missing: %(what)s") % {"what": said})
