"""The address that only named members read."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.models.case import Case
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed


class ProtectedAddress(CasePart):
    """Where a person with protected identity lives: on its own page, in its own field, in no export."""

    clear_because: ClassVar = {
        **PART,
        "version": "tells two editors of each other",
        "updated_at": "when it was last changed",
        "updated_by": "who is accountable",
    }

    case = models.OneToOneField(Case, models.CASCADE, related_name="protected_address")
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    address = Sealed()
