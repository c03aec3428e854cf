"""What a file held, sealed, until it is imported or dropped."""

import uuid
from typing import ClassVar

from django.db import models

from fyr.cases.models.imports import Import
from fyr.vault.box import Box
from fyr.vault.fields import Sealed


class ImportPart(models.Model):
    """Some of the persons of a file, so that no write takes long."""

    clear_because: ClassVar = {"id": "random id", "of": "the import it belongs to", "number": "order in the file"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of = models.ForeignKey(Import, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    persons = Sealed()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["of", "number"], name="cases_import_parts_in_order"),)

    @property
    def box(self) -> Box | None:
        return self.of.box
