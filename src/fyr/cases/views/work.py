"""Safety, needs, services, tasks, notes, referrals and assignments of one case."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import rule
from fyr.cases.access import case_for
from fyr.cases.actions import plan, safety, sharing
from fyr.cases.codes import ReferralState
from fyr.cases.forms import work as forms
from fyr.cases.models import Case, Need, Referral, Service
from fyr.cases.views.shared import confirm, save_or_show
from fyr.web.registry import Text


@rule(Permission.SAFETY_WRITE, "GET", "POST")
def risk(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.user, case_id, Permission.SAFETY_WRITE)  # type: ignore[arg-type]
    form = forms.RiskForm(request.POST or None)
    act = lambda: safety.assess_risk(by=request.user, case=case, **form.values()).pk
    return save_or_show(request, case, form, act, title=_("Risk assessment"), anchor="safety")


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_need(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.user, case_id, Permission.PLAN_WRITE)  # type: ignore[arg-type]
    form = forms.NeedForm(request.POST or None)
    act = lambda: plan.add_need(by=request.user, case=case, **form.values()).pk
    return save_or_show(request, case, form, act, title=_("Add a need"), anchor="plan")


@rule(Permission.PLAN_WRITE, "GET", "POST")
def unmet(request: HttpRequest, case_id: UUID, need_id: UUID) -> HttpResponse:
    case = case_for(request.user, case_id, Permission.PLAN_WRITE)  # type: ignore[arg-type]
    need = get_object_or_404(Need, pk=need_id, case=case)
    form = forms.UnmetForm(request.POST or None)
    act = lambda: plan.mark_unmet(by=request.user, case=case, need_id=need_id, **form.values())
    return save_or_show(
        request, case, form, act, title=_("The need cannot be met"), lead=need.get_kind_display(), anchor="plan"
    )


@rule(Permission.PLAN_WRITE, "GET", "POST")
def reopen_need(request: HttpRequest, case_id: UUID, need_id: UUID) -> HttpResponse:
    return confirm(
        request,
        case_id,
        Permission.PLAN_WRITE,
        lambda case: plan.reopen_need(by=request.user, case=case, need_id=need_id),  # type: ignore[arg-type]
        title=_("Open the need again"),
        text=_(
            "There may be a way after all. The reason noted before is removed from the need; the timeline keeps it."
        ),
        submit_label=_("Open again"),
        anchor="plan",
    )


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_service(request: HttpRequest, case_id: UUID, need_id: UUID) -> HttpResponse:
    case = case_for(request.user, case_id, Permission.PLAN_WRITE)  # type: ignore[arg-type]
    need = get_object_or_404(Need, pk=need_id, case=case)
    form = forms.ServiceForm(request.POST or None)
    act = lambda: plan.offer_service(by=request.user, case=case, need_id=need_id, **form.values()).pk
    return save_or_show(
        request, case, form, act, title=_("Offer a service"), lead=need.get_kind_display(), anchor="plan"
    )


@rule(Permission.PLAN_WRITE, "GET", "POST")
def service(request: HttpRequest, case_id: UUID, service_id: UUID) -> HttpResponse:
    case = case_for(request.user, case_id, Permission.PLAN_WRITE)  # type: ignore[arg-type]
    moved = get_object_or_404(Service.objects.select_related("need"), pk=service_id, case=case)
    form = forms.MoveServiceForm(request.POST or None, service=moved)
    act = lambda: plan.move_service(by=request.user, case=case, service_id=service_id, **form.values())
    return save_or_show(
        request,
        case,
        form,
        act,
        title=_("What happened with the service?"),
        lead=moved.need.get_kind_display(),
        anchor="plan",
    )


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_task(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.user, case_id, Permission.PLAN_WRITE)  # type: ignore[arg-type]
    form = forms.TaskForm(request.POST or None, case=case, by=request.user)
    act = lambda: plan.add_task(by=request.user, case=case, **form.values()).pk
    return save_or_show(request, case, form, act, title=_("Add a task"), anchor="tasks")


@rule(Permission.PLAN_WRITE, "GET", "POST")
def finish_task(request: HttpRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    return confirm(
        request,
        case_id,
        Permission.PLAN_WRITE,
        lambda case: plan.finish_task(by=request.user, case=case, task_id=task_id),  # type: ignore[arg-type]
        title=_("Mark the task as done"),
        text=_("The task leaves the list; the timeline keeps who did it."),
        submit_label=_("It is done"),
        anchor="tasks",
    )


@rule(Permission.NOTE_WRITE, "GET", "POST")
def new_note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.user, case_id, Permission.NOTE_WRITE)  # type: ignore[arg-type]
    form = forms.NoteForm(request.POST or None)
    act = lambda: plan.write_note(by=request.user, case=case, **form.values()).pk
    return save_or_show(request, case, form, act, title=_("Write a note"), anchor="timeline")


@rule(Permission.REFERRAL_SEND, "GET", "POST")
def new_referral(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.user, case_id, Permission.REFERRAL_SEND)  # type: ignore[arg-type]
    form = forms.ReferralForm(request.POST or None, case=case)
    act = lambda: sharing.send_referral(by=request.user, case=case, **form.values()).pk
    return save_or_show(
        request,
        case,
        form,
        act,
        title=_("Refer to another unit"),
        lead=_("Before the receiver accepts, it sees the need, the urgency and who asks. Nothing else."),
        submit_label=_("Send the referral"),
        anchor="together",
    )


@rule(Permission.PLAN_WRITE, "GET", "POST")
def referral_done(request: HttpRequest, case_id: UUID, referral_id: UUID) -> HttpResponse:
    """Said by the unit that leads the case, or by the one that helped."""
    case = case_for(request.user, case_id, Permission.PLAN_WRITE)  # type: ignore[arg-type]
    return _end_referral(request, case, referral_id, ReferralState.DONE, _("The help was given"))


@rule(Permission.REFERRAL_SEND, "GET", "POST")
def revoke_referral(request: HttpRequest, case_id: UUID, referral_id: UUID) -> HttpResponse:
    case = case_for(request.user, case_id, Permission.REFERRAL_SEND)  # type: ignore[arg-type]
    return _end_referral(request, case, referral_id, ReferralState.REVOKED, _("Take the referral back"))


def _end_referral(request: HttpRequest, case: Case, referral_id: UUID, state: str, title: Text) -> HttpResponse:
    get_object_or_404(Referral, pk=referral_id, case=case)
    form = forms.ConfirmForm(request.POST or None)
    act = lambda: sharing.end_referral(by=request.user, case=case, referral_id=referral_id, state=state)
    shown = {"title": title, "text": _("The receiver's access to the case ends at once."), "submit_label": title}
    # Whoever helped has no way back into the case.
    after = "" if Permission.REFERRAL_SEND in case.may else reverse("cases:referrals")
    return save_or_show(
        request, case, form, act, anchor="together", after=after, template="cases/confirm.html", **shown
    )


@rule(Permission.CASE_ASSIGN, "GET", "POST")
def assign(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.user, case_id, Permission.CASE_ASSIGN)  # type: ignore[arg-type]
    form = forms.AssignForm(request.POST or None, case=case)

    def act() -> UUID:
        held = form.cleaned_data["membership"]
        until = form.cleaned_data["until"]
        return sharing.assign(by=request.user, case=case, member=held.member, unit=held.unit, until=until).pk  # type: ignore[arg-type]

    return save_or_show(
        request,
        case,
        form,
        act,
        title=_("Assign a member"),
        lead=_("She sees the case from now until the last day."),
        anchor="together",
    )


@rule(Permission.CASE_ASSIGN, "GET", "POST")
def end_assignment(request: HttpRequest, case_id: UUID, assignment_id: UUID) -> HttpResponse:
    return confirm(
        request,
        case_id,
        Permission.CASE_ASSIGN,
        lambda case: sharing.end_assignment(by=request.user, case=case, assignment_id=assignment_id),  # type: ignore[arg-type]
        title=_("End the assignment"),
        text=_("She loses access to the case at once."),
        submit_label=_("End the assignment"),
        anchor="together",
    )
