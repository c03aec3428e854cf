"""What she said about sharing, and what is shown to whom on which ground."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language

from fyr.access.models import Member, Unit
from fyr.cases import bases
from fyr.cases.codes.consent import Answer, Given, Purpose, Share
from fyr.cases.models.case import PART, Case, CasePart
from fyr.vault.fields import Sealed

SHARED = {f"shows_{share.value}": "which part of the case may be shown; the door asks it" for share in Share}


class Receiver(CasePart):
    """To whom, why, and what of the case: a unit of this node, or somebody outside who is named in words."""

    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose)
    shows_help = models.BooleanField(default=True)
    shows_identity = models.BooleanField(default=False)
    shows_safety = models.BooleanField(default=False)
    shows_exploitation = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        abstract = True

    @property
    def shares(self) -> frozenset[Share]:
        return frozenset(share for share in Share if getattr(self, f"shows_{share.value}"))

    @property
    def shared(self) -> str:
        """What is shown, in words."""
        return ", ".join(str(share.label) for share in Share if share in self.shares)

    @property
    def given_to(self) -> str:
        return self.to_unit.name if self.to_unit else str(self.receiver or "")  # type: ignore[attr-defined]


class Consents(models.QuerySet):
    def live(self, on: datetime.date | None = None) -> "Consents":
        """Those that hold on this day (today, local, unless told)."""
        day = on or timezone.localdate()
        return self.filter(answer=Answer.YES, withdrawn_at__isnull=True, since__lte=day, until__gte=day)


class Consent(Receiver):
    """She was asked whether something may be shown to somebody, and answered. No is an answer; a yes can be withdrawn."""

    clear_because: ClassVar = {
        **PART,
        **SHARED,
        "to_unit": "which unit may see the case",
        "purpose": "code: why",
        "since": "from when it holds",
        "until": "last day on which it holds",
        "answer": "yes or no: decides what is shown",
        "given": "code: how it was given",
        "noted_at": "when",
        "noted_by": "who is accountable",
        "withdrawn_at": "from when it does not hold any more",
        "withdrawn_by": "who noted the withdrawal",
    }

    answer = models.CharField(max_length=5, choices=Answer)
    given = models.CharField(max_length=20, choices=Given)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    receiver = Sealed()
    language = Sealed()
    present = Sealed()
    note = Sealed()
    withdrawal = Sealed()

    objects = Consents.as_manager()

    class Meta:
        ordering = ("-noted_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(to_unit__isnull=False, receiver__isnull=True)
                | Q(to_unit__isnull=True, receiver__isnull=False),
                name="cases_consent_to_one_receiver",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="cases_consent_days_in_order"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, answer=Answer.YES),
                name="cases_withdrawn_by_whom",
            ),
        )

    def __str__(self) -> str:
        return self.given_to

    @property
    def holds(self) -> bool:
        return (
            self.answer == Answer.YES and self.withdrawn_at is None and self.since <= timezone.localdate() <= self.until
        )


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


class ProtectedAddress(CasePart):
    """Where a person with protected identity lives: on its own page, in its own field, in no export."""

    clear_because: ClassVar = {
        **PART,
        "version": "tells two editors of each other",
        "updated_at": "when it was last changed",
        "updated_by": "who is accountable",
    }

    case = models.OneToOneField(Case, models.CASCADE, related_name="protected_address")
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    address = Sealed()
