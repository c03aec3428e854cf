"""Which indicators were seen, and which rule made a dimension positive; never what a person is."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for
from fyr.cases.actions import indicators as actions
from fyr.cases.forms.indicators import IndicatorsForm
from fyr.cases.indicators import WEIGHTS, Dimension, all_lists, faults
from fyr.cases.models import IndicatorAssessment
from fyr.cases.views.shared import save_or_show


@rule(Permission.EXPLOITATION_READ, "GET")
def indicators(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_READ)
    language = get_language() or "sv"
    words = "sv" if language.startswith("sv") else "en"
    lists = all_lists()
    made = list(IndicatorAssessment.objects.filter(case=case).select_related("made_by"))
    for one in made:
        one.case = case
    shown = {
        "case": case,
        "can_write": case.is_open and Permission.EXPLOITATION_WRITE in case.may,
        "faults": faults(),
        "lists": [{"code": one["code"], "name": one[words], "listed": one} for one in lists.values()],
        "made": [
            {
                "assessment": one,
                "name": one.listed[words],
                "changed": lists.get(one.list_code) != one.listed,
                "dimensions": [_shown(dimension, language) for dimension in one.outcome],
            }
            for one in made
        ],
    }
    return render(request, "cases/indicators.html", shown)


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def assess(request: HttpRequest, case_id: UUID, list_code: str) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_WRITE)
    listed = all_lists().get(list_code)
    if listed is None:
        raise Http404
    language = get_language() or "sv"
    form = IndicatorsForm(request.POST or None, listed=listed, language=language)

    def act() -> UUID:
        told = {"list_version": form.cleaned_data["list_version"], "note": form.cleaned_data["note"]}
        return actions.assess(by=me(request), case=case, list_code=list_code, answers=form.answers(), **told).pk

    lead = gettext_lazy("Answer what you have seen or heard. What you leave is not known, which is not the same as no.")
    after = reverse("cases:indicators", args=[case.pk])
    named = listed["sv" if language.startswith("sv") else "en"]
    return save_or_show(
        request, case, form, act, title=gettext_lazy("Assess indicators"), lead=lead, named=named, after=after
    )


def _shown(dimension: Dimension, language: str) -> dict[str, Any]:
    words = "sv" if language.startswith("sv") else "en"
    count = Counter(one["weight"] for one in dimension.seen)
    return {
        "name": dimension.label(language),
        "seen": [f"{one[words]} ({_weight(one['weight'])})" for one in dimension.seen],
        "counted": ", ".join(f"{count[name]} {_weight(name)}" for name in WEIGHTS if count[name]),
        "met": _asked(dimension.alternative) if dimension.alternative else "",
        "looked_for": dimension.looked_for,
        "rule": [_asked(one) for one in dimension.rule],
    }


def _asked(alternative: Mapping[str, int]) -> str:
    """What one alternative of a rule asks for, in words."""
    return " + ".join(
        _("at least %(count)s %(weight)s") % {"count": least, "weight": _weight(name)}
        for name, least in alternative.items()
    )


def _weight(name: str) -> str:
    return {"strong": _("strong"), "medium": _("medium"), "weak": _("weak")}.get(name) or _("medium or weak")
