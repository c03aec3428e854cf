"""Applications for a permit; counsel and compensation stand on the same page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import rights
from fyr.cases.access import case_for
from fyr.cases.actions import permits as actions
from fyr.cases.forms import permits as forms
from fyr.cases.models import Case, Claim, Counsel, Permit
from fyr.cases.views.shared import save_or_show


@rule(Permission.LEGAL_READ, "GET")
def permits(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ)
    kept = {
        name: list(model.objects.filter(case=case).select_related("noted_by"))
        for name, model in (("permits", Permit), ("counsels", Counsel), ("claims", Claim))
    }
    for part in (one for parts in kept.values() for one in parts):
        part.case = case
    can_plan = case.is_open and Permission.LEGAL_WRITE in case.may
    can_correct = can_plan and Permission.EXPLOITATION_READ in case.may
    who = rights.who_may_apply(get_language(), timezone.localdate())
    shown = {"case": case, "can_plan": can_plan, "can_correct": can_correct, "who_may_apply": who}
    return render(request, "cases/permits.html", shown | kept)


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ, Permission.LEGAL_WRITE)
    form = forms.PermitForm(request.POST or None)
    act = lambda: actions.apply(by=me(request), case=case, **form.values()).pk
    return save_or_show(request, case, form, act, title=_("Note an application for a permit"), after=back(case))


def back(case: Case) -> str:
    return reverse("cases:permits", args=[case.pk])
