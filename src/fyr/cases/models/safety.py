"""How she can be reached without harm, and how great the danger is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.contact import Voicemail
from fyr.cases.codes.plan import Risk
from fyr.cases.models.case import Case
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed


class SafeContact(CasePart):
    """Stands above every call, message and print. One per case."""

    clear_because: ClassVar = {
        **PART,
        "voicemail": "code that says nothing about the person",
        "version": "tells two editors of each other",
        "updated_at": "when it was last changed",
        "updated_by": "who is accountable",
    }

    case = models.OneToOneField(Case, models.CASCADE, related_name="safe_contact")
    voicemail = models.CharField(max_length=20, choices=Voicemail, default=Voicemail.NOT_ASKED)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    how = Sealed()
    when = Sealed()
    phone = Sealed()
    shared_with = Sealed()
    code_word = Sealed()
    avoid = Sealed()


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
