"""Who works with a case, through which unit, and until when."""

import datetime
from functools import reduce
from operator import and_
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.cases.codes.consent import Share
from fyr.cases.models.disclosures import Disclosure, live_disclosures
from fyr.cases.models.part import PART, CasePart


class Assignments(models.QuerySet):
    def running(self, on: datetime.date | None = None) -> "Assignments":
        """Those that give access on this day (today, local, unless told)."""
        return self.filter(ended_at__isnull=True, until__gte=on or timezone.localdate())

    def shown(self, share: Share = Share.HELP) -> "Assignments":
        """Those whose unit may see this part of the case: one of the same organisation, or by a live disclosure.

        Nothing is seen of a case of which help is not.
        """
        same = Q(unit__organisation=F("case__unit__organisation"))
        live = Disclosure.objects.filter(live_disclosures(), case=OuterRef("case"), to_unit=OuterRef("unit"))
        told = (Exists(live.filter(**{f"shows_{one.value}": True})) for one in {Share.HELP, share})
        return self.filter(same | reduce(and_, told))


class Assignment(CasePart):
    """A member works with the case until a date, through one of her units. Rights end with it."""

    clear_because: ClassVar = {
        **PART,
        "member": "who",
        "unit": "through which unit's key she opens the case",
        "since": "from when",
        "until": "last day",
        "ended_at": "when it was ended before time",
        "given_by": "who is accountable",
    }

    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    objects = Assignments.as_manager()

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["case", "member"], condition=Q(ended_at__isnull=True), name="cases_one_running_assignment"
            ),
        )
        indexes = (models.Index(fields=["member", "until"], name="cases_mine", condition=Q(ended_at__isnull=True)),)

    def __str__(self) -> str:
        return self.member.name
