"""Who speaks for the child, and whether that person is free of suspicion."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.cases.codes.children import SUSPICION_TONES, SpeaksAs, Suspicion
from fyr.cases.models.children import EDITED, AccompanyingChild, Edited
from fyr.cases.models.part import PART
from fyr.vault.fields import Sealed


class Spokesperson(Edited):
    """Somebody who speaks for the child by law, and whether she or he is free of suspicion."""

    clear_because: ClassVar = {
        **PART,
        **EDITED,
        "child": "for whom of the case",
        "speaks_as": "code",
        "suspicion": "code: a danger that has to be seen without a key",
        "since": "when it began",
        "until": "when it ended",
    }

    child = models.ForeignKey(AccompanyingChild, models.RESTRICT, null=True, related_name="spokespersons")
    speaks_as = models.CharField(max_length=20, choices=SpeaksAs)
    suspicion = models.CharField(max_length=10, choices=Suspicion, default=Suspicion.NOT_KNOWN)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    name = Sealed()
    contact = Sealed()
    grounds = Sealed()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(suspicion__in=Suspicion.values), name="cases_known_suspicion"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="cases_speaks_days_in_order",
            ),
        )

    @property
    def speaks_now(self) -> bool:
        today = timezone.localdate()
        return (self.since is None or self.since <= today) and (self.until is None or self.until >= today)

    @property
    def tone(self) -> str:
        return SUSPICION_TONES[Suspicion(self.suspicion)]
