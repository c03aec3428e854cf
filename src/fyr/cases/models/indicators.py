"""An assessment of indicators, with the list as it was then."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.indicators import Dimension, outcome
from fyr.cases.models.case import PART, CasePart
from fyr.vault.fields import Sealed


class IndicatorAssessment(CasePart):
    """Never changed: a new assessment stands beside the old ones."""

    clear_because: ClassVar = {
        **PART,
        "list_code": "code of the list; says nothing of what was seen",
        "list_version": "version of the list",
        "made_at": "when",
        "made_by": "who is accountable",
    }

    list_code = models.CharField(max_length=60)
    list_version = models.CharField(max_length=40)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    # {"list": the list as it was, "answers": {code: seen or not_seen}}; what has no answer is not known.
    held = Sealed()
    note = Sealed()

    class Meta:
        ordering = ("-made_at", "-id")

    @property
    def listed(self) -> dict[str, Any]:
        return dict(self.held["list"])

    @property
    def outcome(self) -> list[Dimension]:
        return outcome(self.listed, self.held["answers"])
