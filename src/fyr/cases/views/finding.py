"""Finding cases: the list with its filters, and the search."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import search
from fyr.cases.access import FOUND, cases_found, cases_page, tenants, visible_cases
from fyr.cases.actions import finding
from fyr.cases.errors import Refused
from fyr.cases.forms.finding import CaseFilter
from fyr.cases.models import SavedFilter
from fyr.cases.search import Match
from fyr.web import paging
from fyr.web.forms import KeyedForm, submit

PAGE = 25
FITS = {
    Match.EXACT: _("Just as you wrote it"),
    Match.PART: _("Begins or ends like it"),
    Match.SOUND: _("Sounds like it"),
}


@rule(Permission.CASE_READ, "GET")
def case_list(request: HttpRequest) -> HttpResponse:
    by = me(request)
    form = CaseFilter(request.GET)
    cases, more = cases_page(by, form.chosen(by), after=paging.mark_of(request), size=PAGE)
    last = (cases[-1].updated_at, cases[-1].pk) if more and cases else None
    context = {
        "may_open": by.rights.anywhere(Permission.CASE_OPEN),
        "may_import": by.rights.anywhere(Permission.IMPORT_MAKE),
        "may_export": by.rights.anywhere(Permission.EXPORT_MAKE),
        "cases": cases,
        "form": form,
        "saved": [(one, CaseFilter.label_of(one.chosen)) for one in SavedFilter.objects.filter(member=by)],
        "keyed": KeyedForm(auto_id=False),
        **paging.links(request, last),
    }
    return render(request, "cases/list.html", context)


@rule(Permission.CASE_READ, "POST")
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the filter that stands in the address."""
    chosen = CaseFilter(request.GET).code()
    submit(request, KeyedForm(request.POST), lambda: finding.save_filter(by=me(request), chosen=chosen), Refused)
    return redirect(f"{reverse('cases:list')}?{chosen}")


@rule(Permission.CASE_READ, "POST")
def remove_filter(request: HttpRequest, filter_id: UUID) -> HttpResponse:
    form = KeyedForm(request.POST)
    submit(request, form, lambda: finding.remove_filter(by=me(request), filter_id=filter_id), Refused)
    return redirect("cases:list")


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Reference, alias, name or phone"),
        max_length=200,
        help_text=_("A whole name, its beginning, or how it sounds; the last digits of a phone or of a reference."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


@rule(Permission.CASE_READ, "GET", "POST")
def case_search(request: HttpRequest) -> HttpResponse:
    """By POST, so that a name never stands in an address, a log or the browser's history."""
    form = SearchForm(request.POST or None)
    groups = count = None
    if request.method == "POST" and form.is_valid():
        by, query = me(request), form.cleaned_data["q"].strip()
        hits = visible_cases(by).filter(ref=query.upper()).values_list("pk", flat=True)[:1]
        if hits:
            return redirect("cases:case", hits[0])
        here = tenants(by)
        anyone, identity = (
            search.looked_for(query, here, kinds) for kinds in (search.OPEN_KINDS, search.IDENTITY_KINDS)
        )
        found = cases_found(by, anyone, identity)
        count = len(found)
        fits = [(label, [case for case, fit in found if fit == match]) for match, label in FITS.items()]
        groups = [(label, cases) for label, cases in fits if cases]
    context = {"form": form, "groups": groups, "count": count, "many": count == FOUND}
    return render(request, "cases/search.html", context, status=422 if form.errors else 200)
