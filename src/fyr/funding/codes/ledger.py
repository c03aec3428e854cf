"""Accounts of the two books. What is promised and what is paid never mix; docs/adr/0012-ledger.md says why they are these."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Account(models.TextChoices):
    # What is promised. The frame is the other side of what a decision lets be promised.
    FRAME = "frame", _("Given by the decision, to promise")
    AVAILABLE = "available", _("Not promised yet")
    COMMITTED = "committed", _("Promised, not paid")
    MET = "met", _("Promised and paid")
    # What is paid. The source is the other side of what a decision lets be paid.
    SOURCE = "source", _("Given by the decision, to pay")
    FUNDS = "funds", _("Not paid yet")
    HELD = "held", _("With the recipient, not accounted for")
    USED = "used", _("Used and accounted for")
    WAIVED = "waived", _("Recovery waived")


COMMITMENTS = (Account.FRAME, Account.AVAILABLE, Account.COMMITTED, Account.MET)
PAYMENTS = (Account.SOURCE, Account.FUNDS, Account.HELD, Account.USED, Account.WAIVED)
# Held by a decision; all others by a grant.
OF_DECISION = (Account.FRAME, Account.AVAILABLE, Account.SOURCE, Account.FUNDS)
# The outside of a book: never above zero, as all others are never below.
OUTSIDE = (Account.FRAME, Account.SOURCE)


class Why(models.TextChoices):
    """What an entry is the trace of."""

    ALLOTMENT = "allotment", _("Given by the decision")
    GRANT = "grant", _("Granted")
    PAYMENT = "payment", _("Paid")
    USE = "use", _("Use accounted for")
    SPEND = "spend", _("Spent on support, one period together")
    REPAYMENT = "repayment", _("Repaid")
    WAIVER = "waiver", _("Recovery waived")
    RELEASE = "release", _("Promise ended, not paid")
    REVERSAL = "reversal", _("Reversal")
