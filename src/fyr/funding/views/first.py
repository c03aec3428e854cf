"""The one obvious thing to do on the page of a grant or a report."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.funding.codes.grants import ReportState
from fyr.funding.models import Grant, Report
from fyr.web.acts import Offer, Step


def first_of_grant(grant: Grant, shown: dict[str, Any]) -> Offer | Step | None:
    """What a payment or repayment asks for; or for the recipient, the report that is due next."""
    rows = [paid["acts"] for one in shown["instalments"] for paid in one["payments"]]
    rows += [one["acts"] for one in (*shown["instalments"], *shown["repayments"])]
    for acts in rows:
        for one in acts:
            if one.leads:
                return one
    if Permission.FUNDING_REPORT in shown["may"]:
        return _report_due(grant, shown)
    return None


def first_of_report(report: Report, acts: list[Offer]) -> Offer | None:
    """While it is written, the first part that is empty; when none is, sending it in."""
    by_code = {one.act.code: one for one in acts}
    empty = (
        ("use", report.used is None or report.state == ReportState.RETURNED),
        ("results", not report.results.exists() and report.grant.activities.exists()),
        ("text", not report.text),
        ("submit", True),
    )
    code = next((code for code, is_empty in empty if is_empty and code in by_code), None)
    if code is None:
        return None
    offer = by_code[code]
    why = (
        _("Everything is written. Read it once more.")
        if code == "submit"
        else _("You can stop at any time: what is written is kept.")
    )
    return replace(offer, act=replace(offer.act, why=why))


def _report_due(grant: Grant, shown: dict[str, Any]) -> Offer | Step | None:
    begun = next((one for one in shown["reports"] if one.state in (ReportState.DRAFT, ReportState.RETURNED)), None)
    if begun is not None:
        return Step(
            _("Go on with the report"),
            reverse("funding:report", args=[begun.pk]),
            _("It is begun and not sent in yet."),
        )
    due = grant.conditions.filter(met_on__isnull=True, kind__in=("interim", "final")).first()
    offer = next((one for one in shown["acts"] if due is not None and one.act.code == due.kind), None)
    if offer is None or due is None:
        return None
    why = _("It is due on %(day)s.") % {"day": due.due_on.isoformat()}
    return replace(offer, act=replace(offer.act, why=why))
