"""What can happen in a case: the same code words in its timeline and in the journal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    CASE_OPENED = "case.opened", _("Case opened")
    CONSULTATION_OPENED = "consultation.opened", _("Anonymous consultation opened")
    CONSULTATION_CONVERTED = "consultation.converted", _("Consultation became a case")
    CASE_IMPORTED = "case.imported", _("Case imported")
    CASE_EXPORTED = "case.exported", _("Case exported")
    CASE_CHANGED = "case.changed", _("Intake changed")
    CASE_CLOSED = "case.closed", _("Case closed")
    CASE_REOPENED = "case.reopened", _("Case reopened")
    SAFE_CONTACT_CHANGED = "safe_contact.changed", _("Safe contact changed")
    RECORD_CHANGED = "record.changed", _("Details changed")
    RISK_ASSESSED = "risk.assessed", _("Risk assessed")
    NEED_ADDED = "need.added", _("Need noted")
    NEED_CHANGED = "need.changed", _("Need changed")
    NEED_WITHDRAWN = "need.withdrawn", _("Need taken back")
    NEED_UNMET = "need.unmet", _("Need cannot be met")
    NEED_REOPENED = "need.reopened", _("Need open again")
    SERVICE_OFFERED = "service.offered", _("Service offered")
    SERVICE_MOVED = "service.moved", _("Service")
    TASK_ADDED = "task.added", _("Task added")
    TASK_DONE = "task.done", _("Task done")
    NOTE_WRITTEN = "note.written", _("Note")
    REFERRAL_SENT = "referral.sent", _("Referral sent")
    REFERRAL_ACCEPTED = "referral.accepted", _("Referral accepted")
    REFERRAL_DECLINED = "referral.declined", _("Referral declined")
    REFERRAL_DONE = "referral.done", _("Referral done")
    REFERRAL_REVOKED = "referral.revoked", _("Referral revoked")
    MEMBER_ASSIGNED = "member.assigned", _("Member assigned")
    ASSIGNMENT_ENDED = "assignment.ended", _("Assignment ended")
    PLAN_PRINTED = "plan.printed", _("Plan printed")
