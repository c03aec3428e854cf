"""Who sees which lines of a timeline: the same rights as the page on which a thing stands, for its line tells of it too."""

from django.db.models import QuerySet

from fyr.access.permissions import Permission
from fyr.access.roles import READ_ALL
from fyr.cases.acts import Act
from fyr.cases.models import Case, Entry

# What a member must hold beside the case itself.
NEEDS: dict[Act, frozenset[Permission]] = {
    Act.RISK_ASSESSED: frozenset({Permission.SAFETY_READ}),
    **dict.fromkeys(
        (
            Act.STATEMENT_NOTED, Act.STATEMENT_CORRECTED, Act.POLICE_REPORT_CHANGED, Act.COOPERATION_CHANGED,
            Act.EXPLOITATION_NOTED, Act.EXPLOITATION_CHANGED, Act.EXPLOITATION_TAKEN_BACK, Act.EVENT_NOTED,
            Act.EVENT_CORRECTED, Act.INDICATORS_ASSESSED, Act.CHILD_ASSESSED, Act.INQUIRY_DECIDED, Act.INQUIRY_FINISHED,
            Act.PERMIT_CORRECTED,
        ),
        frozenset({Permission.EXPLOITATION_READ}),
    ),
    **dict.fromkeys(
        (Act.ADDRESS_CHANGED, Act.AGE_CHECKED, Act.TRACING_CHANGED, Act.HERSELF_NOTED, Act.SPOKESPERSON_CHANGED),
        frozenset({Permission.IDENTITY_READ}),
    ),
    # What differed between two cases can be anything.
    Act.CASE_MERGED: READ_ALL,
}  # fmt: skip

# For members of the unit that leads the case: whom else it was shown or told to is not for one who helps.
LED = frozenset(
    {
        Act.CONSENT_GIVEN, Act.CONSENT_REFUSED, Act.CONSENT_WITHDRAWN, Act.DISCLOSURE_ENDED, Act.TOLD_OUTSIDE,
        Act.MEMBER_ASSIGNED, Act.ASSIGNMENT_ENDED, Act.PROTECTION_CHANGED, Act.PAPER_MADE, Act.CASE_EXPORTED,
    }
)  # fmt: skip

# For everybody who sees the case. Every act stands in one of the three, and a test says so.
OPEN = frozenset(
    {
        Act.CASE_OPENED, Act.CONSULTATION_OPENED, Act.CONSULTATION_CONVERTED, Act.CASE_IMPORTED, Act.CASE_CHANGED,
        Act.CASE_CLOSED, Act.CASE_REOPENED, Act.SAFE_CONTACT_CHANGED, Act.RECORD_CHANGED, Act.NEED_ADDED, Act.NEED_CHANGED,
        Act.NEED_WITHDRAWN, Act.NEED_UNMET, Act.NEED_REOPENED, Act.SERVICE_OFFERED, Act.SERVICE_MOVED, Act.TASK_ADDED,
        Act.TASK_DONE, Act.NOTE_WRITTEN, Act.NOTE_CORRECTED, Act.REFERRAL_SENT, Act.REFERRAL_ACCEPTED, Act.REFERRAL_DECLINED,
        Act.REFERRAL_DONE, Act.REFERRAL_REVOKED, Act.RESPONSIBLE_NAMED, Act.HANDOVER_PROPOSED, Act.CASE_HANDED_OVER,
        Act.DOCUMENT_ADDED, Act.DOCUMENT_CHANGED, Act.DOCUMENT_REMOVED, Act.PLAN_PRINTED, Act.DEADLINE_STARTED,
        Act.DEADLINE_MET, Act.DEADLINE_MISSED, Act.DEADLINE_EXTENDED, Act.DEADLINE_CANCELLED, Act.DEADLINE_RESUMED, Act.RIGHT_NOTED,
        Act.PERMIT_APPLIED, Act.PERMIT_ANSWERED, Act.PERMIT_APPEALED, Act.COUNSEL_NOTED, Act.CLAIM_NOTED,
        Act.CONCERN_REPORTED, Act.CHILDREN_CHANGED, Act.BEST_INTEREST_NOTED,
    }
)  # fmt: skip


def hidden(case: Case) -> set[Act]:
    """The acts of which this member may not read that they were done."""
    unread = {act for act, needs in NEEDS.items() if not needs <= case.may}
    return unread if case.unit_id in case.through else unread | LED


def seen(case: Case) -> QuerySet[Entry]:
    """The lines that this member may read, newest first."""
    acts = hidden(case)
    entries = Entry.objects.filter(case=case)
    return entries.exclude(act__in=acts) if acts else entries
