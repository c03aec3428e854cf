"""The pages of reports: of a recipient, and to the ministry."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.funding import account
from fyr.funding.acts import TABLE
from fyr.funding.codes.decisions import ActivityState
from fyr.funding.models import Activity, Result
from fyr.funding.parts import row_for
from fyr.funding.views.first import first_of_report
from fyr.funding.views.shared import READ, files_of
from fyr.funding.ways import trail_to


@rule(READ, "GET")
def report(request: HttpRequest, grant_report_id: UUID) -> HttpResponse:
    by = me(request)
    row = row_for(by, "report", grant_report_id)
    shown = page_of_part(by, "report", row, row.grant) | {
        "currency": row.foreign_currency or row.grant.currency,
        "line": account.of_grant(row.grant),
        "results": Result.objects.filter(report=row).select_related("activity"),
        "activities": _told(row),
        "files": files_of(by, row.grant, grant=row.grant),
    }
    shown["first"] = shown["first"] or first_of_report(row, shown["acts"])
    return render(request, "funding/report.html", shown)


@rule(Permission.FUNDING_WRITE, "GET")
def ministry(request: HttpRequest, ministry_id: UUID) -> HttpResponse:
    by = me(request)
    row = row_for(by, "ministry", ministry_id, Permission.FUNDING_WRITE)
    return render(request, "funding/ministry.html", page_of_part(by, "ministry", row, row.decision))


def page_of_part(by: Any, kind: str, row: Any, parent: Any) -> dict[str, Any]:
    return TABLE.page(by, row, kind, parent) | {kind: row, "trail": trail_to(kind, row)[:-1]}


def _told(report: Any) -> list[dict[str, Any]]:
    """Each activity as the report tells of it; where it says nothing, as it stands."""
    states = dict(ActivityState.choices)
    rows = []
    for one in Activity.objects.filter(grant=report.grant):
        told = report.told.get(one.pk.hex, {})
        rows.append(
            {"title": one.title, "state": states[told.get("state", one.state)], "told": told.get("told", one.told)}
        )
    return rows
