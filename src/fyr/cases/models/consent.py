"""What she was asked to consent to, and her answer; “no” is an answer."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.consent import Answer, Given
from fyr.cases.models.part import PART
from fyr.cases.models.receiver import SHARED, Receiver
from fyr.vault.fields import Sealed


class Consents(models.QuerySet):
    def live(self, on: datetime.date | None = None) -> "Consents":
        """Those that hold on this day (today, local, unless told)."""
        day = on or timezone.localdate()
        return self.filter(answer=Answer.YES, withdrawn_at__isnull=True, since__lte=day, until__gte=day)


class Consent(Receiver):
    """She was asked whether something may be shown to somebody, and answered. No is an answer; a yes can be withdrawn."""

    clear_because: ClassVar = {
        **PART,
        **SHARED,
        "to_unit": "which unit may see the case",
        "purpose": "code: why",
        "since": "from when it holds",
        "until": "last day on which it holds",
        "answer": "yes or no: decides what is shown",
        "given": "code: how it was given",
        "noted_at": "when",
        "noted_by": "who is accountable",
        "withdrawn_at": "from when it does not hold any more",
        "withdrawn_by": "who noted the withdrawal",
    }

    answer = models.CharField(max_length=5, choices=Answer)
    given = models.CharField(max_length=20, choices=Given)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    receiver = Sealed()
    language = Sealed()
    present = Sealed()
    note = Sealed()
    withdrawal = Sealed()

    objects = Consents.as_manager()

    class Meta:
        ordering = ("-noted_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(to_unit__isnull=False, receiver__isnull=True)
                | Q(to_unit__isnull=True, receiver__isnull=False),
                name="cases_consent_to_one_receiver",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="cases_consent_days_in_order"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, answer=Answer.YES),
                name="cases_withdrawn_by_whom",
            ),
        )

    def __str__(self) -> str:
        return self.given_to

    @property
    def holds(self) -> bool:
        return (
            self.answer == Answer.YES and self.withdrawn_at is None and self.since <= timezone.localdate() <= self.until
        )
