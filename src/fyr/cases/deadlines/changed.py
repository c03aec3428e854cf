"""Whom a changed rule touches: deadlines that run under an older version than the newest in force."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from fyr.cases.codes.deadlines import DeadlineState
from fyr.cases.deadlines import rules
from fyr.cases.deadlines.engine import NoLastDay, compute
from fyr.cases.models import Deadline


@dataclass(frozen=True)
class Touched:
    """`would_be` is the last day the newest version gives; None where only a decision can say it."""

    deadline: Deadline
    would_be: datetime.date | None

    @property
    def differs(self) -> bool:
        return self.would_be != self.deadline.due_on


def newest(today: datetime.date) -> list[rules.Rule]:
    """Of each rule the version in force."""
    return [rule for code in rules.codes() if (rule := rules.at(code, today))]


def older(held: Iterable[rules.Rule]) -> QuerySet[Deadline]:
    """Running deadlines of open cases under an older version than these; none where no rule has one."""
    found = Q(pk__in=[])
    for rule in held:
        if rule.version > 1:
            found |= Q(rule_code=rule.code, rule_version__lt=rule.version)
    running = Deadline.objects.filter(found, state=DeadlineState.RUNNING, case__closed_at__isnull=True)
    return running.select_related("case").order_by("due_on")


def touched(rule: rules.Rule, running: Iterable[Deadline]) -> Iterator[Touched]:
    """What the rule would give for each of these that are its own."""
    for deadline in running:
        if deadline.rule_code == rule.code and deadline.rule_version < rule.version:
            yield Touched(deadline, _would_be(rule, deadline))


def _would_be(rule: rules.Rule, deadline: Deadline) -> datetime.date | None:
    try:
        return compute(rule, deadline.started_on, deadline.due_on if deadline.stated else None).last_day
    except NoLastDay:
        return None
