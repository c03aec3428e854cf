"""Legal counsel: asked for, and appointed by the court."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.rights import CounselKind
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed


class Counsel(CasePart):
    """Legal counsel: asked for, and appointed by the court."""

    clear_because: ClassVar = {
        **PART,
        "kind": "code for statistics",
        "requested_on": "date",
        "appointed_on": "date",
        "version": "tells two editors of each other",
        "noted_by": "who is accountable",
        "noted_at": "when",
    }

    kind = models.CharField(max_length=20, choices=CounselKind)
    requested_on = models.DateField()
    appointed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    name = Sealed()
    note = Sealed()

    class Meta:
        ordering = ("-requested_on", "-noted_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=CounselKind.values), name="cases_known_counsel"),
            models.CheckConstraint(
                condition=Q(appointed_on__isnull=True) | Q(appointed_on__gte=F("requested_on")),
                name="cases_counsel_after_request",
            ),
        )
