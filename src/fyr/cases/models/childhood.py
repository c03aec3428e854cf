"""How old she is and how that is known, the search for her family, and what is best for the child."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.children import VERIFIES_ADULT, AgeFound, AgeHow, TracingOutcome
from fyr.cases.models.children import EDITED, Edited
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed

NOTED: dict[str, str] = {"noted_at": "when", "noted_by": "who is accountable"}


class AgeCheck(CasePart):
    """Never changed: a new check stands beside the earlier ones."""

    clear_because: ClassVar = {
        **PART,
        **NOTED,
        "found": "child or adult decides what must happen",
        "age_how": "code: how it is known",
        "on": "when it was verified",
    }

    found = models.CharField(max_length=10, choices=AgeFound)
    age_how = models.CharField(max_length=12, choices=AgeHow)
    on = models.DateField()
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    note = Sealed()

    class Meta:
        ordering = ("-noted_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(found=AgeFound.ADULT) | Q(age_how__in=[one.value for one in VERIFIES_ADULT]),
                name="cases_adult_when_verified",
            ),
        )


class FamilyTracing(Edited):
    """A request to search for a child's family, and what came of it. Only where it is safe and in her interest."""

    clear_because: ClassVar = {
        **PART,
        **EDITED,
        "asked_on": "when",
        "tracing": "code: what came of it",
        "answered_on": "when",
    }

    asked_on = models.DateField()
    tracing = models.CharField(max_length=20, choices=TracingOutcome, default=TracingOutcome.WAITING)
    answered_on = models.DateField(null=True)
    asked_whom = Sealed()
    note = Sealed()

    class Meta:
        ordering = ("-asked_on", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(tracing=TracingOutcome.WAITING, answered_on__isnull=True)
                | (~Q(tracing=TracingOutcome.WAITING) & Q(answered_on__gte=F("asked_on"))),
                name="cases_tracing_answered_after",
            ),
        )


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
