"""Rows of a page, each with what can be done to it."""

from typing import Any

from fyr.funding.acts import offered
from fyr.funding.models import Activity


def activities_of(by: Any, row: Any, **link: Any) -> list[dict[str, Any]]:
    rows = Activity.objects.filter(**link).prefetch_related("results__report").select_related("decision", "grant")
    return [
        {
            "activity": one,
            "results": [r for r in one.results.all() if r.report is None or r.report.state == "approved"],
            "acts": offered(by, one, "activity", row),
        }
        for one in rows
    ]


def with_acts(by: Any, rows: Any, kind: str, parent: Any) -> list[dict[str, Any]]:
    told = []
    for one in rows:
        if hasattr(one, "grant_id") and one.grant_id == parent.pk:
            one.grant = parent
        told.append({kind: one, "acts": offered(by, one, kind, parent)})
    return told
