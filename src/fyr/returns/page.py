"""What the page of a return shows: cards with what she may read, each with what can be done there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.returns import conditions, machine
from fyr.returns.acts import TABLE
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.states import Side, State
from fyr.returns.codes.travel import Safe
from fyr.returns.dossier import Dossier, load
from fyr.returns.models import Event, Part, Return
from fyr.returns.trail_words import Act
from fyr.web.acts import Offer, Step

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
# What of a survey cannot wait for its score.
UNSAFE = (("physical_safety", "very_unsafe"), ("physical_safety", "unsafe"), ("need_or_wish_to_leave", "need"))
# In which card an act stands; the others stand under "More to do".
CARDS = {
    "person": "person", "inform": "told", "inform_again": "told", "position": "told", "ask": "told", "decide": "decisions",
    "assess": "assessments", "safeguard": "child", "agree": "agreements", "share": "agreements", "document": "journey",
    "trip": "journey", "plan": "support", "item": "support", "contact": "followed", "survey": "followed", "heard": "followed",
}  # fmt: skip
WEIGHED = (Act.ASSESSED, Act.RISK_ACCEPTED, Act.RISK_REFUSED)
LINES = 12


@dataclass(frozen=True)
class Check:
    """One condition on the list of what must be there: met, or where it is done."""

    text: Any
    met: bool
    url: str = ""


def of(by: Member, ret: Return, happened: list[Event]) -> dict[str, Any]:
    """Everything the template needs, in a fixed number of queries; of what happened as much as is given."""
    dossier = load(ret)
    offers = TABLE.offered(by, ret, "return")
    told = [] if ret.is_discreet else checks(ret, offers)
    first = first_of(ret, offers, told)
    placed: dict[str, list[Offer]] = {}
    for one in offers:
        if one is not first and not one.act.aside:
            placed.setdefault(CARDS.get(one.act.code, "more"), []).append(one)
    # What leads on and is not possible yet stands in the list of what is missing.
    placed = {
        card: [one for one in held if not (one.missing and one.act.code == AHEAD.get(State(ret.state)))]
        for card, held in placed.items()
    }
    return {
        **TABLE.placed(offers),
        "first": first,
        "acts": placed.get("more", []),
        "ret": ret,
        "dossier": dossier,
        "placed": placed,
        "discreet": ret.is_discreet,
        "sections": {one.value for one in ret.sections},
        "checks_title": AHEAD_WORDS.get(AHEAD.get(State(ret.state), ""), ""),
        "missing": [one for one in told if not one.met],
        "there": [one for one in told if one.met],
        "order": [f"returns/parts/{one}.html" for one in order(ret)],
        "earlier": [f"returns/parts/{one}.html" for one in earlier(ret)],
        "events": happened,
        "nobody_knows": ret.state == State.WITHDRAWN and _lost(happened),
        "says_unsafe": ret.reads(Section.FOLLOW_UP) and ret.is_open and says_unsafe(dossier),
        "waits_for": waits_for(ret, dossier),
        **{name: with_acts(by, dossier.shown(name), kind) for name, kind in PARTS},
    }


PARTS = (
    ("agreements", "agreement"), ("assessments", "assessment"), ("documents", "document"), ("calls", "call"), ("items", "item"),
    ("contacts", "contact"),
)  # fmt: skip


# Which cards come first at a stage, and which stand below as what is behind her.
BEFORE_REFERRAL = ("told", "person", "assessments", "child", "decisions")
ORDER = {
    State.REFERRED: ("decisions", "assessments", "child", "person", "told"),
    State.AGREED: ("journey", "assessments", "child", "support", "person"),
    State.ARRIVED: ("followed", "support", "child", "person", "assessments", "journey"),
}
ORDER |= dict.fromkeys((State.READY, State.TRAVELLING), ORDER[State.AGREED])
ORDER |= dict.fromkeys((State.WITHDRAWN, State.CLOSED), ORDER[State.ARRIVED])


def order(ret: Return) -> tuple[str, ...]:
    """How it goes for her stands somewhere in every state: she may be heard of before she has travelled, and danger that was
    noted does not go away because she is asked anew."""
    told = ORDER.get(State(ret.state), BEFORE_REFERRAL)
    told = told if "followed" in told else (*told, "followed")
    return ("followed", *(one for one in told if one != "followed")) if ret.danger else told


def earlier(ret: Return) -> tuple[str, ...]:
    """What is behind her: folded, for whoever was there."""
    return () if ret.is_discreet or "told" in order(ret) else ("decisions", "told")


def first_of(ret: Return, offers: list[Offer], told: list[Check]) -> Offer | Step | None:
    """The one thing to do now: what leads on, or else the first of what is missing for it that she can do herself."""
    by_code = {one.act.code: one for one in offers}
    for code in ("take_on", "decide", AHEAD.get(State(ret.state), ""), "arrive"):
        lacks = code == "decide" and any(not one.met for one in told)
        if (ahead := by_code.get(code)) is not None and ahead.leads and not lacks:
            return ahead
    missing = next((one for one in told if not one.met and one.url), None)
    if missing is not None:
        label = next((one.label for one in offers if one.url == missing.url), _("Consent and sharing"))
        return Step(missing.text, missing.url, AHEAD_WORDS.get(AHEAD.get(State(ret.state), ""), ""), action=label)
    return next((one for one in offers if one.leads), None) if ret.is_discreet else None


def _lost(told: list[Event]) -> bool:
    newest = next((one for one in told if one.act == Act.WITHDRAWN), None)
    return newest is not None and newest.code == Safe.NOT_KNOWN


def says_unsafe(dossier: Dossier) -> bool:
    """Whether her newest survey says so, and nobody has spoken with her since."""
    newest = dossier.surveys[-1] if dossier.surveys else None
    if newest is None or not any(newest.answers.get(key) == code for key, code in UNSAFE):
        return False
    return not any(one.made_on and one.made_on >= newest.asked_on for one in dossier.contacts)


def waits_for(ret: Return, dossier: Dossier) -> str:
    """The side that has not decided yet, for the one that has."""
    if ret.state != State.REFERRED:
        return ""
    open_ = [side for side in (Side.REFERS, Side.RUNS) if dossier.verdict(side) is None]
    unit = {Side.REFERS: ret.refers, Side.RUNS: ret.runs}
    return str(unit[open_[0]]) if open_ and not ret.acting & set(open_) else ""


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
    return sorted((Check(one, one.code not in unmet, _url(one, urls, ret)) for one in told), key=lambda one: one.met)


def _url(condition: conditions.Condition, urls: dict[str, str], ret: Return) -> str:
    if condition.code == "consent":
        return reverse("cases:consents", args=[ret.case_id]) if ret.case_id and Side.REFERS in ret.acting else ""
    wanted = "safeguard" if condition.child else DONE_BY.get(condition.code, "")
    return urls.get(wanted) or (urls.get("inform", "") if wanted == "inform_again" else "")


def events(ret: Return, last: int | None = None) -> list[Event]:
    """What happened, newest first, as far as she may read it: all of it, or the last so many."""
    rows = Event.objects.filter(of=ret, about__in=[*ret.sections]).select_related("noted_by")
    if ret.is_discreet:
        # What was assessed and weighed here is between those who decided.
        rows = rows.exclude(act__in=WEIGHED, side__in=(Side.REFERS, Side.RUNS))
    told = list(rows[:last])
    for event in told:
        event.of = ret
        event.nameless = ret.is_discreet and event.side == Side.REFERS
    return told
