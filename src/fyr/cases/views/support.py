"""Where is help lacking? For the national officer and the analyst, from protected tables alone."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import rule
from fyr.cases import facts, support
from fyr.web.forms import FilterForm


class QuarterForm(FilterForm):
    quarter = forms.ChoiceField(label=_("Quarter"), required=False)


@rule(Permission.STATISTICS_READ, "GET")
def support_page(request: HttpRequest) -> HttpResponse:
    tables = facts.shown_tables()
    form = QuarterForm(request.GET)
    form.fields["quarter"].choices = [(one.quarter, one.quarter.replace("Q", " Q")) for one in tables]
    chosen = form.cleaned_data.get("quarter") if form.is_valid() else ""
    table = next((one for one in tables if one.quarter == chosen), tables[0] if tables else None)
    shown = {
        "form": form,
        "table": table,
        "country": support.country(table) if table else [],
        "regions": support.regions(table),
        "order": support.ORDER,
    }
    return render(request, "cases/support.html", shown)
