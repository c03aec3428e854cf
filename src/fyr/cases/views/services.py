"""What is offered, and what became of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import plan
from fyr.cases.forms.service_steps import MoveServiceForm
from fyr.cases.forms.services import ServiceForm
from fyr.cases.models import Need, Service
from fyr.cases.views.shared import save_or_show


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_service(request: HttpRequest, case_id: UUID, need_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    need = part_of(Need, case, need_id)
    form = ServiceForm(request.POST or None, case=case, need=need)
    act = lambda: plan.offer_service(by=me(request), case=case, need_id=need_id, **form.values()).pk
    return save_or_show(
        request, case, form, act, title=_("Offer a service"), lead=need.get_kind_display(), anchor="plan"
    )


@rule(Permission.PLAN_WRITE, "GET", "POST")
def service(request: HttpRequest, case_id: UUID, service_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    moved = part_of(Service, case, service_id)
    form = MoveServiceForm(request.POST or None, service=moved)
    act = lambda: plan.move_service(by=me(request), case=case, service_id=service_id, **form.values())
    return save_or_show(
        request,
        case,
        form,
        act,
        title=_("What happened with the service?"),
        lead=moved.need.get_kind_display(),
        anchor="plan",
    )
