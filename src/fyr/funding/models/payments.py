"""Payments and repayments. Fyr pays nothing: each carries the number of its voucher in the accounting system."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.funding.codes.grants import LIVE, Outcome, PaymentState, RepaymentState
from fyr.funding.models.base import FOREIGN, ID, Foreign, Kept, two_people, whole_or_nothing
from fyr.funding.models.grants import Grant, Instalment

VOUCHER = {
    "voucher": "number in the accounting system",
    "paid_on": "date of the voucher",
    "recorded_by": "who is accountable",
}
NO_VOUCHER = Q(voucher="", paid_on__isnull=True, recorded_by__isnull=True)
WITH_VOUCHER = ~Q(voucher="") & Q(paid_on__isnull=False, recorded_by__isnull=False)


class Payment(Foreign, Kept):
    """One tranche on its way out: asked for, proposed, approved by another, paid."""

    clear_because: ClassVar = {
        **ID,
        **FOREIGN,
        **VOUCHER,
        "grant": "of which grant",
        "instalment": "which tranche",
        "unit": "the unit that pays, whose vouchers are counted",
        "amount": "amount",
        "state": "code",
        "statement": "text of a public document: what it is asked for",
        "requested_by": "who is accountable",
        "requested_at": "when",
        "proposed_by": "who is accountable",
        "proposed_at": "when",
        "approved_by": "who is accountable",
        "approved_at": "when",
        "refused_by": "who is accountable",
        "refusal": "text of a public decision",
    }

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="payments")
    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="payments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=PaymentState)
    statement = models.TextField(blank=True, default="")
    requested_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    refusal = models.TextField(blank=True, default="")
    voucher = models.CharField(max_length=60, blank=True, default="")
    paid_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("instalment__number", "id")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_payment_above_zero"),
            models.CheckConstraint(condition=Q(state__in=PaymentState.values), name="funding_known_payment"),
            two_people("payment", "proposed_and_approved", "proposed_by", "approved_by"),
            two_people("payment", "requested_and_approved", "requested_by", "approved_by"),
            two_people("payment", "requested_and_proposed", "requested_by", "proposed_by"),
            # Approved or paid means: one has proposed it and another has approved it.
            models.CheckConstraint(
                condition=Q(state__in=("requested", "proposed", "refused"))
                | Q(proposed_by__isnull=False, approved_by__isnull=False, approved_at__isnull=False),
                name="funding_payment_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(state="paid") & WITH_VOUCHER) | (~Q(state="paid") & NO_VOUCHER),
                name="funding_payment_paid_with_voucher",
            ),
            models.CheckConstraint(
                condition=(Q(state="refused", refused_by__isnull=False) & ~Q(refusal=""))
                | (~Q(state="refused") & Q(refused_by__isnull=True)),
                name="funding_payment_refused_with_reason",
            ),
            # Paid once: whoever else is paying the same tranche at this moment is refused by the database.
            models.UniqueConstraint(
                fields=["instalment"], condition=Q(state__in=LIVE), name="funding_tranche_paid_once"
            ),
            models.UniqueConstraint(fields=["unit", "voucher"], condition=~Q(voucher=""), name="funding_voucher_once"),
            whole_or_nothing("payment"),
        )

    def __str__(self) -> str:
        return f"{self.grant.title}, {self.instalment.number}"


class Repayment(Kept):
    """What comes back: what was not used, or what is recovered; or is waived, with reasons, by two."""

    clear_because: ClassVar = {
        **ID,
        **VOUCHER,
        "grant": "of which grant",
        "unit": "the unit that is repaid",
        "outcome": "code",
        "ground": "code of a ground of the scheme",
        "amount": "amount",
        "reasons": "text of a public decision",
        "state": "code",
        "due_on": "date",
        "proposed_by": "who is accountable",
        "proposed_at": "when",
        "decided_by": "who is accountable",
        "decided_at": "when",
        "reminded_for": "the day of which the members were last reminded",
    }

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="repayments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome)
    ground = models.CharField(max_length=40, blank=True, default="")
    amount = models.BigIntegerField()
    reasons = models.TextField()
    state = models.CharField(max_length=10, choices=RepaymentState)
    due_on = models.DateField(null=True)
    proposed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    voucher = models.CharField(max_length=60, blank=True, default="")
    paid_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    reminded_for = models.DateField(null=True)

    class Meta:
        ordering = ("proposed_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_repayment_above_zero"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="funding_known_outcome"),
            models.CheckConstraint(condition=Q(state__in=RepaymentState.values), name="funding_known_repayment"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="funding_repayment_by_two"
            ),
            # What was simply not used is owed without a decision; everything else needs one.
            models.CheckConstraint(
                condition=Q(state="proposed")
                | Q(outcome="unused")
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="funding_repayment_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(state="repaid") & WITH_VOUCHER) | (~Q(state="repaid") & NO_VOUCHER),
                name="funding_repaid_with_voucher",
            ),
            models.CheckConstraint(condition=~Q(state="waived") | Q(outcome="waive"), name="funding_waived_as_decided"),
            models.UniqueConstraint(
                fields=["grant"], condition=Q(state__in=("proposed", "due")), name="funding_one_open_repayment"
            ),
            models.UniqueConstraint(fields=["unit", "voucher"], condition=~Q(voucher=""), name="funding_repaid_once"),
        )
