"""Keyed digests under which a case is found."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fyr.cases.models.case import Case
from fyr.vault.fields import Blind


class SearchTerm(models.Model):
    """A keyed digest under which the case is found: a name, its beginnings and sound, a phone, a reference."""

    clear_because: ClassVar = {"id": "counts terms and nothing else", "case": "the case it belongs to", "kind": "code"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=20)
    digest = Blind()

    class Meta:
        indexes = (models.Index(fields=["digest", "case"], name="cases_terms"),)
        constraints = (
            models.UniqueConstraint(fields=["digest"], condition=Q(kind="source"), name="cases_imported_once"),
        )
