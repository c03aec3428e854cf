"""Children who accompany her, and what two may edit."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.children import FollowUp
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed

EDITED: dict[str, str] = {
    "version": "tells two editors of each other",
    "updated_at": "when it was last changed",
    "updated_by": "who is accountable",
}


class Edited(CasePart):
    """A part that two members may have open at the same time."""

    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class AccompanyingChild(Edited):
    """A child who is with her and has no case that this member may see."""

    clear_because: ClassVar = {**PART, **EDITED, "follow_up": "code: whether the child is looked after in this case"}

    follow_up = models.CharField(max_length=10, choices=FollowUp, default=FollowUp.HERE)
    alias = Sealed()
    child_age = Sealed()
    whereabouts = Sealed()

    class Meta:
        ordering = ("updated_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(follow_up__in=FollowUp.values), name="cases_known_follow_up"),
        )

    def __str__(self) -> str:
        return str(self.alias or "")
