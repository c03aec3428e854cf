"""Services and tasks, and the plan on paper."""

import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.cases.access import part_of, require, workers_of
from fyr.cases.acts import Act
from fyr.cases.codes.needs import NeedState
from fyr.cases.codes.services import NEXT_SERVICE_STATES, ServiceState
from fyr.cases.days import happened_lately
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Entry, Need, Service, ServiceStep, Task
from fyr.cases.trail import leave


@transaction.atomic
def offer_service(
    *,
    by: Member,
    case: Case,
    need_id: UUID,
    provider: str,
    description: str,
    on: datetime.date,
    provider_unit: Unit | None = None,
) -> Service:
    """Offer something that meets a need; who gives it is a unit of this node or named in words."""
    require(case, Permission.PLAN_WRITE)
    happened_lately(on)
    need = _wanted(case, need_id)
    service = Service.objects.create(
        case=case,
        need=need,
        provider_unit=provider_unit,
        provider=provider or None,
        description=description or None,
        state_on=on,
    )
    ServiceStep.objects.create(case=case, service=service, state=ServiceState.OFFERED, on=on, noted_by=by)
    leave(case, by, Act.SERVICE_OFFERED, code=need.kind)
    return service


@transaction.atomic
def move_service(*, by: Member, case: Case, service_id: UUID, state: str, on: datetime.date, by_whom: str = "") -> None:
    """Note that she accepted or declined, or that it started or ended. Raises Refused for a step that cannot follow.

    A need is met when its service has started: what was only promised is still open.
    """
    require(case, Permission.PLAN_WRITE)
    happened_lately(on)
    service = part_of(Service, case, service_id, lock=True)
    if not service.may_be_moved:
        raise PermissionDenied
    _wanted(case, service.need_id)
    if state not in NEXT_SERVICE_STATES[service.state]:
        raise Refused(
            _("The service is already “%(state)s”; that step cannot follow.") % {"state": service.get_state_display()}
        )
    if on < service.state_on:
        told = {"state": service.get_state_display(), "date": service.state_on.isoformat()}
        raise Refused(_("It was “%(state)s” on %(date)s; what followed cannot lie before that.") % told, "on")
    service.state, service.state_on = state, on
    service.save(update_fields=["state", "state_on"])
    ServiceStep.objects.create(case=case, service=service, state=state, on=on, noted_by=by, by_whom=by_whom or None)
    if state == ServiceState.STARTED:
        Need.objects.filter(pk=service.need_id).update(state=NeedState.MET, unmet_reason="", unmet_note=None)
    leave(case, by, Act.SERVICE_MOVED, code=state, text=service.given_by or None)


@transaction.atomic
def add_task(*, by: Member, case: Case, title: str, due_on: datetime.date, assignee: Member) -> Task:
    require(case, Permission.PLAN_WRITE)
    if not workers_of(case, Permission.PLAN_WRITE).filter(pk=assignee.pk).exists():
        raise Refused(
            _("She does not work with this case, so she cannot do the task. Assign her to it first."), "assignee"
        )
    if due_on < timezone.localdate():
        raise Refused(_("That day has passed. Choose today or a later day."), "due_on")
    task = Task.objects.create(case=case, title=title, due_on=due_on, assignee=assignee, made_by=by)
    leave(case, by, Act.TASK_ADDED, text=title)
    return task


@transaction.atomic
def finish_task(*, by: Member, case: Case, task_id: UUID) -> None:
    """Done twice is done once."""
    require(case, Permission.PLAN_WRITE)
    task = part_of(Task, case, task_id, lock=True)
    if not task.may_be_done:
        raise PermissionDenied
    if task.done_at is None:
        task.done_at, task.done_by = timezone.now(), by
        task.save(update_fields=["done_at", "done_by"])
        leave(case, by, Act.TASK_DONE, text=task.title)


@transaction.atomic
def note_paper(*, by: Member, case: Case, kind: str) -> Entry:
    """A paper that tells of her was made: which kind of it."""
    require(case, Permission.CASE_READ, closed=True)
    return leave(case, by, Act.PAPER_MADE, code=kind)


@transaction.atomic
def note_printed(*, by: Member, case: Case) -> Entry:
    """The plan left on paper."""
    require(case, Permission.CASE_READ, closed=True)
    return leave(case, by, Act.PLAN_PRINTED)


def _wanted(case: Case, need_id: UUID) -> Need:
    need = part_of(Need, case, need_id)
    if need.state in (NeedState.WITHDRAWN, NeedState.UNMET):
        raise Refused(_("The need is “%(state)s”. Open it again first.") % {"state": need.get_state_display()})
    return need
