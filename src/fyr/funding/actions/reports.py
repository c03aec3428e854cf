"""Reports of a recipient: written in steps, sent in, approved or returned. What is approved is booked as used."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.funding import ledger, money, schemes
from fyr.funding.access import require
from fyr.funding.actions import repayments, spending
from fyr.funding.actions.activities import keep_result
from fyr.funding.actions.sources import not_ahead
from fyr.funding.codes.decisions import ConditionKind
from fyr.funding.codes.grants import GrantState, ReportKind, ReportState
from fyr.funding.codes.ledger import Account, Why
from fyr.funding.models import Activity, Condition, Grant, Report
from fyr.funding.trail import leave
from fyr.funding.trail_words import Act

EDITABLE = (ReportState.DRAFT, ReportState.RETURNED)


@transaction.atomic
def begin(*, by: Member, grant: Grant, kind: str) -> Report:
    """A draft that goes on where the last report ended; one at a time."""
    held = require(by, grant, Permission.FUNDING_REPORT)
    if held.state != GrantState.RUNNING:
        raise Refused(_("A report is written for a grant that runs."))
    if held.is_reported:
        raise Refused(_("The final report is approved; there is nothing more to report."))
    due = held.conditions.filter(kind=kind, met_on__isnull=True).first()
    last = held.reports.filter(state=ReportState.APPROVED).order_by("-reviewed_at").first()
    try:
        with transaction.atomic():
            report = Report.objects.create(grant=held, kind=kind, condition=due, lines=last.lines if last else [])
    except IntegrityError:
        raise Refused(_("A report is begun already. Go on with that one.")) from None
    leave(held, by, Act.REPORT_BEGUN, report.get_kind_display())
    return report


@transaction.atomic
def save(*, by: Member, report: Report, version: int, **told: Any) -> None:
    """One step of it. Raises ChangedMeanwhile where a colleague saved it after `version` was shown."""
    held = _editable(by, report)
    take_version(Report.objects.filter(pk=held.pk), version)
    Report.objects.filter(pk=held.pk).update(**told)
    journal.append(label="funding.report.saved", actor=by.pk, codes={"report": held.pk.hex})


@transaction.atomic
def save_results(
    *,
    by: Member,
    report: Report,
    version: int,
    activities: Mapping[UUID, Mapping[str, Any]],
    results: Sequence[tuple[UUID, Mapping[str, Any]]],
) -> None:
    """The step of activities and results: {activity: state and told}, and (activity, fields of a result) for each measure."""
    held = _editable(by, report)
    take_version(Report.objects.filter(pk=held.pk), version)
    hers = {one.pk: one for one in Activity.objects.filter(grant=held.grant)}
    if not hers.keys() >= {*activities, *(pk for pk, _fields in results)}:
        raise PermissionDenied
    Report.objects.filter(pk=held.pk).update(told={pk.hex: dict(told) for pk, told in activities.items()})
    held.results.all().delete()
    for pk, fields in results:
        keep_result(by=by, activity=hers[pk], report=held, **fields)
    journal.append(label="funding.report.saved", actor=by.pk, codes={"report": held.pk.hex})


@transaction.atomic
def submit(*, by: Member, report: Report) -> None:
    held = _editable(by, report)
    if lacking := lacks(held):
        raise Refused(_("Still missing: %(what)s.") % {"what": ", ".join(map(str, lacking))})
    _fits(held)
    if held.until:
        not_ahead(held.until, "until")
    held.state, held.submitted_by, held.submitted_at = ReportState.SUBMITTED, by, timezone.now()
    held.reviewed_by, held.reviewed_at = None, None
    held.save(update_fields=["state", "submitted_by", "submitted_at", "reviewed_by", "reviewed_at"])
    leave(held.grant, by, Act.REPORT_SUBMITTED, _said(held))


@transaction.atomic
def send_back(*, by: Member, report: Report, note: str) -> None:
    """To be completed; what was written stays."""
    held = _submitted(by, report)
    held.state, held.review_note, held.reviewed_by, held.reviewed_at = ReportState.RETURNED, note, by, timezone.now()
    held.save(update_fields=["state", "review_note", "reviewed_by", "reviewed_at"])
    leave(held.grant, by, Act.REPORT_RETURNED, note)


@transaction.atomic
def approve(*, by: Member, report: Report, note: str = "") -> None:
    """What it says was used is booked, less what was booked before. After a final report the rest is owed back.

    What waited is part of it, in one sum with everything else that was used.
    """
    decision = ledger.hold(report.grant.decision_id)
    held = _submitted(by, report)
    grant = held.grant
    _fits(held)
    used = used_of(held)
    more = used - ledger.balance(grant.pk, Account.USED)
    entry = ledger.Entry(Why.USE, decision, by, held.until or timezone.localdate(), {"report": held})
    for year, part in list(ledger.drawn(grant.pk, Account.HELD, more)) if more else ():
        entry.move(part, Account.HELD, Account.USED, year=year, grant=grant)
    spending.booked_with(grant, entry.id)
    for key, told in held.told.items():
        Activity.objects.filter(pk=key, grant=grant).update(version=F("version") + 1, **told)
    held.state, held.reviewed_by, held.reviewed_at, held.review_note = ReportState.APPROVED, by, timezone.now(), note
    held.save(update_fields=["state", "reviewed_by", "reviewed_at", "review_note"])
    today = timezone.localdate()
    due = Condition.objects.filter(grant=grant, kind=held.kind, met_on__isnull=True).order_by("due_on").first()
    if due is not None:
        Condition.objects.filter(pk=due.pk).update(met_on=today, met_by=by)
    leave(grant, by, Act.REPORT_APPROVED, _said(held))
    if held.kind == ReportKind.FINAL and (rest := ledger.balance(grant.pk, Account.HELD)):
        # Kept in the language of the node, whoever has approved it in which.
        with translation.override(settings.LANGUAGE_CODE):
            reasons = gettext("Not used, by the final report.")
        repayments.owe_unused(by=by, grant=grant, amount=rest, reasons=reasons)
    elif held.kind == ReportKind.FINAL:
        # Nothing to give back, so that date is kept too.
        left = Condition.objects.filter(grant=grant, kind=ConditionKind.REPAYMENT, met_on__isnull=True)
        left.update(met_on=today, met_by=by)


def used_of(report: Report) -> int:
    """What it says was used up to now, in the decision's currency and smallest unit."""
    if report.foreign_amount is not None and report.rate is not None:
        return money.converted(
            report.foreign_amount, report.foreign_currency, Decimal(report.rate), report.grant.currency
        )
    return report.used or 0


def lacks(report: Report) -> list[object]:
    """What has to be written before it can be sent in."""
    rules = schemes.scheme(report.grant.scheme)
    told: list[object] = []
    if report.until is None:
        told.append(_("the day up to which it tells"))
    if report.used is None or not report.lines:
        told.append(_("what the money was used for"))
    if not report.text:
        told.append(_("what was done"))
    if rules.auditor and report.kind == ReportKind.FINAL and not (report.auditor and report.audit_note):
        told.append(_("what the auditor found"))
    return told


def _fits(report: Report) -> None:
    held = ledger.balances([report.grant_id])[report.grant_id]
    used, before, rest = used_of(report), held.get(Account.USED, 0), held.get(Account.HELD, 0)
    currency = report.grant.currency
    if used < before:
        told = {"before": money.shown(before, currency)}
        raise Refused(
            _("At least %(before)s is accounted for already: a report tells of the whole time up to now.") % told
        )
    if used < before + spending.waiting(report.grant):
        raise Refused(_("More than that is spent on support already. A report tells of the whole time up to now."))
    if used > before + rest:
        told = {"paid": money.shown(before + rest, currency)}
        raise Refused(_("No more than %(paid)s was paid. What you paid yourselves is told in the text.") % told)


def _editable(by: Member, report: Report) -> Report:
    grant = require(by, report.grant, Permission.FUNDING_REPORT)
    held = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    held.grant = grant
    if held.state not in EDITABLE:
        raise Refused(_("It is sent in. It can be changed again if it is sent back to be completed."))
    return held


def _submitted(by: Member, report: Report) -> Report:
    grant = require(by, report.grant, Permission.FUNDING_WRITE)
    held = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    held.grant = grant
    if held.state != ReportState.SUBMITTED:
        raise Refused(_("Somebody was here before you: it is now “%(state)s”.") % {"state": held.get_state_display()})
    if held.submitted_by_id == by.pk:
        raise Refused(_("You have sent it in yourself. Somebody else reviews it."))
    return held


def _said(report: Report) -> str:
    return f"{report.get_kind_display()}: {money.shown(used_of(report), report.grant.currency)}"
