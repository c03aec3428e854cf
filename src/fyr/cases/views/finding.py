"""The list of cases with its filters."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import cases_page
from fyr.cases.actions import finding
from fyr.cases.errors import Refused
from fyr.cases.forms.finding import CaseFilter
from fyr.cases.models import SavedFilter
from fyr.web import paging
from fyr.web.forms import KeyedForm, submit

PAGE = 25


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
