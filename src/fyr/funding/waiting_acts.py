"""What somebody has sent, proposed or begun, and another goes on with."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr.access.models import Member
from fyr.funding import schemes
from fyr.funding.codes.grants import VOID, ApplicationState, GrantState, PaymentState, RepaymentState, ReportState
from fyr.funding.models import Application, Call, Condition, Grant, Payment, Repayment, Report
from fyr.funding.waiting_item import EACH, item, urgency_of
from fyr.web.registry import DayItem


def to_approve(by: Member, units: list[Any]) -> Iterator[DayItem]:
    for grant in (
        Grant.objects.filter(unit__in=units, state=GrantState.PROPOSED)
        .exclude(proposed_by=by)
        .order_by("proposed_at")[:EACH]
    ):
        yield item("grant", grant, _("Decide on a grant"), grant.title, urgency=1, why=_("An officer has proposed it."))
    waiting = Payment.objects.filter(grant__unit__in=units, state=PaymentState.PROPOSED).exclude(proposed_by=by)
    for payment in waiting.select_related("grant")[:EACH]:
        yield item(
            "grant",
            payment.grant,
            _("Approve a payment"),
            payment.grant.title,
            urgency=1,
            why=_("An officer has proposed it."),
        )
    proposed = Repayment.objects.filter(grant__unit__in=units, state=RepaymentState.PROPOSED).exclude(proposed_by=by)
    for repayment in proposed.select_related("grant")[:EACH]:
        yield item(
            "grant",
            repayment.grant,
            _("Decide on recovery or waiver"),
            repayment.grant.title,
            urgency=1,
            why=_("An officer has proposed it."),
        )


def to_handle(by: Member, units: list[Any]) -> Iterator[DayItem]:
    for row in Application.objects.filter(call__unit__in=units, state=ApplicationState.SUBMITTED).select_related(
        "party"
    )[:EACH]:
        yield item(
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
            yield item(
                "application",
                row,
                _("Propose the decision on an application"),
                row.party.name,
                why=_("It is assessed."),
            )
        elif all(one.by_id != by.pk for one in row.assessments.all()):
            yield item("application", row, _("Assess an application"), row.party.name, why=_("It is complete."))
    for payment in Payment.objects.filter(grant__unit__in=units, state=PaymentState.REQUESTED).select_related("grant")[
        :EACH
    ]:
        yield item(
            "grant",
            payment.grant,
            _("Look at a requisition"),
            payment.grant.title,
            why=_("The recipient asks for payment."),
        )
    for payment in Payment.objects.filter(grant__unit__in=units, state=PaymentState.APPROVED).select_related("grant")[
        :EACH
    ]:
        yield item(
            "grant", payment.grant, _("Enter the voucher of a payment"), payment.grant.title, why=_("It is approved.")
        )
    agreed = Condition.objects.filter(grant=OuterRef("pk"), kind="final")
    lacking = Grant.objects.filter(unit__in=units, state__in=(GrantState.GRANTED, GrantState.RUNNING))
    for grant in lacking.exclude(Exists(agreed)).order_by("decided_at")[:EACH]:
        yield item("grant", grant, _("Enter the agreement"), grant.title, why=_("It is granted."))
    for report in Report.objects.filter(grant__unit__in=units, state=ReportState.SUBMITTED).select_related("grant")[
        :EACH
    ]:
        yield item("report", report, _("Review a report"), report.grant.title, why=_("It was sent in."))


def to_answer(by: Member, units: list[Any]) -> Iterator[DayItem]:
    for row in Application.objects.filter(unit__in=units, state__in=("draft", "incomplete")).select_related("call")[
        :EACH
    ]:
        due = row.complete_by or row.call.closes_on
        yield item("application", row, _("Go on with an application"), row.title, due=due, urgency=urgency_of(due))
    for report in Report.objects.filter(
        grant__recipient_unit__in=units, state__in=("draft", "returned")
    ).select_related("grant", "condition")[:EACH]:
        ends = report.condition.due_on if report.condition else None
        why = _("It was sent back to be completed.") if report.state == ReportState.RETURNED else ""
        yield item(
            "report", report, _("Go on with a report"), report.grant.title, due=ends, urgency=urgency_of(ends), why=why
        )
    today = timezone.localdate()
    for call in Call.objects.filter(opens_on__lte=today, closes_on__gte=today).exclude(applications__unit__in=units)[
        :EACH
    ]:
        yield item("call", call, _("A call is open"), call.title, due=call.closes_on, urgency=3)
