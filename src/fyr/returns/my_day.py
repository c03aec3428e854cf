"""What a member has to do with returns today: danger first, then what is due."""

import datetime
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.rule import me
from fyr.returns import rounds
from fyr.returns.access import places, units, unlocked
from fyr.returns.actions.deciding import officers
from fyr.returns.codes.agreements import Asked, Section
from fyr.returns.codes.assessing import Found, Safeguard
from fyr.returns.codes.states import Side, State
from fyr.returns.codes.support import ContactState
from fyr.returns.codes.travel import TripState
from fyr.returns.models import Agreement, Call, ChildSafeguard, Contact, Return, Survey, Trip, Verdict
from fyr.web import paging
from fyr.web.registry import DayItem

# Of each kind My day looks at so many, the last changed first.
LOOKED_AT = 100
SOON, LATER = datetime.timedelta(days=7), datetime.timedelta(days=14)


def items(request: HttpRequest) -> Iterator[DayItem]:
    """A fixed number of queries, whatever she has."""
    by = me(request)
    if not units(by):
        return
    # What cannot wait is told however many others have changed since: it is the quiet ones that are forgotten.
    rows: dict[UUID, Return] = {}
    hers = places(by)
    for chosen in (Q(danger=True), _waits(), ~Q(state=State.CLOSED)):
        found, _more = paging.newest(hers, [chosen], None, LOOKED_AT)
        rows |= {ret.pk: ret for ret in found}
    opened = {ret.pk: ret for ret in unlocked(rows.values(), by)}
    if not opened:
        return
    yield from _urgent(opened)
    yield from _calls(opened)
    yield from _nobodys(opened)
    yield from _decisions(opened)
    yield from _journeys(opened)
    yield from _handovers(opened)
    yield from _contacts(opened)


def _waits() -> Q:
    """Returns with a contact that is due or near, a journey, or somebody to call; who reads of it is asked of each."""
    today = timezone.localdate()
    calls = Call.objects.filter(confirmed_at__isnull=True)
    contacts = Contact.objects.filter(state=ContactState.PLANNED, planned_on__lte=today + SOON)
    trips = Trip.objects.filter(state__in=(TripState.PLANNED, TripState.DEPARTED))
    waiting = [Q(pk__in=rows.order_by().values("of")) for rows in (calls, contacts, trips)]
    return ~Q(state=State.CLOSED) & (waiting[0] | waiting[1] | waiting[2] | Q(state=State.REFERRED))


def _counting(opened: dict, rows: QuerySet, what: str) -> dict[UUID, list]:
    """{return: what its rows say, the newest last}, of those that count."""
    told: dict[UUID, list] = {}
    for of, noted_at, said in rows.order_by("noted_at").values_list("of", "noted_at", what):
        if opened[of].counts(noted_at):
            told.setdefault(of, []).append(said)
    return told


def _item(ret: Return, title: object, urgency: int, why: object, due: datetime.date | None = None) -> DayItem:
    return DayItem(title, reverse("returns:return", args=[ret.pk]), urgency, why, due, about=ret.called)  # type: ignore[arg-type]


def _urgent(opened: dict) -> Iterator[DayItem]:
    for ret in opened.values():
        if ret.danger and ret.reads(Section.FOLLOW_UP):
            title = _("She is in danger after her return") if ret.arrived_on else _("She is in danger")
            yield _item(ret, title, 0, _("Say what was done, and by whom."))


def _nobodys(opened: dict) -> Iterator[DayItem]:
    """Of somebody protected whose officer has left: nobody at the operator can open it before another is named."""
    hidden = [ret for ret in opened.values() if ret.protected and ret.runs_id and Side.REFERS in ret.acting]
    working = set(officers().values_list("unit", "member")) if hidden else set()
    for ret in hidden:
        if (ret.runs_id, ret.officer_id) not in working:
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
        elif ret.state in (State.AGREED, State.READY) and day - today <= LATER:
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
    done = _counting(opened, ChildSafeguard.objects.filter(of__in=arrived, kind=Safeguard.HANDOVER), "found")
    for pk in arrived:
        if done.get(pk, [""])[-1] not in (Found.MET, Found.NOT_NEEDED):
            yield _item(
                opened[pk],
                _("The child is not handed over yet"),
                1,
                _("Social services here are responsible until then."),
            )


def _contacts(opened: dict) -> Iterator[DayItem]:
    there = {pk: ret for pk, ret in opened.items() if ret.state == State.ARRIVED and ret.reads(Section.FOLLOW_UP)}
    wanted = Agreement.objects.live().filter(of__in=list(there), asked=Asked.FOLLOW_UP)
    followed = {pk: there[pk] for pk in wanted.order_by().values_list("of", flat=True)}
    today = timezone.localdate()
    soon = Contact.objects.filter(of__in=list(followed), state=ContactState.PLANNED)
    for of, day in soon.filter(planned_on__lte=today + SOON).values_list("of", "planned_on"):
        yield _item(followed[of], _("Contact after the return"), 1 if day <= today else 2, _("By the way that is safe for her."), day)  # fmt: skip
    asked = _counting(followed, Survey.objects.filter(of__in=list(followed)), "round")
    for pk, ret in followed.items():
        window = rounds.due(ret, set(asked.get(pk, ())))
        if window is not None:
            yield _item(ret, _("Time for the survey"), 3, _("If she wants to; somebody who has not helped her asks."), window.last)  # fmt: skip
