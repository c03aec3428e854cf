"""What is shown of a case to whom, on which ground; it ends by itself."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language

from fyr.access.models import Member
from fyr.cases import bases
from fyr.cases.codes.consent import Answer
from fyr.cases.models.consent import Consent
from fyr.cases.models.part import PART
from fyr.cases.models.receiver import SHARED, Receiver
from fyr.vault.fields import Sealed


def live_disclosures(on: datetime.date | None = None) -> Q:
    """The condition under which a disclosure holds on this day: the same as fyr.cases.consent.live."""
    day = on or timezone.localdate()
    told = Q(consent__isnull=True) | Q(
        consent__answer=Answer.YES,
        consent__withdrawn_at__isnull=True,
        consent__since__lte=day,
        consent__until__gte=day,
    )
    return told & Q(ended_at__isnull=True, since__lte=day, until__gte=day)


class Disclosures(models.QuerySet):
    def live(self, on: datetime.date | None = None) -> "Disclosures":
        return self.filter(live_disclosures(on))


class Disclosure(Receiver):
    """A part of the case is shown to somebody, for a purpose, on consent or on a legal basis with a written reason.

    To a unit of this node it stays open until it ends; somebody outside was told once.
    """

    clear_because: ClassVar = {
        **PART,
        **SHARED,
        "to_unit": "which unit may see the case",
        "purpose": "code: why",
        "since": "from when it holds",
        "until": "last day on which it holds",
        "consent": "the consent it rests on",
        "basis": "code of the legal basis, for accountability",
        "made_at": "when",
        "made_by": "who is accountable",
        "ended_at": "when it was ended before time",
        "ended_by": "who ended it; empty for the node's clock",
    }

    consent = models.ForeignKey(Consent, models.RESTRICT, null=True, related_name="disclosures")
    basis = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    receiver = Sealed()
    reason = Sealed()

    objects = Disclosures.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(to_unit__isnull=False, receiver__isnull=True)
                | Q(to_unit__isnull=True, receiver__isnull=False),
                name="cases_disclosed_to_one_receiver",
            ),
            models.CheckConstraint(
                condition=Q(consent__isnull=False, basis="")
                | (Q(consent__isnull=True, reason__isnull=False) & ~Q(basis="") & ~Q(basis="consent")),
                name="cases_disclosed_on_one_ground",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="cases_disclosure_days_in_order"),
        )
        indexes = (models.Index(fields=["case", "to_unit"], name="cases_shown_to"),)

    def __str__(self) -> str:
        return self.given_to

    @property
    def rests_on(self) -> str:
        """The consent or legal basis in words."""
        basis = bases.find(self.basis or bases.CONSENT)
        return basis.label(get_language() or "sv") if basis else self.basis

    @property
    def holds(self) -> bool:
        in_time = self.ended_at is None and self.since <= timezone.localdate() <= self.until
        return in_time and (self.consent is None or self.consent.holds)
