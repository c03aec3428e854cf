"""The search for a case."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import search
from fyr.cases.access import tenants, visible_cases
from fyr.cases.found import FOUND, cases_found
from fyr.cases.search import Match

FITS = {
    Match.EXACT: _("Just as you wrote it"),
    Match.PART: _("Begins or ends like it"),
    Match.SOUND: _("Sounds like it"),
}


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
