"""Files that come in: grants of other funders, and the vouchers of the accounting system."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.funding.models.base import ID, Kept


class IncomingState(models.TextChoices):
    CHECKED = "checked", _("Checked, waits for you")
    WRONG = "wrong", _("Something is wrong in it")
    RUNNING = "running", _("Being taken in")
    DONE = "done", _("Taken in")
    STOPPED = "stopped", _("Stopped")


class GrantImport(Kept):
    """A 360Giving file on its way in. It is checked as a whole first; then its grants are taken in, in batches."""

    clear_because: ClassVar = {
        **ID,
        "by": "who is accountable",
        "name": "name of a file of public data",
        "at": "when",
        "state": "code",
        "total": "how many grants",
        "known": "how many were here already",
        "done": "how many are taken in",
        "sums": "public sums by currency",
        "rejections": "what is wrong, by row and field, with the value",
        "rows": "public records that wait to be taken in",
    }

    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=IncomingState)
    total = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    sums = models.JSONField(default=dict)
    rejections = models.JSONField(default=list)
    rows = models.JSONField(default=list)

    class Meta:
        ordering = ("-at",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=IncomingState.values), name="funding_known_import"),
        )


class Voucher(Kept):
    """A line of the accounting system. It meets the payment or repayment with the same number, or stands in the list of differences."""

    clear_because: ClassVar = {
        **ID,
        "unit": "whose accounts",
        "number": "number in the accounting system",
        "paid_on": "date of the voucher",
        "amount": "amount; below zero where money came in",
        "currency": "code",
        "text": "what the accounting system says of a payment to an organisation",
        "taken_by": "who is accountable",
        "taken_at": "when",
    }

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    paid_on = models.DateField()
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    text = models.CharField(max_length=200, blank=True, default="")
    taken_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("paid_on", "number")
        constraints = (models.UniqueConstraint(fields=["unit", "number"], name="funding_one_line_per_voucher"),)
