"""Reports: of a recipient to who gave the money, and of the agency to the ministry."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.funding.codes.grants import ReportKind, ReportState
from fyr.funding.models.base import FOREIGN, ID, VERSIONED, Foreign, Kept, whole_or_nothing
from fyr.funding.models.decisions import Condition, Decision
from fyr.funding.models.grants import Grant


class Report(Foreign, Kept):
    """What was used is told for the whole grant up to now, never for a part of it: nothing is counted twice."""

    clear_because: ClassVar = {
        **ID,
        **VERSIONED,
        **FOREIGN,
        "grant": "of which grant",
        "condition": "the date that it meets",
        "kind": "code",
        "state": "code",
        "until": "the day up to which it tells",
        "lines": "text and amounts of a public document: what the money was used for",
        "used": "amount",
        "text": "text of a public document: activities and results",
        "deviations": "text of a public document",
        "told": "text of a public document: how each activity goes",
        "auditor": "title and firm of an auditor, as she signs in public documents",
        "audit_note": "text of a public document",
        "submitted_by": "who is accountable",
        "submitted_at": "when",
        "reviewed_by": "who is accountable",
        "reviewed_at": "when",
        "review_note": "text of a public document",
    }

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="reports")
    condition = models.ForeignKey(Condition, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=ReportKind)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    until = models.DateField(null=True)
    # [[what for, amount in the smallest unit], ...]
    lines = models.JSONField(default=list)
    used = models.BigIntegerField(null=True)
    text = models.TextField(blank=True, default="")
    deviations = models.TextField(blank=True, default="")
    # {id of an activity: {"state", "told"}}; the activities themselves follow when the report is approved.
    told = models.JSONField(default=dict)
    auditor = models.CharField(max_length=200, blank=True, default="")
    audit_note = models.TextField(blank=True, default="")
    submitted_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review_note = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-submitted_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="funding_known_report"),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="funding_known_report_kind"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("submitted_by")), name="funding_report_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("submitted", "approved"))
                | Q(submitted_by__isnull=False, submitted_at__isnull=False, used__gte=0, until__isnull=False),
                name="funding_report_submitted_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="funding_report_approved_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["grant"],
                condition=Q(state__in=("draft", "submitted", "returned")),
                name="funding_one_open_report",
            ),
            whole_or_nothing("report"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.grant.title}"


class MinistryReport(Kept):
    """The agency's own report: drafted from what is known, edited, and sent with its registration number."""

    clear_because: ClassVar = {
        **ID,
        **VERSIONED,
        "decision": "of which decision",
        "condition": "the date that it meets",
        "drafted_by": "who is accountable",
        "drafted_at": "when",
        "figures": "amounts and protected results as they stood when it was drafted",
        "summary": "text of a public document",
        "activities": "text of a public document",
        "deviations": "text of a public document",
        "ahead": "text of a public document",
        "diary": "registration number of a public document",
        "sent_on": "date",
        "sent_by": "who is accountable",
    }

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="ministry_reports")
    condition = models.ForeignKey(Condition, models.PROTECT, null=True, related_name="+")
    drafted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)
    figures = models.JSONField(default=dict)
    summary = models.TextField(blank=True, default="")
    activities = models.TextField(blank=True, default="")
    deviations = models.TextField(blank=True, default="")
    ahead = models.TextField(blank=True, default="")
    diary = models.CharField(max_length=80, blank=True, default="")
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-drafted_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, sent_by__isnull=True, diary="")
                | (Q(sent_on__isnull=False, sent_by__isnull=False) & ~Q(diary="")),
                name="funding_ministry_report_sent_whole",
            ),
        )

    def __str__(self) -> str:
        return self.decision.title
