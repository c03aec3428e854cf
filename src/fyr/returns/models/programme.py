"""A programme for voluntary return: who runs it and by which rules. Another country's is another row."""

from typing import Any, ClassVar

from django.db import models

from fyr.access.models import Unit
from fyr.funding.models import Grant


class Programme(models.Model):
    """Its rules are one document, `rules`, of the form that docs/returns.md describes; each stands there with its source."""

    clear_because: ClassVar = {
        "id": "counts programmes and nothing else",
        "code": "public code",
        "name": "public name",
        "unit": "who runs it",
        "grant": "which grant pays for it",
        "rules": "rules that lawyers and officers own, with their sources",
        "version": "tells two editors of each other",
        "example": "invented, for the example node",
    }

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, related_name="+")
    rules = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def rule(self, name: str) -> Any:
        """The value of a rule; None where it is not known."""
        return self.rules.get(name, {}).get("value")
