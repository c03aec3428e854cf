"""What statistics may learn of returns: years and coarse codes, shown in tables that expose nobody."""

from typing import Any

from django.utils import timezone

from fyr.access.scope import whole_node
from fyr.returns.codes.facts import AgeBand, Given, Sustained, Wait
from fyr.returns.codes.support import Dimension, ItemState, Round
from fyr.returns.codes.travel import Escort
from fyr.returns.models import Fact, Return
from fyr.returns.survey.scoring import Reading, reading
from fyr.vault import blind

GAVE = (ItemState.DELIVERED, ItemState.PAID)
EVENTS = ("referred", "agreed", "departed", "closed")
# {event: [year, {dimension: code}]}
Events = dict[str, list[Any]]
SUSTAINED = {
    Reading.INTENSIFIED: Sustained.FRAGILE, Reading.MIDDLE: Sustained.MIDDLE, Reading.LIGHT: Sustained.STANDS,
}  # fmt: skip


def follow(ret: Return) -> None:
    """Called by the trail for every act, in its transaction: the facts of a return are made anew."""
    if ret.referred_on is None:
        return
    with whole_node():
        before = Fact.objects.filter(of_return=digest(ret)).first()
        events = kept(before.events if before else {}, events_of(ret), again=ret.counts_from is not None)
        if before is None or before.events != events:
            Fact.objects.filter(of_return=digest(ret)).delete()
            Fact.objects.create(of_return=digest(ret), programme_id=ret.programme_id, events=events)


def kept(before: Events, now: Events, *, again: bool) -> Events:
    """Nobody is counted twice: of somebody who turned round and came `again`, the first time of each event counts. What is of a
    year that goes on is still told anew, and what was undone in it (a journey that did not take place, an end that was
    none) counts no more."""
    year = timezone.localdate().year
    told: Events = {}
    for event in EVENTS:
        one = before.get(event)
        if one is None or (one[0] >= year and (event in now or not again)):
            one = now.get(event)
        if one is None:
            break
        least = max((held[0] for held in told.values()), default=0)
        told[event] = [max(one[0], least), dict(one[1])]
    return told


def forget_erased(sender: type[Return], instance: Return, **_signal: Any) -> None:
    """Told by Django of every return that is deleted, whoever deletes it."""
    with whole_node():
        Fact.objects.filter(of_return=digest(instance)).delete()


def digest(ret: Return) -> bytes:
    return blind.fingerprint(ret.pk, "returns fact", ret.pk.bytes)


def events_of(ret: Return) -> Events:
    """{event: [year, {dimension: code}]}; who has a later event has every earlier one. Wants an unlocked return."""
    told: Events = {}
    if ret.referred_on is None:
        return told
    age = AgeBand.CHILD if ret.child else AgeBand.ADULT
    told["referred"] = [ret.referred_on.year, {"ground": ret.ground, "age": age}]
    # Of somebody who was referred anew, what was agreed before that is of the time before.
    if ret.agreed_on is None or ret.agreed_on < ret.referred_on:
        return told
    waited = (ret.agreed_on - ret.referred_on).days
    told["agreed"] = [ret.agreed_on.year, {"decided": Wait.MONTH if waited <= 31 else Wait.LATER}]
    if ret.departed_on is None or ret.departed_on < ret.agreed_on:
        return told
    prepared = (ret.departed_on - ret.agreed_on).days
    trip = ret.trips.order_by("-noted_at").first()  # type: ignore[attr-defined]
    escorted = trip is not None and trip.escort != Escort.NONE
    told["departed"] = [
        ret.departed_on.year,
        {"prepared": Wait.QUARTER if prepared <= 92 else Wait.LATER, "escorted": Given.YES if escorted else Given.NO},
    ]
    if ret.closed_on is not None and ret.closed_on >= ret.departed_on:
        told["closed"] = [ret.closed_on.year, {"outcome": ret.outcome, "sustained": sustained(ret), **support_of(ret)}]
    return told


def support_of(ret: Return) -> dict[str, str]:
    """Whether she was given something of each of the three dimensions."""
    given = {item.dimension for item in ret.items.filter(state__in=GAVE)}  # type: ignore[attr-defined]
    return {
        one.value: Given.YES if one in given else Given.NO
        for one in (Dimension.ECONOMIC, Dimension.SOCIAL, Dimension.PSYCHOSOCIAL)
    }


def sustained(ret: Return) -> Sustained:
    """What the last round says; a baseline says nothing of how it became."""
    asked = ret.surveys.filter(round__in=(Round.MIDTERM, Round.FINAL, Round.EXTRA))  # type: ignore[attr-defined]
    last = asked.order_by("-asked_on", "-noted_at").first()
    if last is None:
        return Sustained.NOT_ASKED
    last.of = ret
    return SUSTAINED[reading(last.composite)]
