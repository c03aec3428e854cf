"""Who sees which lines of a timeline: the same rights as the page on which a thing stands, for its line tells of it too."""

import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from fyr.access.models import Membership
from fyr.access.permissions import Permission
from fyr.access.roles import READ_ALL
from fyr.cases.acts import Act
from fyr.cases.models import Assignment, Case, Entry
from fyr.cases.models.timeline import NOTES

# What a member must hold beside the case itself.
NEEDS: dict[Act, frozenset[Permission]] = {
    Act.RISK_ASSESSED: frozenset({Permission.SAFETY_READ}),
    **dict.fromkeys(
        (
            Act.STATEMENT_NOTED, Act.STATEMENT_CORRECTED, Act.POLICE_REPORT_CHANGED, Act.COOPERATION_CHANGED,
            Act.EXPLOITATION_NOTED, Act.EXPLOITATION_CHANGED, Act.EXPLOITATION_TAKEN_BACK, Act.EVENT_NOTED,
            Act.EVENT_CORRECTED, Act.INDICATORS_ASSESSED, Act.CHILD_ASSESSED, Act.INQUIRY_DECIDED, Act.INQUIRY_FINISHED,
        ),
        frozenset({Permission.EXPLOITATION_READ}),
    ),
    **dict.fromkeys(
        (
            Act.DEADLINE_STARTED, Act.DEADLINE_MET, Act.DEADLINE_MISSED, Act.DEADLINE_EXTENDED, Act.DEADLINE_CANCELLED,
            Act.DEADLINE_RESUMED, Act.RIGHT_NOTED, Act.PERMIT_APPLIED, Act.PERMIT_ANSWERED, Act.PERMIT_APPEALED,
            Act.COUNSEL_NOTED, Act.CLAIM_NOTED,
        ),
        frozenset({Permission.LEGAL_READ}),
    ),
    Act.PERMIT_CORRECTED: frozenset({Permission.LEGAL_READ, Permission.EXPLOITATION_READ}),
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
        Act.DOCUMENT_ADDED, Act.DOCUMENT_CHANGED, Act.DOCUMENT_REMOVED, Act.PLAN_PRINTED, Act.CONCERN_REPORTED, Act.CHILDREN_CHANGED, Act.BEST_INTEREST_NOTED,
    }
)  # fmt: skip


def hidden(case: Case) -> set[Act]:
    """The acts of which this member may not read that they were done."""
    unread = {act for act, needs in NEEDS.items() if not needs <= case.may}
    return unread if case.led_by_hers else unread | LED


def seen(case: Case) -> QuerySet[Entry]:
    """The lines that this member may read, newest first."""
    acts, since = hidden(case), _shared_since(case)
    entries = Entry.objects.filter(case=case)
    entries = entries.exclude(act__in=acts) if acts else entries
    return entries if since is None else entries.exclude(pk__in=_notes_before(case, since))


def _shared_since(case: Case) -> datetime.datetime | None:
    """Where only another organisation's units bring her here: from when on. What colleagues wrote before was not for them."""
    if case.led_by_hers:
        return None
    ways = list(Assignment.objects.filter(case=case, unit__in=case.through).values_list("unit__organisation", "since"))
    own = case.unit and any(organisation == case.unit.organisation_id for organisation, _since in ways)
    return None if own else min((since for _organisation, since in ways), default=timezone.now())


def _notes_before(case: Case, since: datetime.datetime) -> set[UUID]:
    """Notes of before then, and those that put them right: what was wrong with one says what stood in it.

    What her own unit wrote is hers, as where it led the case before it handed it over.
    """
    own = set(Membership.objects.filter(unit__in=case.through).values_list("member", flat=True))
    notes = Entry.objects.filter(case=case, act__in=NOTES).order_by("at", "pk")
    before: set[UUID] = set()
    for pk, at, corrects, by in notes.values_list("pk", "at", "corrects", "by"):
        if by not in own and (at < since or corrects in before):
            before.add(pk)
    return before
