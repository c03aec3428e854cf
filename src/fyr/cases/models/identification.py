"""What is presumed or decided about her, by whom, when and on which grounds."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.identification import Decider, StatementGround, Status
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed

STATUS_TONES = {Status.PRESUMED: "warning", Status.DECIDED: "danger", Status.NOT: "neutral"}


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
