"""What a member notes about a deadline herself: it starts, was met, is over, or was given a later last day."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import part_of, require
from fyr.cases.actions.deadlines import begin_by, end_as, running_one
from fyr.cases.codes.deadlines import DeadlineState, Ending
from fyr.cases.days import happened, in_sight
from fyr.cases.deadlines import rules
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Deadline


@transaction.atomic
def start(
    *,
    by: Member,
    case: Case,
    rule_code: str,
    on: datetime.date,
    stated: datetime.date | None = None,
    note: str = "",
    subject: UUID | None = None,
) -> Deadline:
    """Start one by hand. Raises Refused for an unknown rule, or where it runs already for the same subject."""
    require(case, Permission.LEGAL_WRITE)
    rule = rules.at(rule_code, on)
    if rule is None:
        raise Refused(_("There is no such rule. Choose one of the list."), "rule_code")
    if stated is not None and not rule.decision_may_state:
        raise Refused(_("This rule counts its last day itself. Leave the stated day empty."), "stated")
    if running_one(case, rule.code, subject) is not None:
        raise Refused(_("This deadline runs already. End or extend that one first."), "rule_code")
    return begin_by(case, by, rule, on, stated=stated, subject=subject, note=note)


@transaction.atomic
def meet(*, by: Member, case: Case, deadline_id: UUID, on: datetime.date, note: str = "") -> None:
    """It was done on that day; after the last day it counts as missed, and the day is kept."""
    require(case, Permission.LEGAL_WRITE)
    deadline = _open(case, deadline_id)
    happened(on)
    if on < deadline.started_on:
        raise Refused(_("That is before the deadline started. Is the date right?"), "on")
    state = DeadlineState.MET if on <= deadline.due_on else DeadlineState.MISSED
    end_as(case, by, deadline, state, met_on=on, note=note)


@transaction.atomic
def end(*, by: Member, case: Case, deadline_id: UUID, how: str, note: str) -> None:
    """It was missed and nothing was done, or it does not apply any more. Both need a reason."""
    require(case, Permission.LEGAL_WRITE)
    deadline = _open(case, deadline_id)
    if how not in Ending.values:
        raise Refused(_("Choose one of these."), "how")
    if not note.strip():
        raise Refused(_("Write the reason."), "note")
    if how == Ending.MISSED and deadline.due_on >= timezone.localdate():
        raise Refused(_("The last day has not passed. It cannot be missed yet."), "how")
    end_as(case, by, deadline, DeadlineState(how), note=note)


@transaction.atomic
def extend(*, by: Member, case: Case, deadline_id: UUID, until: datetime.date, note: str) -> Deadline:
    """Whoever may decide has given a later last day. The old one stays beside the new one, with the reason."""
    require(case, Permission.LEGAL_WRITE)
    old = _open(case, deadline_id)
    if until <= old.due_on:
        raise Refused(_("The new last day has to lie after %(day)s.") % {"day": old.due_on.isoformat()}, "until")
    in_sight(until, "until")
    if not note.strip():
        raise Refused(_("Write the reason."), "note")
    end_as(case, by, old, DeadlineState.EXTENDED)
    new = Deadline.objects.create(
        case=case,
        rule_code=old.rule_code,
        rule_version=old.rule_version,
        subject=old.subject,
        started_on=old.started_on,
        due_on=until,
        stated=True,
        responsible=old.responsible,
        replaces=old,
        set_by=by,
        note=note,
    )
    return new


def _open(case: Case, deadline_id: UUID) -> Deadline:
    deadline = part_of(Deadline, case, deadline_id, lock=True)
    if not deadline.is_running:
        raise Refused(_("This deadline is “%(state)s” already.") % {"state": deadline.get_state_display()})
    return deadline
