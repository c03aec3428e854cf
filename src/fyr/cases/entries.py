"""Who sees which lines of a timeline: the same rights as the page on which a thing stands, for its line tells of it too."""

import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from fyr.access.models import Membership
from fyr.access.permissions import Permission
from fyr.access.roles import READ_ALL
from fyr.cases.acts import Act
from fyr.cases.models import Assignment, Case, Entry, Mention
from fyr.cases.models.timeline import NOTES
from fyr.cases.others import CONSENT_REVIEW, mask

# A member, from when on, and until when she worked in a unit.
Period = tuple[UUID, datetime.datetime, datetime.datetime | None]

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
    if not case.led_by_hers:
        entries = entries.exclude(code=CONSENT_REVIEW)
    return entries if since is None else entries.exclude(pk__in=_notes_of_before(case, since))


def as_read(case: Case, entries: list[Entry]) -> None:
    """The lines as she reads them: whom a note was for, and without the names and words that are not for her.

    Whoever helps does not read which other unit gives what, nor any words of before she was let in.
    """
    _tell_for_whom(case, entries)
    if not case.through or case.led_by_hers:
        return
    since, own = _shared_since(case), _own_authors(case)
    for entry in entries:
        of_before = since is not None and (entry.at < since or entry.merged)
        if (of_before or entry.act == Act.SERVICE_MOVED) and not _wrote(own, entry.by_id, entry.at):
            entry.text = None
    mask(case, entries, "by")


def _tell_for_whom(case: Case, entries: list[Entry]) -> None:
    notes = {entry.pk: entry for entry in entries if entry.is_note}
    told = list(Mention.objects.filter(entry__in=list(notes)).select_related("member")) if notes else []
    mask(case, told, "member")
    for one in told:
        notes[one.entry_id].told.append(one.member.name)


def _shared_since(case: Case) -> datetime.datetime | None:
    """Where only another organisation's units bring her here: from when on. What colleagues wrote before was not for them."""
    if case.led_by_hers:
        return None
    running = Assignment.objects.running().filter(case=case, unit__in=case.through)
    ways = list(running.values_list("unit__organisation", "since"))
    own = case.unit and any(organisation == case.unit.organisation_id for organisation, _since in ways)
    return None if own else min((since for _organisation, since in ways), default=timezone.now())


def _notes_of_before(case: Case, since: datetime.datetime) -> set[UUID]:
    """Notes of before then, those that came from a case that she was not shown, and those that put such a one right.

    What was wrong with a note says what stood in it. What her own unit wrote is hers, as where it led the case before.
    """
    own = _own_authors(case)
    notes = Entry.objects.filter(case=case, act__in=NOTES).order_by("at", "pk")
    before: set[UUID] = set()
    for pk, at, corrects, by, merged in notes.values_list("pk", "at", "corrects", "by", "merged"):
        if (at < since or merged or corrects in before) and not _wrote(own, by, at):
            before.add(pk)
    return before


def _own_authors(case: Case) -> list[Period]:
    """Who worked in the units that she comes from, and when."""
    return list(Membership.objects.filter(unit__in=case.through).values_list("member", "since", "until"))


def _wrote(own: list[Period], by: UUID, at: datetime.datetime) -> bool:
    return any(member == by and since <= at and (until is None or at < until) for member, since, until in own)
