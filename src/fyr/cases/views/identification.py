"""What is presumed or decided about her, the police report, and what she wants of the investigation."""

from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import identification as actions
from fyr.cases.actions import police
from fyr.cases.codes.identification import StatementGround
from fyr.cases.forms import identification as forms
from fyr.cases.identification import LATEST_FIRST, latest_by_decider
from fyr.cases.models import Case, Cooperation, PoliceReport, Statement
from fyr.cases.views.shared import save_or_show

Kept = TypeVar("Kept", PoliceReport, Cooperation)
NEVER = _("Help never depends on this.")


@rule(Permission.EXPLOITATION_READ, "GET")
def identification(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_READ)
    rows = list(Statement.objects.filter(case=case).select_related("noted_by").order_by(*LATEST_FIRST))
    corrected = {row.corrects_id: row for row in rows if row.corrects_id}
    grounds = dict(StatementGround.choices)
    for row in rows:
        row.case = case
    history = [
        {
            "said": row,
            "corrected_by": corrected.get(row.pk),
            "grounds": ", ".join(str(grounds.get(code, code)) for code in row.ground_codes or ()),
        }
        for row in sorted(rows, key=lambda one: one.noted_at, reverse=True)
    ]
    shown = {
        "case": case,
        "latest": latest_by_decider([row for row in rows if row.pk not in corrected]),
        "history": history,
        "report": _kept(PoliceReport, case),
        "cooperation": _kept(Cooperation, case),
        "can_write": case.is_open and Permission.EXPLOITATION_WRITE in case.may,
    }
    return render(request, "cases/identification.html", shown)


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def new_statement(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_WRITE)
    form = forms.StatementForm(request.POST or None)
    act = lambda: actions.note_statement(by=me(request), case=case, said=form.said()).pk
    lead = _("It stands beside what others have said, and is never changed.")
    return save_or_show(request, case, form, act, title=_("Identification"), lead=lead, after=_back(case))


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def correct_statement(request: HttpRequest, case_id: UUID, statement_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_WRITE)
    wrong = part_of(Statement, case, statement_id)
    form = forms.CorrectStatementForm.of(wrong, request.POST or None)

    def act() -> UUID:
        told = {"said": form.said(), "reason": form.cleaned_data["reason"]}
        return actions.correct_statement(by=me(request), case=case, statement_id=statement_id, **told).pk

    lead = _("The wrong statement stays in the history, struck out, with the reason.")
    return save_or_show(request, case, form, act, title=_("Correct a statement"), lead=lead, after=_back(case))


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def police_report(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_WRITE)
    form = forms.PoliceReportForm.of(_kept(PoliceReport, case), request.POST or None)
    act = lambda: police.save_police_report(
        by=me(request), case=case, version=form.cleaned_data["version"], **form.values()
    )
    return save_or_show(
        request, case, form, act, title=_("Police report"), lead=NEVER, after=_back(case), saved=form.saved
    )


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def cooperation(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_WRITE)
    form = forms.CooperationForm.of(_kept(Cooperation, case), request.POST or None)
    act = lambda: police.save_cooperation(
        by=me(request), case=case, version=form.cleaned_data["version"], **form.values()
    )
    return save_or_show(
        request, case, form, act, title=_("The investigation"), lead=NEVER, after=_back(case), saved=form.saved
    )


def _kept(model: type[Kept], case: Case) -> Kept | None:
    kept = model.objects.filter(case=case).select_related("updated_by").first()
    if kept is not None:
        kept.case = case
    return kept


def _back(case: Case) -> str:
    return reverse("cases:identification", args=[case.pk])
