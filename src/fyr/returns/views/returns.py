"""The page of one return, and its history."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.returns import budget
from fyr.returns import page as shown
from fyr.returns.access import return_for
from fyr.returns.codes.states import WAY, State
from fyr.returns.models import Event, Return
from fyr.returns.picture import of_surveys
from fyr.returns.rounds import windows
from fyr.returns.survey.instrument import instrument


@rule(Permission.RETURN_READ, "GET")
def page(request: HttpRequest, return_id: UUID) -> HttpResponse:
    by = me(request)
    ret = return_for(by, return_id)
    return render(request, "returns/return.html", context_of(by, ret, shown.events(ret, shown.LINES)))


def context_of(by: Member, ret: Return, happened: list[Event]) -> dict[str, Any]:
    """What the template of the page needs, from the return and what happened with it last."""
    context = shown.of(by, ret, happened)
    return context | {
        "steps": [(one.value, one.label) for one in WAY] if ret.state in WAY else [],
        "withdrawn": ret.state == State.WITHDRAWN,
        "picture": of_surveys(context["dossier"].shown("surveys")),
        "windows": windows(ret),
        "many_unknown": instrument().many_unknown,
        "money": budget.told(ret, context["dossier"].shown("items")),
    }


@rule(Permission.RETURN_READ, "GET")
def history(request: HttpRequest, return_id: UUID) -> HttpResponse:
    ret = return_for(me(request), return_id)
    return render(request, "returns/history.html", {"ret": ret, "events": shown.events(ret)})
