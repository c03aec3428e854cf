"""What she said about herself, in her own words."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed


class AboutHerself(CasePart):
    """One answer to one question, never changed: the next one stands above it.

    Sealed to the last code word, for that she was asked about something says something about her. The codes are
    in fyr.cases.codes.herself, the questions in data/herself.json; `wording` is the version that she was asked in.
    """

    clear_because: ClassVar = {**PART, "noted_at": "when", "noted_by": "who is accountable"}

    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    question = Sealed()
    wording = Sealed()
    said = Sealed()
    choices = Sealed()
    words = Sealed()
    use = Sealed()
    stop_asking = Sealed()
    asked_by = Sealed()
    asked_on = Sealed()
    language = Sealed()
    present = Sealed()

    class Meta:
        ordering = ("-noted_at", "-id")
