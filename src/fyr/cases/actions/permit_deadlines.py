"""Which deadlines run by what is granted: a later grant takes over from those it extends, and gives back what it took wrongly."""

import datetime
from collections.abc import Iterable

from fyr.access.models import Member
from fyr.cases import rights
from fyr.cases.actions import deadlines
from fyr.cases.acts import Act
from fyr.cases.codes.deadlines import DeadlineState
from fyr.cases.codes.rights import PermitAnswer
from fyr.cases.models import Case, Deadline, Permit
from fyr.cases.trail import leave

# What a grant says that a deadline counts by: kind, first and last day.
Grant = tuple[str, datetime.date | None, datetime.date | None]


def grant_of(permit: Permit) -> Grant | None:
    return (permit.kind, permit.valid_from, permit.valid_until) if permit.answer == PermitAnswer.GRANTED else None


def move(by: Member, permit: Permit, before: Grant | None) -> None:
    """Within another act: from what was granted `before` to what is granted now."""
    now, case = grant_of(permit), permit.case
    if now == before:
        return
    deadlines.drop(case, by, permit.pk)
    if permit.rule is not None and permit.valid_from is not None:
        event, until = permit.rule.event, permit.valid_until
        deadlines.begin(
            case, by, event=event, on=permit.valid_from, stated=until, subject=permit.pk, field="valid_from"
        )
    _settle(case, by)


def _settle(case: Case, by: Member) -> None:
    """Every deadline of a permit runs where no later grant extends it, and is extended where one does."""
    granted = Permit.objects.filter(case=case, answer=PermitAnswer.GRANTED)
    grants = sorted(granted, key=lambda one: (one.valid_from, one.noted_at, one.pk))
    for deadline in Deadline.objects.filter(deadlines.LIVING, case=case):
        deadline.case = case
        follower = _follower(deadline, grants)
        if follower is not None and deadline.is_running:
            deadline.ended_for = follower.pk
            deadlines.end_as(case, by, deadline, DeadlineState.EXTENDED)
        elif follower is not None and deadline.ended_for != follower.pk:
            deadline.ended_for = follower.pk
            deadline.save(update_fields=["ended_for"])
        elif follower is None and not deadline.is_running:
            _resume(case, by, deadline)


def _follower(deadline: Deadline, grants: list[Permit]) -> Permit | None:
    """The next grant that extends it. One that was started by hand is of the kinds whose deadline it is."""
    starts = deadline.rule.starts if deadline.rule else ""
    if deadline.subject is None:
        kinds = {kind.code for kind in rights.all_permits() if kind.event == starts}
        later: Iterable[Permit] = (one for one in grants if one.valid_from and one.valid_from >= deadline.started_on)
    else:
        place = next((at for at, one in enumerate(grants) if one.pk == deadline.subject), len(grants))
        kinds = {one.kind for one in grants[place : place + 1]}
        later = grants[place + 1 :]
    return next((one for one in later if one.rule and kinds & set(one.rule.extends)), None)


def _resume(case: Case, by: Member, deadline: Deadline) -> None:
    """It runs again with the last day it had, unless another one was started in its place."""
    deadline.ended_for = None
    if deadlines.running_one(case, deadline.rule_code, deadline.subject) is not None:
        deadline.save(update_fields=["ended_for"])
        return
    deadline.state, deadline.ended_by, deadline.ended_at = DeadlineState.RUNNING, None, None
    deadline.save(update_fields=["state", "ended_by", "ended_at", "ended_for"])
    leave(case, by, Act.DEADLINE_RESUMED, code=deadline.rule_code)
