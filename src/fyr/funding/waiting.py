"""What waits for a member in the slice: the same on My day and on its first page, on both sides."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.rule import me
from fyr.funding import access, schemes
from fyr.funding.codes.grants import VOID, ApplicationState, GrantState, PaymentState, RepaymentState, ReportState
from fyr.funding.models import Application, Call, Condition, Grant, Payment, Repayment, Report
from fyr.web.registry import DayItem

# Days ahead in which a date is told of.
AHEAD = datetime.timedelta(days=30)
EACH = 20


def on_my_day(request: HttpRequest) -> Iterator[DayItem]:
    by = me(request)
    if by.rights.anywhere(Permission.FUNDING_READ):
        yield from items(by)


def items(by: Member) -> list[DayItem]:
    """At most EACH of a kind, each with the page on which it is done."""
    told = [*_dates(by)]
    for permission, found in (
        (Permission.FUNDING_APPROVE, _to_approve),
        (Permission.FUNDING_WRITE, _to_handle),
        (Permission.FUNDING_REPORT, _to_answer),
    ):
        if by.rights.anywhere(permission):
            told += found(by, by.rights.units(permission))
    return told


def _item(
    kind: str, row: Any, title: str, about: str, *, urgency: int = 2, why: str = "", due: datetime.date | None = None
) -> DayItem:
    return DayItem(title, reverse(f"funding:{kind}", args=[row.pk]), urgency, why, due, about)


def _to_approve(by: Member, units: list[Any]) -> Iterator[DayItem]:
    for grant in Grant.objects.filter(unit__in=units, state=GrantState.PROPOSED).exclude(proposed_by=by)[:EACH]:
        yield _item(
            "grant", grant, _("Decide on a grant"), grant.title, urgency=1, why=_("An officer has proposed it.")
        )
    waiting = Payment.objects.filter(grant__unit__in=units, state=PaymentState.PROPOSED).exclude(proposed_by=by)
    for payment in waiting.select_related("grant")[:EACH]:
        yield _item(
            "grant",
            payment.grant,
            _("Approve a payment"),
            payment.grant.title,
            urgency=1,
            why=_("An officer has proposed it."),
        )
    proposed = Repayment.objects.filter(grant__unit__in=units, state=RepaymentState.PROPOSED).exclude(proposed_by=by)
    for repayment in proposed.select_related("grant")[:EACH]:
        yield _item(
            "grant",
            repayment.grant,
            _("Decide on recovery or waiver"),
            repayment.grant.title,
            urgency=1,
            why=_("An officer has proposed it."),
        )


def _to_handle(by: Member, units: list[Any]) -> Iterator[DayItem]:
    for row in Application.objects.filter(call__unit__in=units, state=ApplicationState.SUBMITTED).select_related(
        "party"
    )[:EACH]:
        yield _item(
            "application", row, _("Check whether an application is complete"), row.party.name, why=_("It was sent in.")
        )
    complete = Application.objects.filter(call__unit__in=units, state=ApplicationState.COMPLETE)
    for row in (
        complete.select_related("party", "call")
        .annotate(done=Count("assessments"))
        .prefetch_related("assessments", "grants")[:EACH]
    ):
        if any(grant.state not in VOID for grant in row.grants.all()):
            continue
        if row.done >= schemes.scheme(row.call.scheme).assessors:
            yield _item(
                "application",
                row,
                _("Propose the decision on an application"),
                row.party.name,
                why=_("It is assessed."),
            )
        elif all(one.by_id != by.pk for one in row.assessments.all()):
            yield _item("application", row, _("Assess an application"), row.party.name, why=_("It is complete."))
    for payment in Payment.objects.filter(grant__unit__in=units, state=PaymentState.REQUESTED).select_related("grant")[
        :EACH
    ]:
        yield _item(
            "grant",
            payment.grant,
            _("Look at a requisition"),
            payment.grant.title,
            why=_("The recipient asks for payment."),
        )
    for payment in Payment.objects.filter(grant__unit__in=units, state=PaymentState.APPROVED).select_related("grant")[
        :EACH
    ]:
        yield _item(
            "grant", payment.grant, _("Enter the voucher of a payment"), payment.grant.title, why=_("It is approved.")
        )
    for grant in Grant.objects.filter(unit__in=units, state=GrantState.GRANTED)[:EACH]:
        yield _item("grant", grant, _("Enter the agreement"), grant.title, why=_("It is granted."))
    for report in Report.objects.filter(grant__unit__in=units, state=ReportState.SUBMITTED).select_related("grant")[
        :EACH
    ]:
        yield _item("report", report, _("Review a report"), report.grant.title, why=_("It was sent in."))


def _to_answer(by: Member, units: list[Any]) -> Iterator[DayItem]:
    for row in Application.objects.filter(unit__in=units, state__in=("draft", "incomplete")).select_related("call")[
        :EACH
    ]:
        due = row.complete_by or row.call.closes_on
        yield _item("application", row, _("Go on with an application"), row.title, due=due, urgency=_urgency(due))
    for report in Report.objects.filter(
        grant__recipient_unit__in=units, state__in=("draft", "returned")
    ).select_related("grant", "condition")[:EACH]:
        ends = report.condition.due_on if report.condition else None
        why = _("It was sent back to be completed.") if report.state == ReportState.RETURNED else ""
        yield _item(
            "report", report, _("Go on with a report"), report.grant.title, due=ends, urgency=_urgency(ends), why=why
        )
    today = timezone.localdate()
    for call in Call.objects.filter(opens_on__lte=today, closes_on__gte=today).exclude(applications__unit__in=units)[
        :EACH
    ]:
        yield _item("call", call, _("A call is open"), call.title, due=call.closes_on, urgency=3)


def _dates(by: Member) -> Iterator[DayItem]:
    """Dates of decisions and grants that are near or late, for the side that keeps them; repayments for both."""
    hers = access.units(by)
    soon = timezone.localdate() + AHEAD
    waiting = Condition.objects.filter(met_on__isnull=True, due_on__lte=soon).select_related(
        "grant__decision", "decision"
    )
    for one in (
        waiting.filter(grant__recipient_unit__in=hers) | waiting.filter(decision__unit__in=access.gives(by))
    ).order_by("due_on")[:EACH]:
        kind, row = ("grant", one.grant) if one.grant_id else ("decision", one.decision)
        yield _item(
            kind, row, str(one.get_kind_display()), str(row), due=one.due_on, urgency=_urgency(one.due_on), why=one.text
        )
    late = waiting.filter(grant__unit__in=access.gives(by), due_on__lt=timezone.localdate())
    for one in late.order_by("due_on")[:EACH]:
        yield _item(
            "grant",
            one.grant,
            _("Late: %(what)s") % {"what": one.get_kind_display()},
            str(one.grant),
            due=one.due_on,
            urgency=1,
        )
    owed = Repayment.objects.filter(state=RepaymentState.DUE, due_on__lte=soon).select_related("grant")
    for repayment in (owed.filter(grant__recipient_unit__in=hers) | owed.filter(grant__unit__in=access.gives(by)))[
        :EACH
    ]:
        yield _item(
            "grant",
            repayment.grant,
            _("Repayment"),
            repayment.grant.title,
            due=repayment.due_on,
            urgency=_urgency(repayment.due_on),
        )


def _urgency(due: datetime.date | None) -> int:
    """Late or today is for today; within a week for the week."""
    if due is None:
        return 3
    days = (due - timezone.localdate()).days
    return 1 if days <= 0 else 2 if days <= 7 else 3
