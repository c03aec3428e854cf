"""A deadline follows another act: it starts, is met, extended, or falls away. Its last day is computed once, by the rule of that day."""

import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.cases.acts import Act
from fyr.cases.codes.deadlines import DeadlineState, Severity
from fyr.cases.days import LATELY, in_sight
from fyr.cases.deadlines import rules
from fyr.cases.deadlines.engine import NoLastDay, Why, compute
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Deadline
from fyr.cases.trail import leave

LATEST = datetime.timedelta(days=366)
# What runs, and what runs again when the decision that took its place was noted wrong.
LIVING = Q(state=DeadlineState.RUNNING) | Q(state=DeadlineState.EXTENDED, ended_for__isnull=False)


def begin(
    case: Case,
    by: Member,
    *,
    event: str,
    on: datetime.date,
    stated: datetime.date | None = None,
    subject: UUID | None = None,
    field: str = "on",
) -> list[Deadline]:
    """Within another act: start every rule whose start event this is. `stated` is the last day that a decision gives.

    What runs already for the subject goes on: the first report counts. A review is met by the next one. `field` is what
    the form calls the day.
    """
    begun = []
    for rule in rules.started_by(event, on):
        running = running_one(case, rule.code, subject)
        if running is not None and rule.severity != Severity.REVIEW:
            continue
        if running is not None:
            end_as(case, by, running, DeadlineState.MET, met_on=max(on, running.started_on))
        said = stated if rule.decision_may_state else None
        begun.append(begin_by(case, by, rule, on, stated=said, subject=subject, field=field))
    return begun


def reach(case: Case, by: Member, *, subject: UUID, rule_code: str, on: datetime.date) -> None:
    """Within another act: what the deadline asks for was done on that day; after the last day it counts as missed."""
    for running in Deadline.objects.filter(
        case=case, subject=subject, rule_code=rule_code, state=DeadlineState.RUNNING
    ):
        running.case = case
        state = DeadlineState.MET if on <= running.due_on else DeadlineState.MISSED
        end_as(case, by, running, state, met_on=max(on, running.started_on))


def drop(case: Case, by: Member, subject: UUID, *rule_codes: str) -> None:
    """Within another act: what a deadline was about is over, so it does not apply any more; all rules unless told."""
    found = Deadline.objects.filter(LIVING, case=case, subject=subject)
    for living in found.filter(rule_code__in=rule_codes) if rule_codes else found:
        living.case = case
        living.ended_for = None
        end_as(case, by, living, DeadlineState.CANCELLED)


def begin_by(
    case: Case,
    by: Member,
    rule: rules.Rule,
    on: datetime.date,
    *,
    stated: datetime.date | None,
    subject: UUID | None,
    note: str = "",
    field: str = "on",
) -> Deadline:
    """Within another act: start what this rule counts from `on`, which the form calls `field`."""
    today = timezone.localdate()
    if not today - LATELY <= on <= today + LATEST:
        raise Refused(_("The date lies more than ten years back, or a year ahead. Is the year right?"), field)
    if stated is not None and stated < on:
        raise Refused(_("The last day lies before the first."), "stated")
    in_sight(stated, "stated")
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


def running_one(case: Case, rule_code: str, subject: UUID | None) -> Deadline | None:
    running = Deadline.objects.filter(case=case, rule_code=rule_code, subject=subject, state=DeadlineState.RUNNING)
    found = running.first()
    if found is not None:
        found.case = case
    return found


ACTS = {
    DeadlineState.MET: Act.DEADLINE_MET,
    DeadlineState.MISSED: Act.DEADLINE_MISSED,
    DeadlineState.EXTENDED: Act.DEADLINE_EXTENDED,
    DeadlineState.CANCELLED: Act.DEADLINE_CANCELLED,
}


def end_as(
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
