"""The ways of looking at the list that a member keeps for herself."""

import uuid
from typing import ClassVar

from django.db import models

from fyr.access.models import Member


class SavedFilter(models.Model):
    """Code words of the list's filter, and no name that somebody typed: it could be a person's."""

    clear_because: ClassVar = {
        "id": "random id",
        "member": "whose it is",
        "chosen": "code words of the filter, as they stand in the address of the list",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    chosen = models.CharField(max_length=200)

    class Meta:
        ordering = ("chosen",)
        constraints = (models.UniqueConstraint(fields=["member", "chosen"], name="cases_filter_saved_once"),)
