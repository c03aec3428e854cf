from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Sent in")
    INCOMPLETE = "incomplete", _("To be completed")
    COMPLETE = "complete", _("Complete, to be assessed")
    DECIDED = "decided", _("Decided")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Verdict(models.TextChoices):
    GRANT = "grant", _("Grant it")
    PARTLY = "partly", _("Grant a part")
    REFUSE = "refuse", _("Refuse it")


class GrantState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed, waits for approval")
    GRANTED = "granted", _("Granted, agreement to be signed")
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")
    REFUSED = "refused", _("Turned down")
    CANCELLED = "cancelled", _("Cancelled")
    # Between those who give: its recipient never hears of it.
    SENT_BACK = "sent_back", _("Sent back to the officer")


class PaymentState(models.TextChoices):
    REQUESTED = "requested", _("Requested")
    PROPOSED = "proposed", _("Proposed, waits for approval")
    APPROVED = "approved", _("Approved, to be paid")
    PAID = "paid", _("Paid")
    REFUSED = "refused", _("Turned down")


# Nothing was decided: the officer can propose anew.
VOID = (GrantState.CANCELLED, GrantState.SENT_BACK)
# What is between those who give.
UNSEEN = (GrantState.PROPOSED, GrantState.SENT_BACK)
# A tranche has at most one payment in one of these states.
LIVE = (PaymentState.REQUESTED, PaymentState.PROPOSED, PaymentState.APPROVED, PaymentState.PAID)


class ReportKind(models.TextChoices):
    INTERIM = "interim", _("Interim report")
    FINAL = "final", _("Final report")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Sent in")
    RETURNED = "returned", _("To be completed")
    APPROVED = "approved", _("Approved")


class RepaymentState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed, waits for approval")
    DUE = "due", _("To be repaid")
    REPAID = "repaid", _("Repaid")
    WAIVED = "waived", _("Waived")
    REFUSED = "refused", _("Not approved")
    DROPPED = "dropped", _("Not asked for any more")


class Outcome(models.TextChoices):
    UNUSED = "unused", _("Not used, to be returned")
    RECOVER = "recover", _("Recover")
    WAIVE = "waive", _("Waive")
