"""The plan on paper: without identity, and only after somebody has said that it is safe to carry."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import page, paper, rows
from fyr.cases.access import case_for
from fyr.cases.actions.plan import note_printed
from fyr.cases.models import Case
from fyr.web import pdf
from fyr.web.forms import KeyedForm


class SafeToCarryForm(KeyedForm):
    """The answer is no until somebody ticks yes."""

    safe = forms.BooleanField(
        label=_("It is safe for the person to carry this paper"),
        error_messages={
            "required": _(
                "Paper can be found by the wrong person. Tick the box only if it is safe; otherwise show the plan on the screen."
            )
        },
    )
    texts = forms.BooleanField(
        label=_("Print the texts of services and tasks too"),
        required=False,
        help_text=_("Read them above first: they can name her, somebody else or a place."),
    )


@rule(Permission.CASE_READ, "GET")
def plan(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The plan on the screen, and the question before it is put on paper."""
    case = case_for(me(request), case_id)
    return render(request, "cases/plan.html", _shown(case, page.load(case), SafeToCarryForm()))


@rule(Permission.CASE_READ, "POST")
def plan_pdf(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id)
    loaded = page.load(case)
    form = SafeToCarryForm(request.POST)
    shown = _shown(case, loaded, form)
    if not shown["can_make_pdf"] or not form.is_valid():
        return render(request, "cases/plan.html", shown, status=422)
    # Every paper is noted, a second click's too.
    note_printed(by=me(request), case=case)
    document = paper.plan_pdf(loaded, get_language() or "sv", texts=form.cleaned_data["texts"])
    response = HttpResponse(document, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="plan.pdf"'
    return response


def _shown(case: Case, loaded: page.Page, form: SafeToCarryForm) -> dict[str, Any]:
    contact = rows.of_contact(loaded.contact)
    can_make_pdf = pdf.can_make_pdf()
    return {
        "case": case,
        "page": loaded,
        "contact_rows": contact,
        "form": form,
        "can_make_pdf": can_make_pdf,
        "texts": True,
    }
