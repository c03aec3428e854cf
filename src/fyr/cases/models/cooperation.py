"""What she wants of the investigation; help never depends on it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.identification import Cooperating, InjuredParty
from fyr.cases.models.case import Case
from fyr.cases.models.part import PART, CasePart
from fyr.cases.models.police import VERSIONED
from fyr.vault.fields import Sealed


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
