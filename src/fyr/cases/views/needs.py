"""What she needs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import needs
from fyr.cases.forms.needs import ChangeNeedForm, NeedForm, UnmetForm
from fyr.cases.models import Need
from fyr.cases.views.shared import confirm, save_or_show


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_need(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    form = NeedForm(request.POST or None)
    act = lambda: needs.add_need(by=me(request), case=case, **form.values()).pk
    return save_or_show(request, case, form, act, title=_("Add a need"), anchor="plan")


@rule(Permission.PLAN_WRITE, "GET", "POST")
def change_need(request: HttpRequest, case_id: UUID, need_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    need = part_of(Need, case, need_id)
    form = ChangeNeedForm.of(need, request.POST or None)
    act = lambda: needs.change_need(
        by=me(request), case=case, need_id=need_id, **form.values(), version=form.cleaned_data["version"]
    )
    return save_or_show(request, case, form, act, title=_("Change the need"), anchor="plan", saved=form.saved)


@rule(Permission.PLAN_WRITE, "GET", "POST")
def withdraw_need(request: HttpRequest, case_id: UUID, need_id: UUID) -> HttpResponse:
    return confirm(
        request,
        case_id,
        Permission.PLAN_WRITE,
        lambda case: needs.withdraw_need(by=me(request), case=case, need_id=need_id),
        part=(Need, need_id),
        title=_("Take the need back"),
        lead=_("For a need that was noted by mistake or that she does not want any more. It can be opened again."),
        submit_label=_("Take back"),
        anchor="plan",
    )


@rule(Permission.PLAN_WRITE, "GET", "POST")
def unmet(request: HttpRequest, case_id: UUID, need_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    need = part_of(Need, case, need_id)
    form = UnmetForm(request.POST or None)
    act = lambda: needs.mark_unmet(by=me(request), case=case, need_id=need_id, **form.values())
    return save_or_show(
        request, case, form, act, title=_("The need cannot be met"), lead=need.get_kind_display(), anchor="plan"
    )


@rule(Permission.PLAN_WRITE, "GET", "POST")
def reopen_need(request: HttpRequest, case_id: UUID, need_id: UUID) -> HttpResponse:
    return confirm(
        request,
        case_id,
        Permission.PLAN_WRITE,
        lambda case: needs.reopen_need(by=me(request), case=case, need_id=need_id),
        part=(Need, need_id),
        title=_("Open the need again"),
        lead=_("It waits for a service again. A reason noted before is removed from the need; the timeline keeps it."),
        submit_label=_("Open again"),
        anchor="plan",
    )
