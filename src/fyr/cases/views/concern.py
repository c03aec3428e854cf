"""Concern for a child, reported and followed."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import children as pages
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import concern
from fyr.cases.forms.concern import ConcernForm, DecisionForm, FinishedForm, ProtectionForm
from fyr.cases.models import Case, ConcernReport
from fyr.cases.views.children import back
from fyr.cases.views.shared import save_or_show
from fyr.web.forms import VersionedForm
from fyr.web.registry import Text


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_concern(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The duty by law: asks for no consent, and sends nothing to anybody."""
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    known = pages.children_of(case)
    if not case.treated_as_child and not known:
        return redirect(back(case))
    initial = {"reporter": me(request).name}
    form = ConcernForm(request.POST or None, case=case, children=known, initial=initial)
    act = lambda: concern.report_concern(by=me(request), case=case, **form.told()).pk
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
    return _answer(request, case, report, form, act=concern.note_protection, title=_("Protection assessment"))


@rule(Permission.PLAN_WRITE, "GET", "POST")
def decision(request: HttpRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    case, report = _report(request, case_id, report_id)
    form = DecisionForm.of(report, request.POST or None)
    return _answer(request, case, report, form, act=concern.note_decision, title=_("Decision on an inquiry"))


@rule(Permission.PLAN_WRITE, "GET", "POST")
def finished(request: HttpRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    case, report = _report(request, case_id, report_id)
    form = FinishedForm.of(report, request.POST or None)
    return _answer(request, case, report, form, act=concern.note_finished, title=_("Inquiry finished"))


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
