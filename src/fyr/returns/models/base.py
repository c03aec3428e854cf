"""What belongs to one return and is sealed with its key."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from fyr.access.models import Member
from fyr.returns.codes.agreements import Section
from fyr.returns.models.record import Return
from fyr.vault.box import Box


class Part(models.Model):
    """A row of a return. What was told or found is not overwritten: a newer row says so, and both stay."""

    # The section that must be open to whoever reads it; None where every side does.
    section: ClassVar[Section | None] = None
    PART: ClassVar[dict[str, str]] = {
        "id": "random id",
        "of": "the return it belongs to",
        "noted_at": "when",
        "noted_by": "who is accountable",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of = models.ForeignKey(Return, models.CASCADE, related_name="%(class)ss")
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering: ClassVar[tuple[str, ...]] = ("-noted_at", "-id")

    def __str__(self) -> str:
        return str(self.title)

    @property
    def box(self) -> Box | None:
        return self.of.box

    @property
    def title(self) -> Any:
        """What it is, in words that stand in the history too: nothing sealed."""
        return self._meta.verbose_name
