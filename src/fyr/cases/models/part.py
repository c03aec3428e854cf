"""What belongs to one case and is sealed with its key."""

import uuid
from typing import Any, ClassVar

from django.db import models

from fyr.cases.models.case import Case
from fyr.vault.box import Box


class CasePart(models.Model):
    """A row that belongs to a case and is sealed under the case's key."""

    # Where two cases turn out to be one: whether its row goes over to the case that stays. What a case has only one of
    # stays behind where the other has it too, and is told in the timeline there.
    only_one: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def box(self) -> Box | None:
        return self.case.box

    def hers_to_change(self, right: str, *, own: bool) -> bool:
        """Whether she may change this row: whoever helps from another organisation changes only what is her own."""
        return right in self.case.may_inside or (own and right in self.case.may)

    def in_words(self, field: str, language: str) -> str | None:
        """How a field reads on paper where it holds codes; None where it reads as it is."""
        return None

    def save_anew(self) -> None:
        """Save from another act than that of its own form: whoever has the form open is told of it."""
        if hasattr(self, "version"):
            self.version += 1
        self.save()

    def take_in(self, opened: dict[str, Any]) -> bool:
        """Of two cases that become one: whether this row takes in what the other's has by a rule of its own."""
        return False

    def move_to(self, case: Case, opened: dict[str, Any]) -> None:
        """Go over to another case: what was opened of the sealed fields is sealed anew under that case's key."""
        self.case = case
        for name, value in opened.items():
            setattr(self, name, value)
        self.save(update_fields=["case", *opened])


PART: dict[str, str] = {"id": "random id", "case": "the case it belongs to"}
NOTED: dict[str, str] = {"noted_at": "when", "noted_by": "who is accountable"}
