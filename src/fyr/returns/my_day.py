"""What a member has to do with returns today: danger first, then what is due."""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.rule import me
from fyr.returns import rounds
from fyr.returns.access import returns_page, units
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.assessing import Found, Safeguard
from fyr.returns.codes.states import OPERATED, Side, State
from fyr.returns.codes.support import ContactState
from fyr.returns.codes.travel import TripState
from fyr.returns.models import Call, ChildSafeguard, Contact, Return, Survey, Trip, Verdict
from fyr.web.registry import DayItem

# How many open returns of hers My day looks at, the last changed first.
LOOKED_AT = 100


def items(request: HttpRequest) -> Iterator[DayItem]:
    """Some queries beyond those for the returns themselves, whatever she has."""
    by = me(request)
    if not units(by):
        return
    # Danger is told however many others have changed since.
    danger, _more = returns_page(by, Q(danger=True), size=LOOKED_AT)
    newest, _more = returns_page(by, ~Q(state=State.CLOSED), size=LOOKED_AT)
    opened = {ret.pk: ret for ret in (*danger, *newest)}
    if not opened:
        return
    yield from _urgent(opened)
    yield from _calls(opened)
    yield from _nobodys(opened)
    yield from _decisions(opened)
    yield from _journeys(opened)
    yield from _handovers(opened)
    yield from _contacts(opened)


def _item(ret: Return, title: object, urgency: int, why: object, due: datetime.date | None = None) -> DayItem:
    return DayItem(title, reverse("returns:return", args=[ret.pk]), urgency, why, due, about=ret.called)  # type: ignore[arg-type]


def _urgent(opened: dict) -> Iterator[DayItem]:
    for ret in opened.values():
        if ret.danger and ret.reads(Section.FOLLOW_UP):
            yield _item(ret, _("She is in danger after her return"), 0, _("Say what was done, and by whom."))


def _nobodys(opened: dict) -> Iterator[DayItem]:
    """Of somebody protected whose officer has left: nobody at the operator can open it before another is named."""
    for ret in opened.values():
        if ret.protected and ret.officer_id is None and ret.state in OPERATED and Side.REFERS in ret.acting:
            yield _item(
                ret,
                _("Nobody at the operator has her return"),
                1,
                _("Give it to an officer: nobody else there can open it."),
            )


def _calls(opened: dict) -> Iterator[DayItem]:
    waiting = (
        Call.objects.filter(of__in=list(opened), confirmed_at__isnull=True).order_by().values_list("of", flat=True)
    )
    for pk in dict.fromkeys(waiting):
        ret = opened[pk]
        if ret.state == State.WITHDRAWN:
            yield _item(ret, _("She withdrew: call those who wait for her"), 0, _("Until each has confirmed."))


def _decisions(opened: dict) -> Iterator[DayItem]:
    waiting = {pk: ret for pk, ret in opened.items() if ret.state == State.REFERRED}
    done = {(of, side): round_ for of, side, round_ in Verdict.objects.filter(of__in=list(waiting)).order_by("round").values_list("of", "side", "round")}  # fmt: skip
    for pk, ret in waiting.items():
        hers = [side for side in (Side.REFERS, Side.RUNS) if side in ret.sides and done.get((pk, side)) != ret.round]
        if hers:
            yield _item(ret, _("A referral waits for your side's decision"), 1, _("Each side decides for itself."))


def _journeys(opened: dict) -> Iterator[DayItem]:
    """Departures of the next two weeks, and whoever is on her way."""
    travelling = {pk: ret for pk, ret in opened.items() if ret.reads(Section.JOURNEY)}
    today = timezone.localdate()
    for trip in Trip.objects.filter(of__in=list(travelling), state__in=(TripState.PLANNED, TripState.DEPARTED)):
        trip.of = ret = travelling[trip.of_id]
        day = datetime.date.fromisoformat(str(trip.departs_on))
        if trip.state == TripState.DEPARTED and ret.state == State.TRAVELLING:
            yield _item(ret, _("On her way: has she arrived?"), 1, _("Note it when somebody has met her."), day)
        elif ret.state in (State.AGREED, State.READY) and (day - today).days <= 14:
            ready = ret.state == State.READY
            why = _("Everything is there.") if ready else _("Something is still missing.")
            yield _item(ret, _("She travels soon"), 1 if (day - today).days <= 2 or not ready else 2, why, day)


def _handovers(opened: dict) -> Iterator[DayItem]:
    """Children who have arrived: social services here are responsible until the other side has confirmed."""
    arrived = [
        pk for pk, ret in opened.items() if ret.child and ret.state == State.ARRIVED and ret.reads(Section.CHILD)
    ]
    if not arrived:
        return
    told = ChildSafeguard.objects.filter(of__in=arrived, kind=Safeguard.HANDOVER).order_by("noted_at")
    done = dict(told.values_list("of", "found"))
    for pk in arrived:
        if done.get(pk) not in (Found.MET, Found.NOT_NEEDED):
            yield _item(
                opened[pk],
                _("The child is not handed over yet"),
                1,
                _("Social services here are responsible until then."),
            )


def _contacts(opened: dict) -> Iterator[DayItem]:
    followed = {pk: ret for pk, ret in opened.items() if ret.state == State.ARRIVED and ret.reads(Section.FOLLOW_UP)}
    today = timezone.localdate()
    soon = Contact.objects.filter(of__in=list(followed), state=ContactState.PLANNED)
    for of, day in soon.filter(planned_on__lte=today + datetime.timedelta(days=7)).values_list("of", "planned_on"):
        yield _item(followed[of], _("Contact after the return"), 1 if day <= today else 2, _("By the way that is safe for her."), day)  # fmt: skip
    asked: dict = {}
    for of, round_ in Survey.objects.filter(of__in=list(followed)).order_by().values_list("of", "round"):
        asked.setdefault(of, set()).add(round_)
    for pk, ret in followed.items():
        window = rounds.due(ret, asked.get(pk, set()))
        if window is not None:
            yield _item(ret, _("Time for the survey"), 3, _("If she wants to; somebody who has not helped her asks."), window.last)  # fmt: skip
