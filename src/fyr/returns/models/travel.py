"""Travel documents, the journey, and the calls when it does not take place."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fyr.returns.codes.agreements import Section
from fyr.returns.codes.travel import Escort, PaperKind, TripState
from fyr.returns.models.base import Part
from fyr.vault.fields import Sealed


class TravelDocument(Part):
    """Asked for, and received. An embassy is told nothing but who she is and that she travels."""

    section = Section.JOURNEY
    clear_because: ClassVar = {
        **Part.PART,
        "kind": "code",
        "asked_on": "day it was asked for",
        "received_on": "day it came",
    }

    kind = models.CharField(max_length=20, choices=PaperKind)
    asked_on = models.DateField()
    received_on = models.DateField(null=True)
    asked_of = Sealed()
    number = Sealed()
    valid_until = Sealed()

    class Meta(Part.Meta):
        verbose_name = _("travel document")

    @property
    def title(self) -> str:
        return str(self.get_kind_display())


class Trip(Part):
    """One journey as it is planned; a changed plan is a new row, and the old one is stopped."""

    section = Section.JOURNEY
    clear_because: ClassVar = {**Part.PART, "state": "code", "escort": "code: which escort"}

    state = models.CharField(max_length=10, choices=TripState, default=TripState.PLANNED)
    escort = models.CharField(max_length=12, choices=Escort, default=Escort.NONE)
    departs_on = Sealed()
    departs_at = Sealed()
    itinerary = Sealed()
    tickets = Sealed()
    transit = Sealed()
    met_by = Sealed()
    escort_by = Sealed()

    class Meta(Part.Meta):
        verbose_name = _("journey")
        constraints = (
            models.UniqueConstraint(
                fields=["of"], condition=Q(state=TripState.PLANNED), name="returns_one_planned_journey"
            ),
        )
