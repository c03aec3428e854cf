"""The tables that were shown, so that the next one gives nothing back."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class ShownTable(models.Model):
    """The protected table of one quarter as it was shown. Never changed: a later one would tell by the difference."""

    clear_because: ClassVar = {
        "id": "random id",
        "quarter": "which quarter",
        "version": "which edition; a correction would be a new one",
        "k": "what counts below it are hidden",
        "cells": "protected counts only: what anybody may see",
        "example": "whether invented facts are in it",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quarter = models.CharField(max_length=6)
    version = models.PositiveIntegerField(default=1)
    k = models.PositiveIntegerField()
    # [[region, kind, what became of it, shown count], …]
    cells = models.JSONField()
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ("-quarter", "-version")
        constraints = (
            models.UniqueConstraint(fields=["quarter", "version"], name="cases_one_table_per_version"),
            models.CheckConstraint(condition=Q(k__gte=2), name="cases_table_hides"),
        )
