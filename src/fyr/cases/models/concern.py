"""Concern for a child, reported to a social welfare board, and what the board did."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.cases.codes.concern import UNDER_WAY, Inquiry, ProtectionFinding, Way
from fyr.cases.models.children import EDITED, AccompanyingChild, Edited
from fyr.cases.models.part import PART
from fyr.vault.fields import Sealed


class ConcernReport(Edited):
    """A report to the social welfare board, made once, and what the board then did.

    `child` is the accompanying child whom it concerns; empty where it concerns the person of the case.
    """

    clear_because: ClassVar = {
        **PART,
        **EDITED,
        "child": "whom of the case it concerns",
        "way": "code: how it was made",
        "reported_at": "deadlines count from it",
        "protection_found": "code: what the board found first",
        "protection_on": "deadline",
        "inquiry": "code: what the board decided",
        "decided_on": "deadline",
        "finished_on": "deadline",
    }

    child = models.ForeignKey(AccompanyingChild, models.RESTRICT, null=True, related_name="reports")
    way = models.CharField(max_length=10, choices=Way)
    reported_at = models.DateTimeField()
    protection_found = models.CharField(max_length=20, choices=ProtectionFinding, blank=True)
    protection_on = models.DateField(null=True)
    inquiry = models.CharField(max_length=20, choices=Inquiry, blank=True)
    decided_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)
    board = Sealed()
    reporter = Sealed()
    content = Sealed()
    protection_note = Sealed()
    decision_note = Sealed()
    finding_note = Sealed()

    class Meta:
        ordering = ("-reported_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(board__isnull=False), name="cases_concern_to_a_board"),
            models.CheckConstraint(
                condition=Q(protection_found="", protection_on__isnull=True)
                | (Q(protection_on__isnull=False) & ~Q(protection_found="")),
                name="cases_protection_found_on",
            ),
            models.CheckConstraint(
                condition=Q(inquiry="", decided_on__isnull=True) | (Q(decided_on__isnull=False) & ~Q(inquiry="")),
                name="cases_inquiry_decided_on",
            ),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True)
                | Q(inquiry__in=[one.value for one in UNDER_WAY], finished_on__gte=F("decided_on")),
                name="cases_inquiry_finished_after",
            ),
        )

    @property
    def reported_on(self) -> datetime.date:
        return timezone.localdate(self.reported_at)

    @property
    def notes(self) -> list[str]:
        """What was told with each answer of the board."""
        return [one for one in (self.protection_note, self.decision_note, self.finding_note) if one]

    @property
    def can_finish(self) -> bool:
        return self.inquiry in UNDER_WAY
