"""The list and the page of a return as Django gives them over plain columns: same templates, same rules, same door."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from benchmarks.plain.door import let_in, load, visible
from benchmarks.plain.models import Event
from fyr.access.permissions import Permission
from fyr.access.rule import rule
from fyr.returns import access
from fyr.returns import page as real
from fyr.returns.forms.filter import FilterForm
from fyr.returns.views.home import SIZE
from fyr.returns.views.returns import context_of


@rule(Permission.RETURN_READ, "GET")
def home(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET or None)
    found = visible(request.user).filter(form.chosen())
    rows = list(found.order_by("-updated_at", "-pk")[: SIZE + 1])
    context = {
        "form": form,
        "returns": let_in(rows[:SIZE], request.user),
        "programmes": access.programmes(),
        "next_url": f"?after={rows[SIZE - 1].pk}" if len(rows) > SIZE else "",
        "first_url": "",
    }
    return render(request, "returns/home.html", context)


@rule(Permission.RETURN_READ, "GET")
def page(request: HttpRequest, return_id: UUID) -> HttpResponse:
    found = let_in(visible(request.user).filter(pk=return_id), request.user)
    if not found:
        raise Http404
    (ret,) = found
    ret.dossier = load(ret)
    events = Event.objects.filter(of=ret, about__in=[*ret.sections]).select_related("noted_by")[: real.LINES]
    return render(request, "returns/return.html", context_of(request.user, ret, list(events)))
