"""One case on its page, its timeline, and who opened it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import next_step, page, places, rows
from fyr.cases.access import case_for, visible_cases
from fyr.cases.models import Case
from fyr.cases.opened import who_opened
from fyr.web import paging, registry


@rule(Permission.CASE_READ, "GET")
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    found = case_for(me(request), case_id)
    return render(request, "cases/case.html", context_of(request, found, page.load(found)))


def context_of(request: HttpRequest, found: Case, shown: page.Page) -> dict[str, Any]:
    """What the template of the case page needs, from what was loaded."""
    panels = [panel for provider in registry.panel_providers if (panel := provider(request, found))]
    into = visible_cases(me(request)).filter(pk=found.merged_into_id).first() if found.merged_into_id else None
    return {
        "case": found,
        "into": into,
        "page": shown,
        "next_steps": next_step.next_steps(shown),
        "panels": sorted(panels, key=lambda panel: panel.order),
        "places": [one for one in places.of(found) if not one.place.anchor],
        "sections": page.sections(shown, get_language() or "sv"),
        "can_change_safety": found.is_open and "safety.write" in found.may,
        "can_change_intake": found.is_open and "exploitation.write" in found.may,
        "can_plan": found.is_open and "plan.write" in found.may,
        "can_note": found.is_open and "note.write" in found.may,
        "entries": _timeline(request, found, shown.timeline, shown.timeline[-1].at if shown.has_older else None),
        "contact_rows": rows.of_contact(shown.contact),
        "risk_rows": rows.of_risk(shown.risk) if shown.risk else [],
        "intake_rows": rows.of_intake(found),
    }


def _timeline(
    request: HttpRequest, found: Case, entries: list[Any], since: Any = None, before: Any = None
) -> list[Any]:
    """What happened in the case and what other slices add between the two moments, newest first."""
    added = [
        entry
        for provider in registry.timeline_providers
        for entry in provider(request, found)
        if (since is None or entry.at >= since) and (before is None or entry.at < before)
    ]
    return sorted([*entries, *added], key=lambda entry: entry.at, reverse=True)


@rule(Permission.CASE_READ, "GET")
def timeline(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everything that happened, newest first, a page at a time."""
    found = case_for(me(request), case_id)
    after = paging.mark_of(request)
    entries, more = page.older(found, after)
    last = (entries[-1].at, entries[-1].pk) if more else None
    shown = {
        "entries": _timeline(request, found, entries, last and last[0], after and after[0]),
        **paging.links(request, last),
    }
    return render(request, "cases/timeline.html", {"case": found, **shown})


@rule(Permission.CASE_READ, "GET")
def opened(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who opened this case, from the journal."""
    found = case_for(me(request), case_id)
    return render(request, "cases/opened.html", {"case": found, "rows": who_opened(found)})
