"""The six steps of the manual in one case: who does what, how it stands, what is missing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import places, steps
from fyr.cases.access import case_for


@rule(Permission.CASE_READ, "GET")
def all_steps(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id)
    language = get_language() or "sv"
    standing = places.standing(case)
    shown = []
    for number, step in enumerate(steps.all_steps(), 1):
        here = [one for one in standing if one.place.step == step.code]
        missing = [one for one in here if one.standing.missing]
        shown.append({"number": number, "step": step, "said": step.said(language), "places": here, "missing": missing})
    return render(request, "cases/steps.html", {"case": case, "steps": shown})
