"""The child, on one page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import children as pages
from fyr.cases.access import case_for
from fyr.cases.models import Case
from fyr.cases.others import mask


@rule(Permission.CASE_READ, "GET")
def page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id)
    family = pages.load(me(request), case)
    mask(case, [*family.reports, *family.speaking, *family.earlier, *family.tracings], "updated_by")
    mask(case, [*family.ages, *family.interests], "noted_by")
    shown = {
        "case": case,
        "page": family,
        "can_plan": case.is_open and Permission.PLAN_WRITE in case.may,
        "can_open": case.is_open and Permission.CASE_OPEN in case.may and case.led_by_hers,
        "can_identify": case.is_open and {Permission.IDENTITY_READ, Permission.IDENTITY_WRITE} <= case.may,
        "can_answer": case.is_open and {Permission.PLAN_WRITE, Permission.EXPLOITATION_READ} <= case.may,
        "sees_identity": Permission.IDENTITY_READ in case.may,
        "sees_story": Permission.EXPLOITATION_READ in case.may,
    }
    return render(request, "cases/children.html", shown)


def back(case: Case) -> str:
    return reverse("cases:children", args=[case.pk])
