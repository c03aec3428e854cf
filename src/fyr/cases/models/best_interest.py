"""The best interests of the child, weighed."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.models.part import NOTED, PART, CasePart
from fyr.vault.fields import Sealed


class BestInterest(CasePart):
    """What is best for the child, as it was weighed on one day. Never changed: the next one stands beside it."""

    clear_because: ClassVar = {**PART, **NOTED, "on": "when it was weighed"}

    on = models.DateField()
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    text = Sealed()
    her_view = Sealed()

    class Meta:
        ordering = ("-on", "-noted_at", "-id")
