"""Deadlines that run in a case, each under the version of its rule that held when it started."""

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.cases.codes.deadlines import DeadlineState, Responsible, Severity
from fyr.cases.deadlines import rules, words
from fyr.cases.deadlines.engine import Due, Why, what_is
from fyr.cases.models.case import Case
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed

TONES = {
    DeadlineState.RUNNING: "info",
    DeadlineState.MET: "success",
    DeadlineState.MISSED: "danger",
    DeadlineState.EXTENDED: "neutral",
    DeadlineState.CANCELLED: "neutral",
}


class Deadline(CasePart):
    """`due_on` is computed when it starts and stored: a rule that changes later does not move it."""

    clear_because: ClassVar = {
        **PART,
        "rule_code": "code of the rule",
        "rule_version": "the version under which it runs",
        "subject": "id of the row it is about, such as a permit",
        "started_on": "from when it counts",
        "due_on": "the last day: what is most urgent on My day",
        "moved_from": "the counted last day, where that was no working day",
        "stated": "whether a decision stated the last day",
        "responsible": "code: who has to act",
        "state": "code",
        "met_on": "when it was done",
        "replaces": "the deadline that was extended by this one",
        "set_by": "who is accountable",
        "set_at": "when",
        "ended_by": "who noted that it ended",
        "ended_at": "when that was noted",
        "ended_for": "id of the row that ended it, such as the permit by which it was extended",
    }

    rule_code = models.CharField(max_length=40)
    rule_version = models.PositiveIntegerField()
    subject = models.UUIDField(null=True)
    started_on = models.DateField()
    due_on = models.DateField()
    moved_from = models.DateField(null=True)
    stated = models.BooleanField(default=False)
    responsible = models.CharField(max_length=20, choices=Responsible)
    state = models.CharField(max_length=10, choices=DeadlineState, default=DeadlineState.RUNNING)
    met_on = models.DateField(null=True)
    replaces = models.ForeignKey("self", models.RESTRICT, null=True, related_name="+")
    set_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_for = models.UUIDField(null=True)
    note = Sealed()

    class Meta:
        ordering = ("due_on", "set_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=DeadlineState.values), name="cases_known_deadline_state"),
            models.CheckConstraint(
                condition=Q(state=DeadlineState.MET, met_on__isnull=False)
                | Q(state=DeadlineState.MISSED)
                | (~Q(state__in=(DeadlineState.MET, DeadlineState.MISSED)) & Q(met_on__isnull=True)),
                name="cases_deadline_met_on",
            ),
            models.CheckConstraint(
                condition=Q(state=DeadlineState.RUNNING, ended_at__isnull=True, ended_by__isnull=True)
                | (~Q(state=DeadlineState.RUNNING) & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="cases_deadline_ended_paired",
            ),
            models.UniqueConstraint(
                fields=["case", "rule_code"],
                condition=Q(state=DeadlineState.RUNNING, subject__isnull=True),
                name="cases_one_running_deadline",
            ),
            models.UniqueConstraint(
                fields=["case", "rule_code", "subject"],
                condition=Q(state=DeadlineState.RUNNING, subject__isnull=False),
                name="cases_one_running_per_subject",
            ),
        )
        indexes = (
            models.Index(fields=["due_on"], name="cases_due", condition=Q(state=DeadlineState.RUNNING)),
            models.Index(fields=["rule_code", "rule_version"], name="cases_under_rule"),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.due_on.isoformat()}"

    @property
    def rule(self) -> rules.Rule | None:
        """The version it runs under; None where the node's data has lost it, which the page says."""
        return rules.version(self.rule_code, self.rule_version)

    def in_words(self, field: str, language: str) -> str | None:
        """The row that it is about stands on the same paper; its id says nothing."""
        return {"rule_code": str(self.name), "subject": ""}.get(field)

    @property
    def name(self) -> str:
        return self.rule.said(get_language())["name"] if self.rule else self.rule_code

    @property
    def entitled(self) -> str:
        return self.rule.said(get_language())["entitled"] if self.rule else ""

    @property
    def cited(self) -> str:
        return self.rule.cited(get_language()) if self.rule else ""

    @property
    def if_missed(self) -> str:
        return self.rule.said(get_language())["missed"] if self.rule else ""

    @property
    def severity(self) -> Any:
        return Severity(self.rule.severity).label if self.rule else ""

    @property
    def reckoned(self) -> str:
        """How it came to its last day, in words."""
        if self.rule is None:
            return str(_("The rule it was counted by is not in the data of this node any more."))
        return words.reckoning(self.rule, self.started_on, Due(self.due_on, self.moved_from, self.why))

    @property
    def why(self) -> Why:
        if self.stated:
            return Why.STATED
        return what_is(self.moved_from) if self.moved_from else Why.COUNTED

    @property
    def tone(self) -> str:
        return TONES[DeadlineState(self.state)]

    # Whom it concerns, where several of one rule run at once.
    about = ""

    @property
    def is_running(self) -> bool:
        return self.state == DeadlineState.RUNNING

    def days_left(self, today: datetime.date) -> int:
        return (self.due_on - today).days

    def move_to(self, case: Case, opened: dict[str, Any]) -> None:
        """Where the other case runs the same one too, the earlier last day holds and the other one is cancelled."""
        others = Deadline.objects.filter(
            case=case, rule_code=self.rule_code, subject=self.subject, state=DeadlineState.RUNNING
        )
        other = others.first() if self.is_running else None
        if other is not None:
            given_up = self if other.due_on <= self.due_on else other
            given_up.state, given_up.ended_at, given_up.ended_by_id = (
                DeadlineState.CANCELLED,
                timezone.now(),
                case.read_by,
            )
            given_up.save(update_fields=["state", "ended_at", "ended_by"])
        super().move_to(case, opened)
