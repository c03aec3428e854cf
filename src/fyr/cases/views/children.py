"""The child: concern reported and to whom, who speaks for her, age, family, and what is best."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import children as pages
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import childhood, children
from fyr.cases.forms.childhood import AgeForm, BestInterestForm, TracingForm
from fyr.cases.forms.concern import ConcernForm, DecisionForm, FinishedForm, ProtectionForm
from fyr.cases.models import Case, ConcernReport, FamilyTracing
from fyr.cases.views.shared import save_or_show
from fyr.web.forms import VersionedForm
from fyr.web.registry import Text


@rule(Permission.CASE_READ, "GET")
def page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id)
    shown = {
        "case": case,
        "page": pages.load(me(request), case),
        "can_plan": case.is_open and Permission.PLAN_WRITE in case.may,
        "can_open": case.is_open and Permission.CASE_OPEN in case.may and case.unit_id in case.through,
        "can_identify": case.is_open and {Permission.IDENTITY_READ, Permission.IDENTITY_WRITE} <= case.may,
        "can_answer": case.is_open and {Permission.PLAN_WRITE, Permission.EXPLOITATION_READ} <= case.may,
        "sees_identity": Permission.IDENTITY_READ in case.may,
        "sees_story": Permission.EXPLOITATION_READ in case.may,
    }
    return render(request, "cases/children.html", shown)


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_concern(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The duty by law: asks for no consent, and sends nothing to anybody."""
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    known = pages.children_of(case)
    if not case.treated_as_child and not known:
        return redirect(back(case))
    initial = {"reporter": me(request).name}
    form = ConcernForm(request.POST or None, case=case, children=known, initial=initial)
    act = lambda: children.report_concern(by=me(request), case=case, **form.told()).pk
    lead = _(
        "Nothing is sent from Fyr: report to the board first, by phone if it is urgent, then note it here. It is a duty by "
        "law and waits for no consent (OSL 10:28, SoL). Has a guardian a part in this? Do not inform guardians "
        "before you have spoken with the board."
    )
    return save_or_show(
        request, case, form, act, title=_("Note a concern report that was made"), lead=lead, after=back(case)
    )


@rule(Permission.PLAN_WRITE, "GET", "POST")
def protection(request: HttpRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    case, report = _report(request, case_id, report_id)
    form = ProtectionForm.of(report, request.POST or None)
    return _answer(request, case, report, form, act=children.note_protection, title=_("Protection assessment"))


@rule(Permission.PLAN_WRITE, "GET", "POST")
def decision(request: HttpRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    case, report = _report(request, case_id, report_id)
    form = DecisionForm.of(report, request.POST or None)
    return _answer(request, case, report, form, act=children.note_decision, title=_("Decision on an inquiry"))


@rule(Permission.PLAN_WRITE, "GET", "POST")
def finished(request: HttpRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    case, report = _report(request, case_id, report_id)
    form = FinishedForm.of(report, request.POST or None)
    return _answer(request, case, report, form, act=children.note_finished, title=_("Inquiry finished"))


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def age(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    form = AgeForm(request.POST or None)
    act = lambda: childhood.note_age(by=me(request), case=case, **form.values()).pk
    lead = _("An age in doubt is treated as a child until it is verified.")
    return save_or_show(request, case, form, act, title=_("Age"), lead=lead, after=back(case))


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def new_tracing(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    return _tracing(request, case, None)


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def tracing(request: HttpRequest, case_id: UUID, tracing_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    return _tracing(request, case, part_of(FamilyTracing, case, tracing_id))


@rule(Permission.PLAN_WRITE, "GET", "POST")
def best_interest(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    form = BestInterestForm(request.POST or None)
    act = lambda: childhood.note_best_interest(by=me(request), case=case, **form.values()).pk
    lead = _("It is read by everybody who may open the case. Name nobody, and say nothing of what was done.")
    return save_or_show(request, case, form, act, title=_("Best interests of the child"), lead=lead, after=back(case))


def back(case: Case) -> str:
    return reverse("cases:children", args=[case.pk])


def _report(request: HttpRequest, case_id: UUID, report_id: UUID) -> tuple[Case, ConcernReport]:
    """What was told stands in these forms, so they take the right to what was told."""
    case = case_for(me(request), case_id, Permission.PLAN_WRITE, Permission.EXPLOITATION_READ)
    return case, part_of(ConcernReport, case, report_id)


def _answer(
    request: HttpRequest, case: Case, report: ConcernReport, form: VersionedForm, *, act: Any, title: Text
) -> HttpResponse:
    told = {"by": me(request), "case": case, "report_id": report.pk}
    run = lambda: act(**told, **form.values(), version=form.cleaned_data["version"])
    return save_or_show(request, case, form, run, title=title, after=back(case), saved=form.saved)


def _tracing(request: HttpRequest, case: Case, kept: FamilyTracing | None) -> HttpResponse:
    initial = TracingForm.initial_of(kept) if kept else {"version": 0}
    form = TracingForm(request.POST or None, initial=initial)

    def act() -> UUID:
        told = {**form.values(), "version": form.cleaned_data["version"], "tracing_id": kept.pk if kept else None}
        return childhood.note_tracing(by=me(request), case=case, **told).pk

    return save_or_show(request, case, form, act, title=_("Family tracing"), after=back(case), saved=form.saved)
