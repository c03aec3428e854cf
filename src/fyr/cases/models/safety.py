"""How great the danger is, each time it was assessed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.risk import Risk
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed


class RiskAssessment(CasePart):
    """Never changed: a new assessment stands beside the old ones."""

    clear_because: ClassVar = {
        **PART,
        "level": "what is most urgent on My day",
        "review_on": "deadline",
        "made_at": "when",
        "made_by": "who is accountable",
    }

    level = models.CharField(max_length=20, choices=Risk)
    review_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    threats = Sealed()
    measures = Sealed()

    class Meta:
        ordering = ("-made_at",)
        constraints = (models.CheckConstraint(condition=Q(level__in=Risk.values), name="cases_known_risk"),)
