"""The pages of reports: of a recipient, and to the ministry."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.funding import account
from fyr.funding.models import Activity, Result
from fyr.funding.parts import row_for
from fyr.funding.views.first import first_of_report
from fyr.funding.views.shared import READ, can, files_of, trail_to
from fyr.web.forms import KeyedForm


@rule(READ, "GET")
def report(request: HttpRequest, grant_report_id: UUID) -> HttpResponse:
    by = me(request)
    row = row_for(by, "report", grant_report_id)
    acts = can(by, row, "report", row.grant)
    shown = page_of_part(by, "report", row, acts) | {
        "currency": row.foreign_currency or row.grant.currency,
        "line": account.of_grant(row.grant),
        "results": Result.objects.filter(report=row).select_related("activity"),
        "activities": Activity.objects.filter(grant=row.grant),
        "files": files_of(by, row.grant, grant=row.grant),
    }
    shown["first"] = shown["first"] or first_of_report(row, acts)
    return render(request, "funding/report.html", shown)


@rule(Permission.FUNDING_WRITE, "GET")
def ministry(request: HttpRequest, ministry_id: UUID) -> HttpResponse:
    by = me(request)
    row = row_for(by, "ministry", ministry_id, Permission.FUNDING_WRITE)
    return render(
        request, "funding/ministry.html", page_of_part(by, "ministry", row, can(by, row, "ministry", row.decision))
    )


def page_of_part(by: Any, kind: str, row: Any, acts: list[Any]) -> dict[str, Any]:

    return {
        kind: row,
        "first": next((one for one in acts if one.why), None),
        "acts": [one for one in acts if not one.why and not one.act.aside],
        "aside_acts": [one for one in acts if one.act.aside],
        "keyed": KeyedForm(auto_id=False),
        "trail": trail_to(kind, row)[:-1],
    }
