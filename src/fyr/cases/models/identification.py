"""What is presumed or decided about her and by whom; the police report, and what she wants of the investigation."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.identification import Cooperating, Decider, InjuredParty, Report, StatementGround, Status
from fyr.cases.models.case import PART, Case, CasePart
from fyr.vault.fields import Sealed

STATUS_TONES = {Status.PRESUMED: "warning", Status.DECIDED: "danger", Status.NOT: "neutral"}
VERSIONED = {
    "version": "tells two editors of each other",
    "updated_at": "when it was last changed",
    "updated_by": "who is accountable",
}


class Statement(CasePart):
    """What one organisation presumes or has decided. Never changed; a wrong one is corrected by another."""

    clear_because: ClassVar = {
        **PART,
        "status": "code for statistics: presumed and identified persons are counted apart",
        "decider": "code for statistics: which kind of organisation says so",
        "made_on": "date",
        "noted_at": "when",
        "noted_by": "who is accountable",
        "corrects": "the statement that it puts right",
    }

    status = models.CharField(max_length=40, choices=Status)
    decider = models.CharField(max_length=40, choices=Decider)
    made_on = models.DateField()
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", models.RESTRICT, null=True, related_name="corrections")
    organisation = Sealed()
    person = Sealed()
    ground_codes = Sealed()
    grounds = Sealed()
    reason = Sealed()

    class Meta:
        ordering = ("-noted_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(status__in=Status.values), name="cases_known_status"),
            models.CheckConstraint(condition=Q(decider__in=Decider.values), name="cases_known_decider"),
            models.UniqueConstraint(fields=["corrects"], name="cases_corrected_once"),
        )

    def __str__(self) -> str:
        return f"{self.get_decider_display()}: {self.get_status_display()}, {self.made_on.isoformat()}"

    def in_words(self, field: str, language: str) -> str | None:
        words = dict(StatementGround.choices)
        if field != "ground_codes":
            return None
        return ", ".join(str(words.get(code, code)) for code in self.ground_codes)

    @property
    def tone(self) -> str:
        """How it is coloured; the word stands beside it."""
        return STATUS_TONES[Status(self.status)]


class PoliceReport(CasePart):
    """One per case. Help never depends on it."""

    clear_because: ClassVar = {**PART, **VERSIONED, "state": "code for statistics", "made_on": "date"}

    case = models.OneToOneField(Case, models.CASCADE, related_name="police_report")
    state = models.CharField(max_length=20, choices=Report, default=Report.NOT_KNOWN)
    made_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    diary_number = Sealed()
    # What stood here before, in words, oldest first.
    earlier = Sealed()
    reported_by = Sealed()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state=Report.MADE) | Q(state__in=Report.values, made_on__isnull=True),
                name="cases_report_dated_when_made",
            ),
        )


class Cooperation(CasePart):
    """What she wants of the investigation, and whether she is an injured party in it. Help never depends on it."""

    clear_because: ClassVar = {
        **PART,
        **VERSIONED,
        "answer": "code for statistics",
        "injured_party": "code for statistics",
        "injured_on": "date",
    }

    case = models.OneToOneField(Case, models.CASCADE, related_name="cooperation")
    answer = models.CharField(max_length=20, choices=Cooperating, default=Cooperating.NOT_KNOWN)
    injured_party = models.CharField(max_length=20, choices=InjuredParty, default=InjuredParty.NOT_KNOWN)
    injured_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    note = Sealed()
    # What stood here before, in words, oldest first.
    earlier = Sealed()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answer__in=Cooperating.values, injured_party=InjuredParty.YES)
                | Q(
                    answer__in=Cooperating.values,
                    injured_party__in=(InjuredParty.NO, InjuredParty.NOT_KNOWN),
                    injured_on__isnull=True,
                ),
                name="cases_injured_dated_when_yes",
            ),
        )
