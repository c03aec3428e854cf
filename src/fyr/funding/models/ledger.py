"""The ledger. A posting moves an amount from one account to another, so it cannot be out of balance.

The database keeps the balance of every account by triggers, refuses one that would go below zero, and refuses to change or
delete a posting (migrations/0002_ledger.py).
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.funding.codes.ledger import COMMITMENTS, OF_DECISION, OUTSIDE, PAYMENTS, Account, Why
from fyr.funding.models.base import FOREIGN, Foreign, whole_or_nothing
from fyr.funding.models.decisions import Allotment, Decision
from fyr.funding.models.grants import Grant
from fyr.funding.models.payments import Payment, Repayment
from fyr.funding.models.reports import Report


class Posting(Foreign, models.Model):
    """`amount`, above zero, in the smallest unit of the decision's currency, from `credit` to `debit`."""

    clear_because: ClassVar = {
        **FOREIGN,
        "id": "counts postings",
        "entry": "random id of the act that it is part of",
        "at": "when it was written",
        "booked_on": "date of the voucher or decision",
        "why": "code",
        "decision": "whose money it is",
        "year": "budget year",
        "grant": "which grant",
        "debit": "code of an account",
        "credit": "code of an account",
        "amount": "amount; never what one person cost",
        "currency": "code",
        "allotment": "what it is the trace of",
        "payment": "what it is the trace of",
        "repayment": "what it is the trace of",
        "report": "what it is the trace of",
        "reverses": "the posting that it puts right",
        "by": "who is accountable",
    }

    entry = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)
    booked_on = models.DateField()
    why = models.CharField(max_length=10, choices=Why)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    year = models.PositiveIntegerField()
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, related_name="+")
    debit = models.CharField(max_length=10, choices=Account)
    credit = models.CharField(max_length=10, choices=Account)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    allotment = models.ForeignKey(Allotment, models.PROTECT, null=True, related_name="+")
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="+")
    repayment = models.ForeignKey(Repayment, models.PROTECT, null=True, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="+")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    # None where the node books a month together; everything else somebody answers for.
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_posting_above_zero"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="funding_posting_between_two"),
            models.CheckConstraint(
                condition=Q(debit__in=COMMITMENTS, credit__in=COMMITMENTS) | Q(debit__in=PAYMENTS, credit__in=PAYMENTS),
                name="funding_posting_in_one_book",
            ),
            models.CheckConstraint(
                condition=Q(grant__isnull=False) | Q(debit__in=OF_DECISION, credit__in=OF_DECISION),
                name="funding_posting_of_a_grant",
            ),
            models.CheckConstraint(condition=Q(why__in=Why.values), name="funding_known_why"),
            models.CheckConstraint(condition=Q(by__isnull=False) | Q(why="spend"), name="funding_posting_by_somebody"),
            whole_or_nothing("posting"),
        )
        indexes = (
            models.Index(fields=["decision", "year"], name="funding_postings"),
            models.Index(fields=["grant", "id"], name="funding_postings_of_grant"),
        )


class Balance(models.Model):
    """What an account holds. Written by the database alone, with each posting."""

    clear_because: ClassVar = {
        "id": "counts accounts",
        "decision": "whose money it is",
        "year": "budget year",
        "holder": "id of the decision or the grant that holds the account",
        "account": "code",
        "amount": "amount",
    }

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    year = models.PositiveIntegerField()
    holder = models.UUIDField()
    account = models.CharField(max_length=10, choices=Account)
    amount = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["decision", "year", "holder", "account"], name="funding_one_balance"),
            models.CheckConstraint(
                condition=Q(account__in=OUTSIDE, amount__lte=0) | (~Q(account__in=OUTSIDE) & Q(amount__gte=0)),
                name="funding_balance_never_below",
            ),
        )
        indexes = (models.Index(fields=["holder"], name="funding_balance_of"),)


class Spend(models.Model):
    """What was spent on one person, until the period is booked as a whole. After that the amount is gone.

    `reference` is a one-way pseudonym; it stays, so that the same cost is never entered twice.
    """

    clear_because: ClassVar = {
        "id": "counts costs and nothing else",
        "grant": "from which grant",
        "reference": "keyed digest of what it was spent on, which leads back to nobody",
        "person": "keyed digest of whom it was for, until it is booked",
        "amount": "until it is booked together with what was spent on at least four others",
        "period": "the month, which is all that is kept of when",
        "entry": "the entry that holds it, together with others",
    }

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="+")
    reference = models.BinaryField(max_length=16)
    person = models.BinaryField(max_length=16, null=True)
    amount = models.BigIntegerField(null=True)
    period = models.CharField(max_length=7)
    entry = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["reference"], name="funding_spent_once"),
            models.CheckConstraint(
                condition=Q(entry__isnull=True, amount__gt=0, person__isnull=False)
                | Q(entry__isnull=False, amount__isnull=True, person__isnull=True),
                name="funding_spend_booked_without_amount",
            ),
        )
