"""The list of returns that she works with."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.returns.access import programmes, unlocked, visible_returns
from fyr.returns.codes.states import Side
from fyr.returns.forms.filter import FilterForm
from fyr.web import paging

SIZE = 25


@rule(Permission.RETURN_READ, "GET")
def home(request: HttpRequest) -> HttpResponse:
    by = me(request)
    form = FilterForm(request.GET or None)
    rows = visible_returns(by).filter(form.chosen())
    if (after := paging.mark_of(request)) is not None:
        rows = rows.filter(Q(updated_at__lt=after[0]) | Q(updated_at=after[0], pk__lt=after[1]))
    found = list(rows.order_by("-updated_at", "-pk")[: SIZE + 1])
    more = len(found) > SIZE
    shown = unlocked(found[:SIZE], by)
    last = (found[SIZE - 1].updated_at, found[SIZE - 1].pk) if more else None
    runs = any(Side.RUNS in ret.sides or Side.REFERS in ret.sides for ret in shown)
    context = {
        "form": form,
        "returns": shown,
        "programmes": programmes() if runs else (),
        **paging.links(request, last),
    }
    return render(request, "returns/home.html", context)
