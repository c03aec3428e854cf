"""A deadline starts, is met, missed, extended or cancelled. Its last day is computed once, by the rule of that day."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import part_of, require
from fyr.cases.acts import Act
from fyr.cases.codes.deadlines import DeadlineState, Ending, Severity
from fyr.cases.deadlines import rules
from fyr.cases.deadlines.engine import NoLastDay, Why, compute
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Deadline
from fyr.cases.trail import leave

EARLIEST, LATEST = datetime.timedelta(days=3653), datetime.timedelta(days=366)


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
    require(case, Permission.PLAN_WRITE)
    rule = rules.at(rule_code, on)
    if rule is None:
        raise Refused(_("There is no such rule. Choose one of the list."), "rule_code")
    if stated is not None and not rule.decision_may_state:
        raise Refused(_("This rule counts its last day itself. Leave the stated day empty."), "stated")
    if _running(case, rule.code, subject) is not None:
        raise Refused(_("This deadline runs already. End or extend that one first."), "rule_code")
    return _begin(case, by, rule, on, stated=stated, subject=subject, note=note)


def begin(
    case: Case,
    by: Member,
    *,
    event: str,
    on: datetime.date,
    stated: datetime.date | None = None,
    subject: UUID | None = None,
) -> list[Deadline]:
    """Within another act: start every rule whose start event this is. `stated` is the last day that a decision gives.

    What runs already for the subject goes on: the first report counts. A review is met by the next one.
    """
    begun = []
    for rule in rules.started_by(event, on):
        running = _running(case, rule.code, subject)
        if running is not None and rule.severity != Severity.REVIEW:
            continue
        if running is not None:
            _end(case, by, running, DeadlineState.MET, met_on=max(on, running.started_on))
        said = stated if rule.decision_may_state else None
        begun.append(_begin(case, by, rule, on, stated=said, subject=subject))
    return begun


def follow(case: Case, by: Member, rule_codes: Collection[str], decision: UUID) -> None:
    """Within another act: what runs under these rules is extended by a new decision, which starts its own."""
    for running in Deadline.objects.filter(case=case, rule_code__in=rule_codes, state=DeadlineState.RUNNING):
        running.case = case
        running.ended_for = decision
        _end(case, by, running, DeadlineState.EXTENDED)


def resume(case: Case, by: Member, decision: UUID) -> None:
    """Within another act: the decision was noted wrong, so what it had extended runs again, with the last day it had."""
    for ended in Deadline.objects.filter(case=case, ended_for=decision, state=DeadlineState.EXTENDED):
        if _running(case, ended.rule_code, ended.subject) is not None:
            continue
        ended.case = case
        ended.state, ended.ended_by, ended.ended_at, ended.ended_for = DeadlineState.RUNNING, None, None, None
        ended.save(update_fields=["state", "ended_by", "ended_at", "ended_for"])
        leave(case, by, Act.DEADLINE_RESUMED, code=ended.rule_code)


def reach(case: Case, by: Member, *, subject: UUID, rule_code: str, on: datetime.date) -> None:
    """Within another act: what the deadline asks for was done on that day; after the last day it counts as missed."""
    for running in Deadline.objects.filter(
        case=case, subject=subject, rule_code=rule_code, state=DeadlineState.RUNNING
    ):
        running.case = case
        state = DeadlineState.MET if on <= running.due_on else DeadlineState.MISSED
        _end(case, by, running, state, met_on=max(on, running.started_on))


def drop(case: Case, by: Member, subject: UUID, *rule_codes: str) -> None:
    """Within another act: what a deadline was about is over, so it does not apply any more; all rules unless told."""
    found = Deadline.objects.filter(case=case, subject=subject, state=DeadlineState.RUNNING)
    for running in found.filter(rule_code__in=rule_codes) if rule_codes else found:
        running.case = case
        _end(case, by, running, DeadlineState.CANCELLED)


@transaction.atomic
def meet(*, by: Member, case: Case, deadline_id: UUID, on: datetime.date, note: str = "") -> None:
    """It was done on that day; after the last day it counts as missed, and the day is kept."""
    require(case, Permission.PLAN_WRITE)
    deadline = _open(case, deadline_id)
    if on > timezone.localdate():
        raise Refused(_("The date lies in the future. Note what has happened; plan ahead with a task."), "on")
    if on < deadline.started_on:
        raise Refused(_("That is before the deadline started. Is the date right?"), "on")
    state = DeadlineState.MET if on <= deadline.due_on else DeadlineState.MISSED
    _end(case, by, deadline, state, met_on=on, note=note)


@transaction.atomic
def end(*, by: Member, case: Case, deadline_id: UUID, how: str, note: str) -> None:
    """It was missed and nothing was done, or it does not apply any more. Both need a reason."""
    require(case, Permission.PLAN_WRITE)
    deadline = _open(case, deadline_id)
    if how not in Ending.values:
        raise Refused(_("Choose one of these."), "how")
    if not note.strip():
        raise Refused(_("Write the reason."), "note")
    if how == Ending.MISSED and deadline.due_on >= timezone.localdate():
        raise Refused(_("The last day has not passed. It cannot be missed yet."), "how")
    _end(case, by, deadline, DeadlineState(how), note=note)


@transaction.atomic
def extend(*, by: Member, case: Case, deadline_id: UUID, until: datetime.date, note: str) -> Deadline:
    """Whoever may decide has given a later last day. The old one stays beside the new one, with the reason."""
    require(case, Permission.PLAN_WRITE)
    old = _open(case, deadline_id)
    if until <= old.due_on:
        raise Refused(_("The new last day has to lie after %(day)s.") % {"day": old.due_on.isoformat()}, "until")
    if until > timezone.localdate() + 5 * LATEST:
        raise Refused(_("That is more than five years ahead. Is the year right?"), "until")
    if not note.strip():
        raise Refused(_("Write the reason."), "note")
    _end(case, by, old, DeadlineState.EXTENDED)
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


def _begin(
    case: Case,
    by: Member,
    rule: rules.Rule,
    on: datetime.date,
    *,
    stated: datetime.date | None,
    subject: UUID | None,
    note: str = "",
) -> Deadline:
    today = timezone.localdate()
    if not today - EARLIEST <= on <= today + LATEST:
        raise Refused(_("The date lies more than ten years back, or a year ahead. Is the year right?"), "on")
    if stated is not None and stated < on:
        raise Refused(_("The last day lies before the first."), "stated")
    try:
        due = compute(rule, on, stated)
    except NoLastDay:
        raise Refused(_("This rule counts nothing. Write the last day that the decision states."), "stated") from None
    deadline = Deadline.objects.create(
        case=case,
        rule_code=rule.code,
        rule_version=rule.version,
        subject=subject,
        started_on=on,
        due_on=due.last_day,
        moved_from=due.moved_from,
        stated=due.why == Why.STATED,
        responsible=rule.responsible,
        set_by=by,
        note=note or None,
    )
    leave(case, by, Act.DEADLINE_STARTED, code=rule.code)
    return deadline


def _running(case: Case, rule_code: str, subject: UUID | None) -> Deadline | None:
    running = Deadline.objects.filter(case=case, rule_code=rule_code, subject=subject, state=DeadlineState.RUNNING)
    found = running.first()
    if found is not None:
        found.case = case
    return found


def _open(case: Case, deadline_id: UUID) -> Deadline:
    deadline = part_of(Deadline, case, deadline_id, lock=True)
    if not deadline.is_running:
        raise Refused(_("This deadline is “%(state)s” already.") % {"state": deadline.get_state_display()})
    return deadline


ACTS = {
    DeadlineState.MET: Act.DEADLINE_MET,
    DeadlineState.MISSED: Act.DEADLINE_MISSED,
    DeadlineState.EXTENDED: Act.DEADLINE_EXTENDED,
    DeadlineState.CANCELLED: Act.DEADLINE_CANCELLED,
}


def _end(
    case: Case,
    by: Member,
    deadline: Deadline,
    state: DeadlineState,
    *,
    met_on: datetime.date | None = None,
    note: str = "",
) -> None:
    deadline.state, deadline.met_on = state, met_on
    deadline.ended_by, deadline.ended_at = by, timezone.now()
    changed = ["state", "met_on", "ended_by", "ended_at", "ended_for"]
    if note.strip():
        deadline.note = "\n".join(text for text in (deadline.note, note) if text)
        changed.append("note")
    deadline.save(update_fields=changed)
    leave(case, by, ACTS[state], code=deadline.rule_code)
