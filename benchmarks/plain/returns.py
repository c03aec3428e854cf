"""The list and the page of a return as Django gives them over plain columns: same templates, same rules, same door."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from benchmarks.plain.door import let_in, load, places
from benchmarks.plain.models import Event, Return
from fyr.access.permissions import Permission
from fyr.access.rule import rule
from fyr.returns import access
from fyr.returns import page as real
from fyr.returns.forms.filter import FilterForm
from fyr.returns.views.returns import context_of
from fyr.web import paging

# As many as the real list shows.
SIZE = 25


@rule(Permission.RETURN_READ, "GET")
def home(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET or None)
    rows, more = paging.newest(places(request.user), [form.chosen()], None, SIZE)
    context = {
        "form": form,
        "returns": let_in(rows, request.user),
        "programmes": access.programmes(),
        "next_url": f"?after={rows[-1].pk}" if more else "",
        "first_url": "",
    }
    return render(request, "returns/home.html", context)


@rule(Permission.RETURN_READ, "GET")
def page(request: HttpRequest, return_id: UUID) -> HttpResponse:
    found = let_in(Return.objects.select_related(*access.WITH).filter(pk=return_id), request.user)
    if not found:
        raise Http404
    (ret,) = found
    ret.dossier = load(ret)
    events = Event.objects.filter(of=ret, about__in=[*ret.sections]).select_related("noted_by")[: real.LINES]
    return render(request, "returns/return.html", context_of(request.user, ret, list(events)))
