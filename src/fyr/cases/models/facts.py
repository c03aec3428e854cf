"""What statistics may learn of a need, and the tables that were shown."""

import uuid
from typing import ClassVar

from django.db import models

from fyr.cases.codes.needs import NeedKind, NeedState, UnmetReason
from fyr.cases.codes.support import AgeBand, Wait
from fyr.vault.fields import Blind


class Fact(models.Model):
    """One need in coarse codes. No day, no reference, and no case but through a keyed digest.

    The digest lets a changed case replace its facts and an erased one take them along; nobody can follow it back.
    Facts are read by the node itself, which protects them, and by no member.
    """

    clear_because: ClassVar = {
        "id": "random id",
        "region": "code of a region: tens of cases or more",
        "kind": "code for statistics",
        "state": "code for statistics",
        "unmet_reason": "code for statistics",
        "age_band": "code: child, adult or not known",
        "quarter": "the quarter in which the need was noted, nothing finer",
        "wait": "code: within a week or later",
        "example": "invented, for the example node",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of_case = Blind()
    region = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=20, choices=NeedKind)
    state = models.CharField(max_length=10, choices=NeedState)
    unmet_reason = models.CharField(max_length=20, choices=UnmetReason, blank=True)
    age_band = models.CharField(max_length=10, choices=AgeBand)
    quarter = models.CharField(max_length=6)
    wait = models.CharField(max_length=10, choices=Wait, blank=True)
    example = models.BooleanField(default=False)

    class Meta:
        indexes = (
            models.Index(fields=["of_case"], name="cases_facts_of_case"),
            models.Index(fields=["quarter"], name="cases_facts_quarter"),
        )
