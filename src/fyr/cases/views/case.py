"""The case page and what belongs to the case itself: intake, safe contact, record, closing."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Unit
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import next_step, page, places, rows
from fyr.cases.access import case_for
from fyr.cases.actions import closing, intake, record
from fyr.cases.actions import contact as contact_acts
from fyr.cases.errors import Refused
from fyr.cases.forms.closing import CloseForm
from fyr.cases.forms.contact import SafeContactForm
from fyr.cases.forms.intake import ChangeIntakeForm
from fyr.cases.forms.new_case import NewCaseForm
from fyr.cases.forms.record import RecordForm
from fyr.cases.htcds.catalogue import SECTIONS
from fyr.cases.htcds.display import rows_of
from fyr.cases.models import Case, Record, SafeContact
from fyr.cases.next_step import unfinished
from fyr.cases.opened import who_opened
from fyr.cases.views.shared import confirm, save_or_show
from fyr.web import paging, registry
from fyr.web.form_page import form_page
from fyr.web.forms import submit


@rule(Permission.CASE_OPEN, "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    by = me(request)
    units = Unit.objects.filter(pk__in=by.rights.units(Permission.CASE_OPEN)).order_by("name")
    form = NewCaseForm(request.POST or None, units=units)
    if request.method == "POST":

        def act() -> UUID:
            return intake.open_case(by=by, unit=form.cleaned_data["unit"], intake=form.whole_intake()).pk

        opened = submit(request, form, act, Refused)
        if opened is not None:
            return redirect("cases:case", opened)
    lead = _("Only the alias is required. Everything else can wait until she has slept.")
    return form_page(request, form, title=_("New case"), trail=((_("Cases"), reverse("cases:list")),), lead=lead)


@rule(Permission.CASE_READ, "GET")
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    found = case_for(me(request), case_id)
    return render(request, "cases/case.html", context_of(request, found, page.load(found)))


def context_of(request: HttpRequest, found: Case, shown: page.Page) -> dict[str, Any]:
    """What the template of the case page needs, from what was loaded."""
    panels = [panel for provider in registry.panel_providers if (panel := provider(request, found))]
    return {
        "case": found,
        "page": shown,
        "next_step": next_step.next_step(shown),
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


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def change_intake(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was told stands in this form, so it takes the right to what was told."""
    found = case_for(me(request), case_id, Permission.EXPLOITATION_READ, Permission.EXPLOITATION_WRITE)
    form = ChangeIntakeForm.of(found, request.POST or None)

    def act() -> None:
        intake.change_intake(by=me(request), case=found, intake=form.intake(), version=form.cleaned_data["version"])

    return save_or_show(request, found, form, act, title=_("Change intake"), saved=form.saved)


@rule(Permission.SAFETY_WRITE, "GET", "POST")
def safe_contact(request: HttpRequest, case_id: UUID) -> HttpResponse:
    found = case_for(me(request), case_id, Permission.SAFETY_WRITE)
    kept = SafeContact.objects.filter(case=found).first()
    if kept is not None:
        kept.case = found
    form = SafeContactForm.of(kept, request.POST or None)

    def act() -> None:
        contact_acts.change_safe_contact(
            by=me(request), case=found, contact=form.contact(), version=form.cleaned_data["version"]
        )

    return save_or_show(request, found, form, act, title=_("Safe contact"), saved=form.saved)


@rule(Permission.CASE_READ, "GET", "POST")
def section(request: HttpRequest, case_id: UUID, section: str) -> HttpResponse:
    """One section of the HTCDS record: identity, exploitation, plan and the rest."""
    if section not in SECTIONS:
        raise Http404
    needed = record.permission_to_write(section)
    found = case_for(me(request), case_id, needed)
    if found.is_consultation and section in record.IDENTITY_SECTIONS:
        raise PermissionDenied
    kept = Record.objects.filter(case=found, section=section).first()
    if kept is not None:
        kept.case = found
    form = RecordForm.of(section, kept, request.POST or None)

    def act() -> None:
        record.save_section(
            by=me(request),
            case=found,
            section=section,
            fields=form.record(),
            version=form.cleaned_data["version"],
        )

    language = get_language() or "sv"
    saved = lambda: rows_of(section, (kept.fields or {}) if kept else {}, language)
    title = SECTIONS[section].label(language)
    return save_or_show(request, found, form, act, title=title, anchor="record", saved=saved)


@rule(Permission.CASE_CLOSE, "GET", "POST")
def close(request: HttpRequest, case_id: UUID) -> HttpResponse:
    found = case_for(me(request), case_id, Permission.CASE_CLOSE)
    form = CloseForm(request.POST or None)
    return save_or_show(
        request,
        found,
        form,
        lambda: closing.close_case(by=me(request), case=found, **form.values()),
        title=_("Close the case"),
        lead=unfinished(found),
        submit_label=_("Close the case"),
    )


@rule(Permission.CASE_CLOSE, "GET", "POST")
def reopen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    return confirm(
        request,
        case_id,
        Permission.CASE_CLOSE,
        lambda found: closing.reopen_case(by=me(request), case=found),
        title=_("Reopen the case"),
        lead=_("The case becomes active again. What happened before stays as it is."),
        submit_label=_("Reopen"),
    )


@rule(Permission.CASE_OPEN, "GET", "POST")
def convert(request: HttpRequest, case_id: UUID) -> HttpResponse:
    return confirm(
        request,
        case_id,
        Permission.CASE_OPEN,
        lambda found: intake.convert_consultation(by=me(request), case=found),
        title=_("Make it a case"),
        lead=_("She now wants to be helped by name. The consultation becomes a case and keeps its history."),
        submit_label=_("Make it a case"),
    )
