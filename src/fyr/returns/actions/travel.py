"""Documents, tickets, the journey itself."""

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.cases.days import happened_lately
from fyr.returns.actions.base import begin, begin_part
from fyr.returns.actions.follow_up import plan_rounds
from fyr.returns.actions.withdrawing import stop_trips
from fyr.returns.codes.agreements import Asked, Section
from fyr.returns.codes.states import State
from fyr.returns.codes.travel import FROM_HOME, TripState
from fyr.returns.discreet import refuse_telling
from fyr.returns.dossier import load
from fyr.returns.models import Return, TravelDocument, Trip
from fyr.returns.trail import leave, move, stop
from fyr.returns.trail_words import Act


@dataclass(frozen=True)
class Journey:
    """`departs_on` the day, `departs_at` the time as written on the ticket; all of it is sealed."""

    departs_on: datetime.date
    departs_at: str
    itinerary: str
    escort: str
    met_by: str
    tickets: str = ""
    transit: str = ""
    escort_by: str = field(default="", repr=False)


@transaction.atomic
def ask_document(
    *, by: Member, ret: Return, kind: str, asked_on: datetime.date, asked_of: str = "", held_already: bool = False,
    number: str = "", valid_until: datetime.date | None = None,
) -> TravelDocument:  # fmt: skip
    """Asked for, or there already. Home authorities are asked with her own agreement to that, and with nothing else."""
    held = begin(ret, by, "document")
    happened_lately(asked_on, "asked_on")
    refuse_telling(held, asked_of=asked_of, number=number)
    if not held_already and kind in FROM_HOME and not load(held).agreed(Asked.HOME_AUTHORITIES):
        raise Refused(
            _("She has not agreed to contact with authorities of her home country. Ask her first, and note the answer.")
        )
    row = TravelDocument(
        of=held, noted_by=by, kind=kind, asked_on=asked_on, received_on=asked_on if held_already else None,
        asked_of=asked_of, number=number, valid_until=valid_until.isoformat() if valid_until else "",
    )  # fmt: skip
    row.save(force_insert=True)
    done = Act.DOCUMENT_RECEIVED if held_already else Act.DOCUMENT_ASKED
    leave(held, by, done, about=Section.JOURNEY, code=kind)
    return row


@transaction.atomic
def receive_document(
    *, by: Member, document: TravelDocument, received_on: datetime.date, number: str, valid_until: datetime.date | None
) -> None:
    held, row = begin_part(document, by, "document_received")
    happened_lately(received_on, "received_on")
    if row.received_on is not None:
        raise Refused(_("It has come already."))
    if received_on < row.asked_on:
        raise Refused(_("It was asked for after that day."), "received_on")
    refuse_telling(held, number=number)
    row.received_on, row.number = received_on, number
    row.valid_until = valid_until.isoformat() if valid_until else ""
    row.save(update_fields=["received_on", "number", "valid_until"])
    leave(held, by, Act.DOCUMENT_RECEIVED, about=Section.JOURNEY, code=row.kind)


@transaction.atomic
def plan_trip(*, by: Member, ret: Return, journey: Journey) -> Trip:
    """The plan as it is from now on; the one before it is stopped, and whoever was ready is so no more until cleared again."""
    held = begin(ret, by, "trip")
    if journey.departs_on < timezone.localdate():
        raise Refused(_("That day is past."), "departs_on")
    refuse_telling(
        held, itinerary=journey.itinerary, tickets=journey.tickets, transit=journey.transit, met_by=journey.met_by,
        departs_at=journey.departs_at, escort_by=journey.escort_by,
    )  # fmt: skip
    stop_trips(held)
    row = Trip(
        of=held, noted_by=by, escort=journey.escort, departs_on=journey.departs_on.isoformat(), departs_at=journey.departs_at,
        itinerary=journey.itinerary, tickets=journey.tickets, transit=journey.transit, met_by=journey.met_by,
        escort_by=journey.escort_by,
    )  # fmt: skip
    row.save(force_insert=True)
    stop(held, by)
    leave(held, by, Act.TRIP_PLANNED, about=Section.JOURNEY)
    return row


@transaction.atomic
def clear(*, by: Member, ret: Return) -> None:
    """Everything that a safe journey asks for is there."""
    held = begin(ret, by, "clear")
    move(held, state=State.READY)
    leave(held, by, Act.CLEARED)


@transaction.atomic
def depart(*, by: Member, ret: Return, still_wants: bool, departed_on: datetime.date | None = None) -> None:
    """She is on her way. She was asked once more, at the gate; everything else is looked at once more too."""
    held = begin(ret, by, "depart")
    day = departed_on or timezone.localdate()
    happened_lately(day, "departed_on")
    if held.agreed_on is not None and day < held.agreed_on:
        raise Refused(_("Both sides had not said yes on that day."), "departed_on")
    if not still_wants:
        raise Refused(
            _("Ask her once more. If she does not want to go, she withdraws, and everything stops."), "still_wants"
        )
    trip = load(held).trip
    assert trip is not None  # A condition of the machine.
    trip.state = TripState.DEPARTED
    trip.save(update_fields=["state"])
    move(held, state=State.TRAVELLING, departed_on=day)
    leave(held, by, Act.DEPARTED)


@transaction.atomic
def turn_back(*, by: Member, ret: Return, note: str) -> None:
    """She wants to go, and the journey did not take place: it is planned anew."""
    held = begin(ret, by, "turned_back")
    refuse_telling(held, note=note)
    stop_trips(held)
    move(held, state=State.AGREED, departed_on=None)
    leave(held, by, Act.TURNED_BACK, about=Section.JOURNEY, text=note)


@transaction.atomic
def arrive(*, by: Member, ret: Return, arrived_on: datetime.date, words: str = "") -> None:
    """She is there; from this day the rounds of contacts and surveys are counted."""
    held = begin(ret, by, "arrive")
    happened_lately(arrived_on, "arrived_on")
    if held.departed_on is not None and arrived_on < held.departed_on:
        raise Refused(_("She departed after that day."), "arrived_on")
    refuse_telling(held, words=words)
    if (trip := load(held).trip) is not None:
        trip.state = TripState.ARRIVED
        trip.save(update_fields=["state"])
    move(held, state=State.ARRIVED, arrived_on=arrived_on)
    plan_rounds(held, by)
    leave(held, by, Act.ARRIVED, about=Section.JOURNEY if words else None, text=words or None)
