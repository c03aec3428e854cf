"""What the slice keeps. A return and its parts are opened through fyr.returns.access."""

from fyr.returns.models.agreements import Agreement
from fyr.returns.models.base import Part
from fyr.returns.models.calls import Call
from fyr.returns.models.deciding import Assessment, ChildSafeguard, Verdict
from fyr.returns.models.facts import Edition, Fact, Narrative
from fyr.returns.models.programme import Programme
from fyr.returns.models.record import Return
from fyr.returns.models.support import Contact, Item, Plan, Survey
from fyr.returns.models.telling import Declaration, Information, Position
from fyr.returns.models.trail import Event
from fyr.returns.models.travel import TravelDocument, Trip

__all__ = [
    "Agreement",
    "Assessment",
    "Call",
    "ChildSafeguard",
    "Contact",
    "Declaration",
    "Edition",
    "Event",
    "Fact",
    "Information",
    "Item",
    "Narrative",
    "Part",
    "Plan",
    "Position",
    "Programme",
    "Return",
    "Survey",
    "TravelDocument",
    "Trip",
    "Verdict",
]
