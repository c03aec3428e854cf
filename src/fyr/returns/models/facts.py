"""What statistics may learn of a return, and the tables and reports that were made of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.returns.models.programme import Programme
from fyr.vault.fields import Blind


class Fact(models.Model):
    """A return in coarse codes and years; the digest lets it be replaced, and nobody can follow it back.

    Read by the node itself, which protects it, and by no member.
    """

    clear_because: ClassVar = {
        "id": "random id",
        "programme": "which programme",
        "events": "years and coarse codes, nothing finer",
        "example": "invented, for the example node",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of_return = Blind()
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    # {"referred": [2026, {"age": "adult", …}], "agreed": […], "departed": […], "closed": […]}
    events = models.JSONField()
    example = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["of_return"], name="returns_facts_of_return"),)


class Edition(models.Model):
    """A protected table as it was shown. Never changed: a later one would tell by the difference."""

    clear_because: ClassVar = {
        "id": "random id",
        "programme": "which programme",
        "number": "order in which they were shown",
        "made_at": "when",
        "table": "protected counts only: what anybody may see",
        "example": "whether invented facts are in it",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    table = models.JSONField()
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["programme", "number"], name="returns_one_table_of_a_number"),)


class Narrative(models.Model):
    """What the operator tells the financier in words about a year; somebody else has read it before it leaves."""

    clear_because: ClassVar = {
        "id": "random id",
        "programme": "which programme",
        "year": "which year",
        "text": "checked to name nobody, before it is kept",
        "written_by": "who is accountable",
        "written_at": "when",
        "checked_by": "who read it for the second time",
        "version": "tells two editors of each other",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    year = models.PositiveIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    checked_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-year",)
        constraints = (
            models.UniqueConstraint(fields=["programme", "year"], name="returns_one_narrative_a_year"),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=models.F("written_by")),
                name="returns_narrative_read_by_another",
            ),
        )
