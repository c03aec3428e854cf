"""The police report and the investigation."""

from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for
from fyr.cases.actions import police
from fyr.cases.actions.cooperation import save_cooperation
from fyr.cases.forms.police import CooperationForm, PoliceReportForm
from fyr.cases.models import Case, Cooperation, PoliceReport
from fyr.cases.views.shared import save_or_show

Kept = TypeVar("Kept", PoliceReport, Cooperation)
NEVER = _("Help never depends on this.")


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def police_report(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_WRITE)
    form = PoliceReportForm.of(kept_of(PoliceReport, case), request.POST or None)
    act = lambda: police.save_police_report(
        by=me(request), case=case, version=form.cleaned_data["version"], **form.values()
    )
    return save_or_show(
        request, case, form, act, title=_("Police report"), lead=NEVER, after=back(case), saved=form.saved
    )


@rule(Permission.EXPLOITATION_WRITE, "GET", "POST")
def cooperation(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.EXPLOITATION_WRITE)
    form = CooperationForm.of(kept_of(Cooperation, case), request.POST or None)
    act = lambda: save_cooperation(by=me(request), case=case, version=form.cleaned_data["version"], **form.values())
    return save_or_show(
        request, case, form, act, title=_("The investigation"), lead=NEVER, after=back(case), saved=form.saved
    )


def back(case: Case) -> str:
    return reverse("cases:identification", args=[case.pk])


def kept_of(model: type[Kept], case: Case) -> Kept | None:
    kept = model.objects.filter(case=case).select_related("updated_by").first()
    if kept is not None:
        kept.case = case
    return kept
