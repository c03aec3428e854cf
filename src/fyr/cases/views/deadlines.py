"""Deadlines of one case, and the rules they run under."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, opened_parts, part_of, visible
from fyr.cases.actions import deadlines_by_hand
from fyr.cases.codes.deadlines import Event, Responsible, Severity
from fyr.cases.deadlines import changed, words
from fyr.cases.forms import deadlines as forms
from fyr.cases.models import Case, Deadline
from fyr.cases.others import mask, name_consents, own_deadlines
from fyr.cases.views.shared import save_or_show

TOUCHED = 200


@rule(Permission.LEGAL_READ, "GET")
def deadlines(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ)
    every = list(
        own_deadlines(case, Deadline.objects.filter(case=case).select_related("set_by", "ended_by", "replaces"))
    )
    for one in every:
        one.case = case
    name_consents(case, every)
    mask(case, every, "set_by", "ended_by")
    ended = [one for one in every if not one.is_running]
    context = {
        "case": case,
        "running": [one for one in every if one.is_running],
        "ended": sorted(ended, key=lambda one: (one.ended_at, one.due_on), reverse=True),
        "can_plan": case.is_open and Permission.LEGAL_WRITE in case.may,
    }
    return render(request, "cases/deadlines.html", context)


@rule(Permission.LEGAL_READ, "GET")
def all_rules(request: HttpRequest) -> HttpResponse:
    """Every rule as it holds today, and the running deadlines she may see that run under an older version."""
    by, today, language = me(request), timezone.localdate(), get_language()
    held = changed.newest(today)
    under_older = changed.older(held).filter(visible(by, Permission.LEGAL_READ, at="case__"))[:TOUCHED]
    running = opened_parts(under_older, by)
    events, responsible, severity = dict(Event.choices), dict(Responsible.choices), dict(Severity.choices)
    shown = [
        {
            "rule": one,
            "said": one.said(language),
            "cited": one.cited(language),
            "starts": events.get(one.starts, one.starts),
            "counting": words.counting(one),
            "responsible": responsible.get(one.responsible, one.responsible),
            "severity": severity.get(one.severity, one.severity),
            "touched": list(changed.touched(one, running)),
        }
        for one in held
    ]
    return render(request, "cases/deadline_rules.html", {"rules": shown})


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ, Permission.LEGAL_WRITE)
    form = forms.StartDeadlineForm(request.POST or None)
    act = lambda: deadlines_by_hand.start(by=me(request), case=case, **form.values()).pk
    return save_or_show(request, case, form, act, title=_("Start a deadline"), after=_back(case))


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def meet(request: HttpRequest, case_id: UUID, deadline_id: UUID) -> HttpResponse:
    case, deadline = _of(request, case_id, deadline_id)
    form = forms.MeetDeadlineForm(request.POST or None)
    act = lambda: deadlines_by_hand.meet(by=me(request), case=case, deadline_id=deadline_id, **form.values())
    title, named = _("The deadline is met"), str(deadline)
    return save_or_show(request, case, form, act, title=title, named=named, after=_back(case))


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def extend(request: HttpRequest, case_id: UUID, deadline_id: UUID) -> HttpResponse:
    case, deadline = _of(request, case_id, deadline_id)
    form = forms.ExtendDeadlineForm(request.POST or None)
    act = lambda: deadlines_by_hand.extend(by=me(request), case=case, deadline_id=deadline_id, **form.values()).pk
    title, lead = _("Extend the deadline"), _("Only whoever decides by law can extend it: note what they decided.")
    return save_or_show(request, case, form, act, title=title, lead=lead, named=str(deadline), after=_back(case))


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def end(request: HttpRequest, case_id: UUID, deadline_id: UUID) -> HttpResponse:
    case, deadline = _of(request, case_id, deadline_id)
    form = forms.EndDeadlineForm(request.POST or None)
    act = lambda: deadlines_by_hand.end(by=me(request), case=case, deadline_id=deadline_id, **form.values())
    title, named = _("End the deadline"), str(deadline)
    return save_or_show(request, case, form, act, title=title, named=named, after=_back(case))


def _of(request: HttpRequest, case_id: UUID, deadline_id: UUID) -> tuple[Case, Deadline]:
    case = case_for(me(request), case_id, Permission.LEGAL_READ, Permission.LEGAL_WRITE)
    return case, part_of(Deadline, case, deadline_id)


def _back(case: Case) -> str:
    return reverse("cases:deadlines", args=[case.pk])
