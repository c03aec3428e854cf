"""What the page of a return shows: cards with what she may read, each with what can be done there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.returns import conditions, machine
from fyr.returns.acts import TABLE
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.states import Side, State
from fyr.returns.dossier import load
from fyr.returns.models import Event, Part, Return
from fyr.web.acts import Offer

# The act that leads on from a state.
AHEAD = {
    State.INFORMING: "ask", State.WANTS: "refer", State.REFERRED: "decide_yes", State.AGREED: "clear", State.READY: "depart",
}  # fmt: skip
AHEAD_WORDS = {
    "ask": _("Before she is asked"),
    "refer": _("Before she is referred"),
    "decide_yes": _("Before anybody says yes"),
    "clear": _("Before she travels"),
    "depart": _("Looked at once more at departure"),
}
# Where what a condition asks for is done.
DONE_BY = {
    "told": "inform", "alone": "inform_again", "understood": "inform_again", "counsel": "inform_again", "position": "position",
    "proceedings": "position", "wants": "ask", "going": "ask", "person": "person", "risk_decision": "assess", "needs": "assess",
    "both_yes": "decide", "risk_travel": "assess", "risk_accepted": "assess", "health": "assess", "escort": "trip",
    "document": "document", "trip": "trip", "met": "trip", "plan": "plan",
}  # fmt: skip
# In which card an act stands; the others stand under "More to do".
CARDS = {
    "person": "person", "inform": "told", "inform_again": "told", "position": "told", "ask": "told", "decide": "decisions",
    "assess": "assessments", "safeguard": "child", "agree": "agreements", "share": "agreements", "document": "journey",
    "trip": "journey", "plan": "support", "item": "support", "contact": "followed", "survey": "followed",
}  # fmt: skip
LINES = 12


@dataclass(frozen=True)
class Check:
    """One condition on the list of what must be there: met, or where it is done."""

    text: Any
    met: bool
    url: str = ""


def of(by: Member, ret: Return) -> dict[str, Any]:
    """Everything the template needs, in a fixed number of queries."""
    dossier = load(ret)
    acts = TABLE.page(by, ret, "return")
    offers = [*acts["acts"], *([acts["first"]] if isinstance(acts["first"], Offer) else [])]
    placed: dict[str, list[Offer]] = {}
    for one in offers:
        placed.setdefault(CARDS.get(one.act.code, "more"), []).append(one)
    discreet = not ret.sides & {Side.REFERS, Side.RUNS}
    return {
        **acts,
        "acts": placed.get("more", []),
        "ret": ret,
        "dossier": dossier,
        "placed": placed,
        "discreet": discreet,
        "sections": {one.value for one in ret.sections},
        "checks_title": AHEAD_WORDS.get(AHEAD.get(State(ret.state), ""), ""),
        "checks": [] if discreet else checks(ret, offers),
        "events": events(ret)[:LINES],
        **{name: with_acts(by, dossier.shown(name), kind) for name, kind in PARTS},
    }


PARTS = (
    ("agreements", "agreement"), ("assessments", "assessment"), ("documents", "document"), ("calls", "call"), ("items", "item"),
    ("contacts", "contact"),
)  # fmt: skip


def with_acts(by: Member, rows: Iterable[Part], kind: str) -> list[dict[str, Any]]:
    return [{"row": row, "acts": TABLE.offered(by, row, kind)} for row in rows]


def checks(ret: Return, offers: list[Offer]) -> list[Check]:
    """Every condition of the act that leads on, with what is missing first."""
    code = AHEAD.get(State(ret.state))
    if code is None:
        return []
    urls = {one.act.code: one.url for one in offers if not one.missing}
    needed = machine.MOVES[code].needs
    unmet = {one.code for one in conditions.unmet(ret, needed)}
    told = [one for one in conditions.all_conditions() if one.code in needed and (ret.child or not one.child)]
    return sorted((Check(one, one.code not in unmet, _url(one, urls)) for one in told), key=lambda one: one.met)


def _url(condition: conditions.Condition, urls: dict[str, str]) -> str:
    wanted = "safeguard" if condition.child else DONE_BY.get(condition.code, "")
    return urls.get(wanted) or (urls.get("inform", "") if wanted == "inform_again" else "")


def events(ret: Return) -> list[Event]:
    """What happened, newest first, as far as she may read it."""
    shut = [one.value for one in Section if one not in ret.sections]
    told = list(Event.objects.filter(~Q(about__in=shut), of=ret).select_related("noted_by"))
    for event in told:
        event.of = ret
    return told
