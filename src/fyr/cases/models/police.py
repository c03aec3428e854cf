"""The police report; nothing waits for it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.identification import Report
from fyr.cases.models.case import Case
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed

VERSIONED = {
    "version": "tells two editors of each other",
    "updated_at": "when it was last changed",
    "updated_by": "who is accountable",
}


class PoliceReport(CasePart):
    """One per case. Help never depends on it."""

    clear_because: ClassVar = {**PART, **VERSIONED, "state": "code for statistics", "made_on": "date"}

    case = models.OneToOneField(Case, models.CASCADE, related_name="police_report")
    state = models.CharField(max_length=20, choices=Report, default=Report.NOT_KNOWN)
    made_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    diary_number = Sealed()
    # What stood here before, in words, oldest first.
    earlier = Sealed()
    reported_by = Sealed()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state=Report.MADE) | Q(state__in=Report.values, made_on__isnull=True),
                name="cases_report_dated_when_made",
            ),
        )
