"""Cases of one family, linked."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.children import Relation
from fyr.cases.models.case import Case
from fyr.cases.models.children import AccompanyingChild


class CaseLink(models.Model):
    """Two cases of one family: `other` is the `relation` of `one`. Only who may see both is told of it.

    Belongs to no case: it is on no paper and in no timeline, where who may see one of the two would read of the other.
    """

    clear_because: ClassVar = {
        "id": "random id",
        "one": "the case whose id is the lower",
        "other": "the case whose id is the higher",
        "relation": "code",
        "child": "the accompanying child for whom the case was opened",
        "made_at": "when",
        "made_by": "who is accountable",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    one = models.ForeignKey(Case, models.CASCADE, related_name="+")
    other = models.ForeignKey(Case, models.CASCADE, related_name="+")
    relation = models.CharField(max_length=10, choices=Relation)
    child = models.ForeignKey(AccompanyingChild, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            # In one order, so that a pair stands once and no case is linked to itself.
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="cases_link_in_order"),
            models.UniqueConstraint(fields=["one", "other"], name="cases_linked_once"),
            models.CheckConstraint(condition=Q(relation__in=Relation.values), name="cases_known_relation"),
        )
