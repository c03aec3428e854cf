"""A file on its way in: checked, kept sealed until it is confirmed, and gone once it is imported or given up."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.cases.codes.imports import ImportFailure, ImportState
from fyr.vault.box import Box
from fyr.vault.fields import Sealed


class Import(models.Model):
    """One file that one member has chosen for one unit. It has a key of its own, destroyed when it is over."""

    clear_because: ClassVar = {
        "id": "random id, used in addresses",
        "unit": "decides where the cases go",
        "by": "who is accountable, and the only one who sees it",
        "made_at": "when it is given up",
        "moved_at": "whether it still runs",
        "state": "code",
        "failure": "code",
        "total": "number of persons",
        "known": "number of persons who are here already",
        "staged": "how far it has come",
        "wrong": "number of things to mend",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    moved_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=20, choices=ImportState)
    failure = models.CharField(max_length=20, choices=ImportFailure, blank=True)
    total = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    staged = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    # What is to be mended in the file, with the values that are wrong.
    report = Sealed()

    box: Box | None = None

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="cases_import_known_state"),
            models.CheckConstraint(
                condition=Q(state=ImportState.FAILED, failure__in=ImportFailure.values)
                | (~Q(state=ImportState.FAILED) & Q(failure="")),
                name="cases_import_failed_with_reason",
            ),
        )

    @property
    def new(self) -> int:
        """How many cases it makes: those who are here already are left as they are."""
        return self.total - self.known
