"""What happened with a return, in order, told to who may read it."""

from typing import ClassVar

from django.db import models

from fyr.returns.codes.agreements import Section
from fyr.returns.codes.states import Side
from fyr.returns.models.base import Part
from fyr.returns.models.event_words import words
from fyr.returns.trail_words import Act
from fyr.vault.fields import Sealed


class Event(Part):
    """Written by the act itself, in its transaction, and never changed. The journal holds the same."""

    clear_because: ClassVar = {
        **Part.PART,
        "act": "code of what happened",
        "side": "code: for which side somebody acted; empty for the node's clock",
        "about": "code: which section of the record it is about",
        "code": "code word that tells more, such as the new state",
    }

    # Empty where the node itself has acted.
    noted_by = models.ForeignKey("access.Member", models.PROTECT, null=True, related_name="+")  # type: ignore[assignment]
    act = models.CharField(max_length=40, choices=Act)
    side = models.CharField(max_length=10, choices=Side, blank=True, default="")
    about = models.CharField(max_length=20, choices=Section)
    code = models.CharField(max_length=40, blank=True, default="")
    text = Sealed()

    class Meta(Part.Meta):
        indexes = (models.Index(fields=["of", "-noted_at", "-id"], name="returns_timeline"),)

    @property
    def title(self) -> str:
        """What happened, with its code in words."""
        told = words(self.act, self.code)
        return f"{self.get_act_display()}: {told}" if told else str(self.get_act_display())

    # As the timeline shows it.
    @property
    def at(self) -> object:
        return self.noted_at

    # Whoever receives her abroad does not learn who has referred her.
    nameless = False

    @property
    def by(self) -> object:
        return None if self.nameless else self.noted_by
