"""Statements on identification."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import identification as actions
from fyr.cases.codes.identification import StatementGround
from fyr.cases.forms import identification as forms
from fyr.cases.identification import LATEST_FIRST, latest_by_decider
from fyr.cases.models import Cooperation, PoliceReport, Statement
from fyr.cases.views.police import back, kept_of
from fyr.cases.views.shared import save_or_show


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
        "report": kept_of(PoliceReport, case),
        "cooperation": kept_of(Cooperation, case),
        "can_write": case.is_open and Permission.EXPLOITATION_WRITE in case.may,
    }
    return render(request, "cases/identification.html", shown)


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def new_statement(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_WRITE)
    form = forms.StatementForm(request.POST or None)
    act = lambda: actions.note_statement(by=me(request), case=case, said=form.said()).pk
    lead = _("It stands beside what others have said, and is never changed.")
    return save_or_show(request, case, form, act, title=_("Identification"), lead=lead, after=back(case))


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def correct_statement(request: HttpRequest, case_id: UUID, statement_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_WRITE)
    wrong = part_of(Statement, case, statement_id)
    form = forms.CorrectStatementForm.of(wrong, request.POST or None)

    def act() -> UUID:
        told = {"said": form.said(), "reason": form.cleaned_data["reason"]}
        return actions.correct_statement(by=me(request), case=case, statement_id=statement_id, **told).pk

    lead = _("The wrong statement stays in the history, struck out, with the reason.")
    return save_or_show(request, case, form, act, title=_("Correct a statement"), lead=lead, after=back(case))
