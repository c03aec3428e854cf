"""The search for a child's family."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fyr.cases.codes.childhood import TracingOutcome
from fyr.cases.models.children import EDITED, Edited
from fyr.cases.models.part import PART
from fyr.vault.fields import Sealed


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
