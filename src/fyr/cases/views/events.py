"""Raids and inspections that open many cases, and what the case of one person shows of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import events as actions
from fyr.cases.errors import Refused
from fyr.cases.events import events_of, siblings
from fyr.cases.forms.events import AddPersonForm, CorrectEventForm, NoteEventForm
from fyr.cases.forms.raid import NewEventForm
from fyr.cases.models import Case, EventFacts
from fyr.cases.models.events import told_of
from fyr.cases.views.shared import save_or_show
from fyr.web import drafts
from fyr.web.forms import submit


@rule(Permission.CASE_OPEN, "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """All that stands on paper after a raid, on one page."""
    by = me(request)
    form = NewEventForm(request.POST or None, units=_units(by))
    if request.method == "POST":

        def act() -> UUID:
            told = {"unit": form.cleaned_data["unit"], "facts": form.facts(), "persons": form.persons()}
            return actions.open_event(by=by, **told)[0].pk

        opened = submit(request, form, act, Refused)
        if opened is not None:
            messages.success(request, _("The cases are open, one for each person."))
            return redirect("cases:events", opened)
    shown = {"form": form, **drafts.offer(request, form, _("New event"))}
    return render(request, "cases/new_event.html", shown, status=422 if form.errors else 200)


@rule(Permission.EXPLOITATION_READ, "GET")
def events(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by = me(request)
    case = case_for(by, case_id, Permission.EXPLOITATION_READ)
    shown = {
        "case": case,
        "events": [_told(by, one) for one in events_of(case)],
        "can_write": case.is_open and Permission.EXPLOITATION_WRITE in case.may,
        "can_open": by.rights.anywhere(Permission.CASE_OPEN),
    }
    return render(request, "cases/events.html", shown)


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_WRITE)
    form = NoteEventForm(request.POST or None)
    act = lambda: actions.note_event(by=me(request), case=case, facts=form.facts()).pk
    lead = _("For a case that was opened by itself. Others who were found there can be added afterwards.")
    return save_or_show(request, case, form, act, title=_("Note an event"), lead=lead, after=_back(case))


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def correct(request: HttpRequest, case_id: UUID, facts_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_READ, Permission.EXPLOITATION_WRITE)
    form = CorrectEventForm.of(part_of(EventFacts, case, facts_id), request.POST or None)

    def act() -> None:
        told = {"facts": form.facts(), "version": form.cleaned_data["version"]}
        actions.correct_event(by=me(request), case=case, facts_id=facts_id, **told)

    lead = _(
        "Corrected here, and in those cases of the event that you may change and that said the same. "
        "Other units correct their own cases."
    )
    return save_or_show(
        request, case, form, act, title=_("Correct the facts"), lead=lead, after=_back(case), saved=form.saved
    )


@rule(Permission.CASE_OPEN, "GET", "POST")
def add_person(request: HttpRequest, case_id: UUID, facts_id: UUID) -> HttpResponse:
    by = me(request)
    case = case_for(by, case_id, Permission.EXPLOITATION_READ)
    known = part_of(EventFacts, case, facts_id)
    form = AddPersonForm(request.POST or None, units=_units(by))

    def act() -> UUID:
        told = {"unit": form.cleaned_data["unit"], "person": form.person()}
        return actions.add_person(by=by, case=case, facts_id=facts_id, **told).pk

    lead = _("Opens a case of her own, with the facts of the event. The persons' cases stay apart.")
    return save_or_show(
        request, case, form, act, title=_("Add another person"), lead=lead, named=str(known), after=_back(case)
    )


def _told(by: Member, known: EventFacts) -> dict[str, Any]:
    rows = [
        (_("Place"), known.place or _("Not known")),
        (_("Employer"), known.employer or _("Not known")),
    ]
    # Whoever comes from a raid finds every case that it opened here, this one first.
    cases = [{"case": one.case, "differs": one.facts != known.facts} for one in (known, *siblings(by, known))]
    earlier = [{**one, "words": ", ".join(told_of(one))} for one in reversed(known.earlier or [])]
    return {"known": known, "rows": rows, "cases": cases, "earlier": earlier}


def _units(by: Member) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=by.rights.units(Permission.CASE_OPEN)).order_by("name")


def _back(case: Case) -> str:
    return reverse("cases:events", args=[case.pk])
