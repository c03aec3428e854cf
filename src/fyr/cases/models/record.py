"""The sections of the HTCDS record, sealed as they came."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed


class Record(CasePart):
    """The fields of one section of HTCDS 2.0, as the standard names them: {"prs_FirstName": "…"}.

    Absent, null and a value are three different answers, and all three come out as they went in.
    """

    clear_because: ClassVar = {
        **PART,
        "section": "code of the section",
        "version": "tells two editors of each other",
        "updated_at": "when it was last changed",
    }

    only_one: ClassVar = ("section",)
    section = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    fields = Sealed()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "section"], name="cases_one_record_per_section"),)

    def value(self, name: str) -> Any:
        return (self.fields or {}).get(name)
