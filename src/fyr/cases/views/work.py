"""Safety and tasks of one case."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for
from fyr.cases.actions import plan, safety
from fyr.cases.forms.notes import TaskForm
from fyr.cases.forms.safety import RiskForm
from fyr.cases.models import Task
from fyr.cases.views.shared import confirm, save_or_show


@rule(Permission.SAFETY_WRITE, "GET", "POST")
def risk(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.SAFETY_WRITE)
    form = RiskForm(request.POST or None)
    act = lambda: safety.assess_risk(by=me(request), case=case, **form.values()).pk
    return save_or_show(request, case, form, act, title=_("Risk assessment"), anchor="safety")


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_task(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    form = TaskForm(request.POST or None, case=case, by=me(request))
    act = lambda: plan.add_task(by=me(request), case=case, **form.values()).pk
    return save_or_show(request, case, form, act, title=_("Add a task"), anchor="tasks")


@rule(Permission.PLAN_WRITE, "GET", "POST")
def finish_task(request: HttpRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    return confirm(
        request,
        case_id,
        Permission.PLAN_WRITE,
        lambda case: plan.finish_task(by=me(request), case=case, task_id=task_id),
        part=(Task, task_id),
        title=_("Mark the task as done"),
        lead=_("The task leaves the list; the timeline keeps who did it."),
        submit_label=_("It is done"),
        anchor="tasks",
    )
