"""Grants: proposed by one, approved by another, agreed with the recipient, paid in tranches."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.funding.codes.grants import GrantState, ReportKind, ReportState
from fyr.funding.codes.standing import Standing
from fyr.funding.models.base import ID, Kept
from fyr.funding.models.calls import Application
from fyr.funding.models.decisions import Decision
from fyr.funding.models.parties import Party


class Grant(Kept):
    clear_because: ClassVar = {
        **ID,
        "decision": "whose money it is",
        "unit": "the unit that gives",
        "recipient": "which organisation",
        "recipient_unit": "the unit of this node that receives",
        "application": "to which application it answers",
        "scheme": "code of the rules that it follows",
        "title": "public text",
        "purpose": "public text",
        "diary": "registration number of a public document",
        "amount": "public amount",
        "state": "code",
        "standing": "code: how sure it is",
        "source": "where it stands",
        "starts_on": "date",
        "ends_on": "date",
        "reasons": "text of a public decision",
        "proposed_by": "who is accountable",
        "proposed_at": "when",
        "decided_by": "who is accountable",
        "decided_at": "when",
        "awarded_on": "date of a public decision",
        "decision_note": "text of a public decision",
        "agreed_on": "date",
        "agreed_by": "who signed for the recipient: her role",
        "terms": "text of an agreement",
        "stopped_on": "date",
        "stopped_by": "who is accountable",
        "stop_reason": "text of a public decision",
        "closed_at": "when",
        "closed_by": "who is accountable",
    }

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="grants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Party, models.PROTECT, related_name="grants")
    recipient_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="grants")
    scheme = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True, default="")
    diary = models.CharField(max_length=80, blank=True, default="")
    amount = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=GrantState, default=GrantState.PROPOSED)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.STATED)
    source = models.CharField(max_length=400, blank=True, default="")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    reasons = models.TextField()
    proposed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    awarded_on = models.DateField(null=True)
    decision_note = models.TextField(blank=True, default="")
    agreed_on = models.DateField(null=True)
    agreed_by = models.CharField(max_length=200, blank=True, default="")
    terms = models.TextField(blank=True, default="")
    stopped_on = models.DateField(null=True)
    stopped_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    stop_reason = models.TextField(blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-proposed_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=GrantState.values), name="funding_known_grant"),
            # A refused application was granted nothing; everything else is above zero.
            models.CheckConstraint(
                condition=Q(amount__gt=0)
                | Q(amount=0, application__isnull=False, state__in=("proposed", "refused", "cancelled", "sent_back")),
                name="funding_grant_above_zero",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by__isnull=True, decided_at__isnull=True, awarded_on__isnull=True)
                | (
                    ~Q(state="proposed")
                    & Q(decided_by__isnull=False, decided_at__isnull=False, awarded_on__isnull=False)
                ),
                name="funding_grant_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="funding_grant_by_two"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "granted", "refused", "cancelled", "sent_back"))
                | (Q(agreed_on__isnull=False) & ~Q(agreed_by="")),
                name="funding_grant_runs_on_an_agreement",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True, stopped_by__isnull=True, stop_reason="")
                | (Q(stopped_on__isnull=False, stopped_by__isnull=False) & ~Q(stop_reason="")),
                name="funding_grant_stopped_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True, closed_by__isnull=True)),
                name="funding_grant_closed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=~Q(state__in=("cancelled", "sent_back")),
                name="funding_one_answer_per_application",
            ),
        )
        indexes = (models.Index(fields=["unit", "-proposed_at"], name="funding_grants_of_unit"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_reported(self) -> bool:
        """Whether its final report is approved: nothing more is paid, spent or reported then. One query."""
        return self.reports.filter(kind=ReportKind.FINAL, state=ReportState.APPROVED).exists()

    @property
    def currency(self) -> str:
        """That of the decision, in which it is accounted for."""
        return self.decision.currency


class Instalment(Kept):
    """A tranche: what is to be paid in which budget year, and what comes first."""

    clear_because: ClassVar = {
        **ID,
        "grant": "of which grant",
        "number": "its place",
        "year": "budget year",
        "amount": "amount",
        "planned_on": "date",
        "after_report": "whether a report must be approved first",
    }

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="instalments")
    number = models.PositiveIntegerField()
    year = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    planned_on = models.DateField(null=True)
    after_report = models.BooleanField(default=False)

    class Meta:
        ordering = ("grant", "number")
        constraints = (
            models.UniqueConstraint(fields=["grant", "number"], name="funding_one_instalment_per_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_instalment_above_zero"),
        )
