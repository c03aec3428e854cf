"""Concern for a child: reported at once and to nobody else, and what the board then did."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.access import part_of, require
from fyr.cases.actions import deadlines
from fyr.cases.acts import Act
from fyr.cases.codes.concern import UNDER_WAY, Inquiry
from fyr.cases.days import happened_lately
from fyr.cases.errors import Refused
from fyr.cases.models import AccompanyingChild, Case, ConcernReport
from fyr.cases.trail import leave


@transaction.atomic
def report_concern(
    *,
    by: Member,
    case: Case,
    reported_at: datetime.datetime,
    board: str,
    reporter: str,
    way: str,
    content: str,
    child_id: UUID | None = None,
) -> ConcernReport:
    """Note that concern was reported. It asks for no consent and tells nobody: nothing is sent from here.

    `child_id` is an accompanying child of the case; None stands for the person of the case, who is treated as a child.
    """
    require(case, Permission.PLAN_WRITE)
    child = part_of(AccompanyingChild, case, child_id) if child_id else None
    if child is None and not case.treated_as_child:
        raise Refused(
            gettext_lazy("She is not treated as a child. Choose the accompanying child whom it concerns."), "child"
        )
    if not board.strip():
        raise Refused(gettext_lazy("Say to which social welfare board it was reported."), "board")
    if reported_at > timezone.now():
        raise Refused(gettext_lazy("The moment lies in the future. Note the report when it has been made."), "at")
    happened_lately(timezone.localdate(reported_at))
    report = ConcernReport.objects.create(
        case=case,
        child=child,
        way=way,
        reported_at=reported_at,
        board=board,
        reporter=reporter or by.name,
        content=content or None,
        updated_by=by,
    )
    if child is None:
        mark_reported(case, reported_at)
    leave(case, by, Act.CONCERN_REPORTED)
    deadlines.begin(case, by, event="concern.reported", on=timezone.localdate(reported_at), subject=report.pk)
    return report


def mark_reported(case: Case, at: datetime.datetime) -> None:
    """Within another act: the first report for the person of the case counts."""
    case.concern_reported_at = min(at, case.concern_reported_at or at)
    Case.objects.filter(pk=case.pk).update(concern_reported_at=case.concern_reported_at)


@transaction.atomic
def note_protection(
    *, by: Member, case: Case, report_id: UUID, found: str, on: datetime.date, note: str, version: int
) -> None:
    """What the board found first. Raises ChangedMeanwhile where another member saved the report after `version`."""
    report = _take(case, report_id, version)
    _within(report, on)
    before = _before(report.get_protection_found_display(), report.protection_on)
    report.protection_found, report.protection_on, report.protection_note = found, on, note or None
    _save(by, report, "protection_found", "protection_on", "protection_note")
    leave(case, by, Act.CHILD_ASSESSED, code=found, text=before)
    deadlines.reach(case, by, subject=report.pk, rule_code="child.protection", on=on)


@transaction.atomic
def note_decision(
    *, by: Member, case: Case, report_id: UUID, inquiry: str, on: datetime.date, note: str, version: int
) -> None:
    """Whether the board opened an inquiry, and when it decided so."""
    report = _take(case, report_id, version)
    _within(report, on)
    if report.finished_on is not None and (inquiry not in UNDER_WAY or on > report.finished_on):
        raise Refused(gettext_lazy("The inquiry is noted as finished. Put that right first."), "inquiry")
    before = _before(report.get_inquiry_display(), report.decided_on)
    moved = (report.inquiry, report.decided_on) != (inquiry, on)
    report.inquiry, report.decided_on, report.decision_note = Inquiry(inquiry), on, note or None
    _save(by, report, "inquiry", "decided_on", "decision_note")
    leave(case, by, Act.INQUIRY_DECIDED, code=inquiry, text=before)
    deadlines.reach(case, by, subject=report.pk, rule_code="child.opening", on=on)
    if moved:
        # A decision that is put right counts from its right day, or counts no more.
        deadlines.drop(case, by, report.pk, "child.inquiry")
        _count_inquiry(by, report)


@transaction.atomic
def note_finished(
    *, by: Member, case: Case, report_id: UUID, on: datetime.date | None, note: str, version: int
) -> None:
    """When the inquiry was finished; None where that was noted by mistake."""
    report = _take(case, report_id, version)
    if not report.can_finish or report.decided_on is None:
        raise Refused(gettext_lazy("No inquiry is noted. Note first what the board decided."))
    if on is not None:
        _within(report, on, report.decided_on)
    before = _before("", report.finished_on)
    report.finished_on, report.finding_note = on, note or None
    _save(by, report, "finished_on", "finding_note")
    leave(case, by, Act.INQUIRY_FINISHED, text=before if on else _("Noted by mistake: it is not finished."))
    if on is not None:
        deadlines.reach(case, by, subject=report.pk, rule_code="child.inquiry", on=on)
    else:
        _count_inquiry(by, report)


def _count_inquiry(by: Member, report: ConcernReport) -> None:
    """The days of an inquiry that was opened and goes on. One that ran before counts from a day that is not known here."""
    if report.inquiry == Inquiry.OPENED and report.decided_on and report.finished_on is None:
        deadlines.begin(report.case, by, event="inquiry.opened", on=report.decided_on, subject=report.pk)


def _take(case: Case, report_id: UUID, version: int) -> ConcernReport:
    require(case, Permission.PLAN_WRITE)
    report = part_of(ConcernReport, case, report_id)
    take_version(ConcernReport.objects.filter(pk=report.pk), version)
    report.version = version + 1
    return report


def _save(by: Member, report: ConcernReport, *names: str) -> None:
    report.updated_at, report.updated_by = timezone.now(), by
    report.save(update_fields=[*names, "version", "updated_at", "updated_by"])


def _within(report: ConcernReport, on: datetime.date, since: datetime.date | None = None) -> None:
    first = since or report.reported_on
    if on < first:
        raise Refused(gettext_lazy("That is before %(day)s. Is the date right?") % {"day": first.isoformat()}, "on")
    happened_lately(on)


def _before(word: str, on: datetime.date | None) -> str | None:
    """What stood there, where it is put right; None where nothing did."""
    told = " ".join(one for one in (word, on.isoformat() if on else "") if one)
    return _("Before: %(text)s") % {"text": told} if told else None
