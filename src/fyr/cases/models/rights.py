"""What she was told and offered, one step beside the other."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases import rights
from fyr.cases.codes.rights import InterpreterPresent, RightState
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed

STEP_TONES = {
    RightState.OFFERED: "info",
    RightState.ACCEPTED: "info",
    RightState.DECLINED: "warning",
    RightState.GIVEN: "success",
    RightState.NOT_ASKED: "neutral",
    RightState.NOT_RELEVANT: "neutral",
}


class RightStep(CasePart):
    """Never changed: a new step stands beside the earlier ones, and the newest says how it stands."""

    clear_because: ClassVar = {
        **PART,
        "right": "code of the right",
        "state": "code for statistics: what was offered, and what she answered",
        "on": "date",
        "interpreter": "code: whether one was there",
        "noted_by": "who is accountable",
        "noted_at": "when",
    }

    right = models.CharField(max_length=30)
    state = models.CharField(max_length=20, choices=RightState)
    on = models.DateField()
    interpreter = models.CharField(max_length=20, choices=InterpreterPresent, default=InterpreterPresent.NOT_NOTED)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    language = Sealed()
    note = Sealed()

    class Meta:
        ordering = ("-on", "-noted_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=RightState.values), name="cases_known_right_state"),
        )

    def in_words(self, field: str, language: str) -> str | None:
        known = rights.right(self.right) if field == "right" else None
        return known.label(language) if known else None

    @property
    def tone(self) -> str:
        return STEP_TONES[RightState(self.state)]
