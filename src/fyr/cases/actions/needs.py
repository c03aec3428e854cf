"""What she needs: noted, changed, taken back, or beyond what anybody can give."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.access import part_of, require
from fyr.cases.acts import Act
from fyr.cases.codes.needs import NEXT_NEED_STATES, NeedState, UnmetReason
from fyr.cases.codes.services import RUNNING_SERVICES
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Need, Service
from fyr.cases.trail import leave

ACTS = {
    NeedState.OPEN: Act.NEED_REOPENED,
    NeedState.UNMET: Act.NEED_UNMET,
    NeedState.WITHDRAWN: Act.NEED_WITHDRAWN,
}


@transaction.atomic
def add_need(*, by: Member, case: Case, kind: str, description: str) -> Need:
    require(case, Permission.PLAN_WRITE)
    need = Need.objects.create(case=case, kind=kind, description=description or None, made_by=by)
    leave(case, by, Act.NEED_ADDED, code=kind)
    return need


@transaction.atomic
def change_need(*, by: Member, case: Case, need_id: UUID, kind: str, description: str, version: int) -> None:
    """Raises ChangedMeanwhile where another member saved it after `version` was shown."""
    require(case, Permission.PLAN_WRITE)
    need = _hers(case, need_id)
    take_version(Need.objects.filter(pk=need.pk), version)
    before = need.description
    need.kind, need.description, need.version = kind, description or None, version + 1
    need.save(update_fields=["kind", "description", "version"])
    leave(case, by, Act.NEED_CHANGED, code=kind, text=_("Before: %(text)s") % {"text": before} if before else None)


@transaction.atomic
def withdraw_need(*, by: Member, case: Case, need_id: UUID) -> None:
    """It was noted by mistake, or she does not want it any more. What runs for it must end first."""
    require(case, Permission.PLAN_WRITE)
    need = _hers(case, need_id)
    _nothing_runs(case, need)
    _set_state(by, case, need, NeedState.WITHDRAWN)


@transaction.atomic
def mark_unmet(*, by: Member, case: Case, need_id: UUID, reason: str, note: str) -> None:
    """Nobody can meet the need: said with a reason, so that what is lacking can be counted."""
    require(case, Permission.PLAN_WRITE)
    need = _hers(case, need_id)
    _nothing_runs(case, need)
    need.unmet_reason, need.unmet_note = reason, note or None
    told = f"{UnmetReason(reason).label}. {note}".strip()
    _set_state(by, case, need, NeedState.UNMET, told)


@transaction.atomic
def reopen_need(*, by: Member, case: Case, need_id: UUID) -> None:
    """It is not met after all, or there may be a way, or it was taken back too soon."""
    require(case, Permission.PLAN_WRITE)
    _set_state(by, case, _hers(case, need_id), NeedState.OPEN)


def _hers(case: Case, need_id: UUID) -> Need:
    need = part_of(Need, case, need_id)
    if not need.may_be_changed:
        raise PermissionDenied
    return need


def _nothing_runs(case: Case, need: Need) -> None:
    if Service.objects.filter(case=case, need=need, state__in=RUNNING_SERVICES).exists():
        raise Refused(_("A service for this need is offered or running. Note first that it has ended or was declined."))


def _set_state(by: Member, case: Case, need: Need, state: NeedState, told: str | None = None) -> None:
    if state not in NEXT_NEED_STATES[need.state]:
        raise Refused(_("The need is “%(state)s” already; open it again first.") % {"state": need.get_state_display()})
    need.state = state
    if state != NeedState.UNMET:
        need.unmet_reason, need.unmet_note = "", None
    need.save(update_fields=["state", "unmet_reason", "unmet_note"])
    leave(case, by, ACTS[state], code=need.kind, text=told)
