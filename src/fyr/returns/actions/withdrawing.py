"""She changes her mind. In one act everything to come stops, and those who wait for her are called."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.scope import whole_node
from fyr.returns.actions.agreements import end_shown
from fyr.returns.actions.base import begin, begin_part
from fyr.returns.codes.agreements import Receives, Section
from fyr.returns.codes.states import Side, State
from fyr.returns.codes.support import TO_COME, ContactState, ItemState
from fyr.returns.codes.travel import Called, Escort, TripState
from fyr.returns.dossier import Dossier, load
from fyr.returns.models import Call, Contact, Item, Return, Trip
from fyr.returns.trail import leave, move
from fyr.returns.trail_words import Act


@transaction.atomic
def withdraw(*, by: Member, ret: Return, words: str = "", safe: str = "") -> None:
    """At any time, also at the gate. Journeys, support and contacts to come are stopped, what was shown abroad is shut, and
    a list of calls is made. `safe` says where she is now; `words` are hers, and may be missing: nobody has to say why."""
    held = begin(ret, by, "withdraw")
    dossier = load(held)
    calls = calls_to_make(held, dossier)
    # Some of it was planned by sides whose rows she herself may not see.
    with whole_node():
        stop_trips(held)
        Item.objects.filter(of=held, state__in=TO_COME).update(state=ItemState.DROPPED)
        Contact.objects.filter(of=held, state=ContactState.PLANNED).update(state=ContactState.DROPPED)
        for who, reach in calls:
            Call(of=held, noted_by=by, who=who, reach=reach).save(force_insert=True)
    leave(held, by, Act.WITHDRAWN, code=safe, text=words or None)
    with whole_node():
        end_shown(held, by)
        move(held, state=State.WITHDRAWN)


def stop_trips(ret: Return) -> None:
    Trip.objects.filter(of=ret, state__in=(TripState.PLANNED, TripState.DEPARTED)).update(state=TripState.STOPPED)


def calls_to_make(ret: Return, dossier: Dossier) -> list[tuple[Called, str]]:
    """(whom, how to reach them as far as it is known): whoever waits for her, or plans with her."""
    trip = dossier.trip if ret.state in (State.AGREED, State.READY, State.TRAVELLING) else None
    calls: list[tuple[Called, str]] = []
    met = str(trip.met_by or "") if trip is not None else ""
    if trip is not None:
        flight = (trip.departs_on, trip.departs_at, trip.itinerary, trip.tickets)
        calls.append((Called.AIRPORT, ", ".join(str(one) for one in flight if one)))
        if trip.escort != Escort.NONE or trip.escort_by:
            calls.append((Called.ESCORT, str(trip.escort_by or "")))
        if met:
            calls.append((Called.MEETS, met))
    for one in dossier.receivers:
        who = Called.MISSION if one.receives == Receives.MISSION else Called.PARTNER
        helpers = str(dossier.plan.contacts or "") if dossier.plan is not None and who == Called.PARTNER else ""
        calls.append((who, "\n".join(part for part in (str(one.to_unit), helpers) if part)))
    if ret.runs is not None and ret.state != State.REFUSED:
        calls += [(Called.OPERATOR, str(ret.runs))] if Side.RUNS not in ret.sides else []
        calls += [(Called.COORDINATOR, str(ret.refers))] if Side.REFERS not in ret.sides else []
    if ret.child and ret.runs is not None:
        calls.append((Called.SOCIAL_SERVICES, ""))
    return calls


@transaction.atomic
def confirm_call(*, by: Member, call: Call, answer: str = "") -> None:
    """They know it now."""
    held, row = begin_part(call, by, "call_confirm")
    if row.confirmed_at is not None:
        raise Refused(_("They have confirmed already."))
    row.confirmed_at, row.confirmed_by, row.answer = timezone.now(), by, answer
    row.save(update_fields=["confirmed_at", "confirmed_by", "answer"])
    leave(held, by, Act.CALL_CONFIRMED, about=Section.JOURNEY, code=row.who)


@transaction.atomic
def take_up(*, by: Member, ret: Return) -> None:
    """From the beginning: told anew, asked anew, assessed anew, decided anew. What was before stays to be read, and counts no more."""
    held = begin(ret, by, "take_up")
    days = dict.fromkeys(("agreed_on", "departed_on", "arrived_on"))
    move(held, state=State.INFORMING, counts_from=timezone.now(), **days)
    leave(held, by, Act.TAKEN_UP)
