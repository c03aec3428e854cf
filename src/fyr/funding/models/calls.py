"""Calls, applications and their assessment."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.funding.codes.grants import ApplicationState, Verdict
from fyr.funding.models.base import ID, VERSIONED, Kept
from fyr.funding.models.decisions import Decision
from fyr.funding.models.parties import Party


class Call(Kept):
    clear_because: ClassVar = {
        **ID,
        "unit": "the unit that calls",
        "decision": "whose money it distributes",
        "scheme": "code of the rules that it follows",
        "title": "public text",
        "purpose": "public text",
        "criteria": "public text: by what applications are assessed",
        "opens_on": "public date",
        "closes_on": "public date",
        "year": "budget year",
        "frame": "public amount",
        "added_by": "who is accountable",
        "added_at": "when",
    }

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="calls")
    scheme = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    purpose = models.TextField()
    # A list of texts; each gets a score from 0 to 4 in an assessment.
    criteria = models.JSONField(default=list)
    opens_on = models.DateField()
    closes_on = models.DateField()
    year = models.PositiveIntegerField()
    frame = models.BigIntegerField(null=True)
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-closes_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="funding_call_closes_after_it_opens"
            ),
            models.CheckConstraint(condition=Q(frame__isnull=True) | Q(frame__gt=0), name="funding_call_frame"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.opens_on <= timezone.localdate() <= self.closes_on


class Application(Kept):
    clear_because: ClassVar = {
        **ID,
        **VERSIONED,
        "call": "to which call",
        "party": "which organisation",
        "unit": "the unit of this node that applies",
        "title": "text of a public document",
        "plan": "text of a public document",
        "expected": "text of a public document",
        "starts_on": "date",
        "ends_on": "date",
        "amount": "amount",
        "own_funding": "amount",
        "costs": "text of a public document",
        "other_grants": "text of a public document: other state grants",
        "no_other_grants": "whether none was sought",
        "signatory": "role of who signs for an organisation",
        "attested": "whether it was attested by who may represent it",
        "state": "code",
        "submitted_at": "when",
        "submitted_by": "who is accountable",
        "missing": "codes of what is missing, and what is asked for",
        "complete_by": "date",
        "excluded": "codes of grounds for exclusion",
        "checked_by": "who is accountable",
        "checked_on": "when",
    }

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    party = models.ForeignKey(Party, models.PROTECT, related_name="applications")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    plan = models.TextField(blank=True, default="")
    expected = models.TextField(blank=True, default="")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    amount = models.BigIntegerField(null=True)
    own_funding = models.BigIntegerField(null=True)
    costs = models.TextField(blank=True, default="")
    other_grants = models.TextField(blank=True, default="")
    no_other_grants = models.BooleanField(default=False)
    signatory = models.CharField(max_length=200, blank=True, default="")
    attested = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    missing = models.JSONField(default=dict)
    complete_by = models.DateField(null=True)
    excluded = models.JSONField(default=list)
    checked_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    checked_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-submitted_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="funding_known_application"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False, amount__gt=0),
                name="funding_application_submitted_whole",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_on__isnull=True)
                | (Q(checked_by__isnull=False, checked_on__isnull=False) & ~Q(checked_by=F("submitted_by"))),
                name="funding_application_checked_by_another",
            ),
            models.UniqueConstraint(
                fields=["call", "party"], condition=~Q(state="withdrawn"), name="funding_one_application_per_call"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Assessment(Kept):
    """Two of them, by different persons, before anything is proposed."""

    clear_because: ClassVar = {
        **ID,
        "application": "of which application",
        "by": "who is accountable",
        "at": "when",
        "scores": "points from 0 to 4 for each criterion",
        "reasons": "text of a public document",
        "verdict": "code",
        "amount": "amount",
        "unbiased": "that she has declared to have no interest of her own",
    }

    application = models.ForeignKey(Application, models.PROTECT, related_name="assessments")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    scores = models.JSONField(default=list)
    reasons = models.TextField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    amount = models.BigIntegerField(null=True)
    unbiased = models.BooleanField()

    class Meta:
        ordering = ("at",)
        constraints = (
            models.UniqueConstraint(fields=["application", "by"], name="funding_one_assessment_each"),
            models.CheckConstraint(condition=Q(unbiased=True), name="funding_assessed_without_interest"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="funding_known_verdict"),
        )
