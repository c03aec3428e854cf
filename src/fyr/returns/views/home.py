"""The list of returns that she works with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.returns.access import programmes, returns_page
from fyr.returns.codes.states import Side
from fyr.returns.forms.filter import FilterForm
from fyr.web import paging


@rule(Permission.RETURN_READ, "GET")
def home(request: HttpRequest) -> HttpResponse:
    by = me(request)
    form = FilterForm(request.GET or None)
    shown, more = returns_page(by, form.chosen(), after=paging.mark_of(request))
    last = (shown[-1].updated_at, shown[-1].pk) if more and shown else None
    runs = any(Side.RUNS in ret.sides or Side.REFERS in ret.sides for ret in shown)
    context = {
        "form": form,
        "returns": shown,
        "programmes": programmes() if runs else (),
        **paging.links(request, last),
    }
    return render(request, "returns/home.html", context)
