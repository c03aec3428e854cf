"""What is known of her age, and how it was found."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.childhood import VERIFIES_ADULT, AgeFound, AgeHow
from fyr.cases.models.part import NOTED, PART, CasePart
from fyr.vault.fields import Sealed


class AgeCheck(CasePart):
    """Never changed: a new check stands beside the earlier ones."""

    clear_because: ClassVar = {
        **PART,
        **NOTED,
        "found": "child or adult decides what must happen",
        "age_how": "code: how it is known",
        "on": "when it was verified",
    }

    found = models.CharField(max_length=10, choices=AgeFound)
    age_how = models.CharField(max_length=12, choices=AgeHow)
    on = models.DateField()
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    note = Sealed()

    class Meta:
        ordering = ("-noted_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(found=AgeFound.ADULT) | Q(age_how__in=[one.value for one in VERIFIES_ADULT]),
                name="cases_adult_when_verified",
            ),
        )
