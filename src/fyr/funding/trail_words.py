"""What is said of each act in the timelines of the slice."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    DECISION_ADDED = "decision.added", _("Decision entered")
    DECISION_AMENDED = "decision.amended", _("Amending decision entered")
    DECISION_PUBLISHED = "decision.published", _("Put on the public page")
    DECISION_HIDDEN = "decision.hidden", _("Taken off the public page")
    ALLOTTED = "decision.allotted", _("Funds or authorisation entered")
    ALLOTMENT_BACK = "decision.allotment_back", _("Funds or authorisation put right")
    CONDITION_ADDED = "condition.added", _("Condition added")
    CONDITION_MET = "condition.met", _("Condition met")
    ACTIVITY_ADDED = "activity.added", _("Activity added")
    ACTIVITY_CHANGED = "activity.changed", _("Activity changed")
    RESULT_ADDED = "result.added", _("Result noted")
    CALL_ADDED = "call.added", _("Call published")
    APPLICATION_BEGUN = "application.begun", _("Application begun")
    APPLICATION_SUBMITTED = "application.submitted", _("Application sent in")
    APPLICATION_CHECKED = "application.checked", _("Found complete")
    APPLICATION_INCOMPLETE = "application.incomplete", _("Asked to complete the application")
    APPLICATION_WITHDRAWN = "application.withdrawn", _("Application withdrawn")
    APPLICATION_ASSESSED = "application.assessed", _("Application assessed")
    GRANT_PROPOSED = "grant.proposed", _("Decision proposed")
    GRANT_APPROVED = "grant.approved", _("Granted")
    GRANT_REFUSED = "grant.refused", _("Refused")
    GRANT_SENT_BACK = "grant.sent_back", _("Proposal not approved")
    GRANT_AGREED = "grant.agreed", _("Agreement signed")
    GRANT_CANCELLED = "grant.cancelled", _("Cancelled before it began")
    GRANT_STOPPED = "grant.stopped", _("Payments stopped")
    GRANT_GOES_ON = "grant.goes_on", _("Payments go on")
    GRANT_CLOSED = "grant.closed", _("Closed")
    CHANGE_REPORTED = "grant.change_reported", _("Changed circumstances reported")
    PAYMENT_REQUESTED = "payment.requested", _("Payment asked for")
    PAYMENT_PROPOSED = "payment.proposed", _("Payment proposed")
    PAYMENT_APPROVED = "payment.approved", _("Payment approved")
    PAYMENT_REFUSED = "payment.refused", _("Payment refused")
    PAYMENT_RECORDED = "payment.recorded", _("Paid")
    PAYMENT_REVERSED = "payment.reversed", _("Payment put right: the voucher was wrong")
    REPORT_BEGUN = "report.begun", _("Report begun")
    REPORT_SUBMITTED = "report.submitted", _("Report sent in")
    REPORT_RETURNED = "report.returned", _("Report to be completed")
    REPORT_APPROVED = "report.approved", _("Report approved")
    REPAYMENT_PROPOSED = "repayment.proposed", _("Recovery or waiver proposed")
    REPAYMENT_DUE = "repayment.due", _("To be repaid")
    REPAYMENT_REFUSED = "repayment.refused", _("Recovery or waiver not approved")
    REPAYMENT_DROPPED = "repayment.dropped", _("Repayment not asked for any more")
    REPAYMENT_RECORDED = "repayment.recorded", _("Repaid")
    REPAYMENT_WAIVED = "repayment.waived", _("Recovery waived")
    SPENT = "spend.booked", _("Spent on support, one period together")
    MINISTRY_DRAFTED = "ministry.drafted", _("Report to the ministry drafted")
    MINISTRY_SENT = "ministry.sent", _("Report sent to the ministry")
    ATTACHED = "file.attached", _("File added")
    DETACHED = "file.removed", _("File removed")


# Between those who give: who receives reads the decision when it is made, and not how it was prepared.
INTERNAL = (
    Act.APPLICATION_ASSESSED, Act.GRANT_PROPOSED, Act.GRANT_SENT_BACK, Act.PAYMENT_PROPOSED, Act.REPAYMENT_PROPOSED,
    Act.REPAYMENT_REFUSED, Act.MINISTRY_DRAFTED,
)  # fmt: skip


def words_of(act: str) -> str:
    return str(Act(act).label) if act in Act.values else act
