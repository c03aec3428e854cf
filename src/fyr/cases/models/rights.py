"""What she was told and offered, permits, counsel, and claims for compensation."""

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.cases import rights
from fyr.cases.codes.rights import (
    Applicant,
    ClaimKind,
    CounselKind,
    InterpreterPresent,
    PermitAnswer,
    RightState,
)
from fyr.cases.models.case import PART, CasePart
from fyr.vault.fields import Sealed

STEP_TONES = {
    RightState.OFFERED: "info",
    RightState.ACCEPTED: "info",
    RightState.DECLINED: "warning",
    RightState.GIVEN: "success",
    RightState.NOT_ASKED: "neutral",
    RightState.NOT_RELEVANT: "neutral",
}
ANSWER_TONES = {
    PermitAnswer.PENDING: "warning",
    PermitAnswer.GRANTED: "success",
    PermitAnswer.REFUSED: "danger",
    PermitAnswer.WITHDRAWN: "neutral",
}


class RightStep(CasePart):
    """Never changed: a new step stands beside the earlier ones, and the newest says how it stands."""

    clear_because: ClassVar = {
        **PART,
        "right": "code of the right",
        "state": "code for statistics: what was offered, and what she answered",
        "on": "date",
        "interpreter": "code: whether one was there",
        "noted_by": "who is accountable",
        "noted_at": "when",
    }

    right = models.CharField(max_length=30)
    state = models.CharField(max_length=20, choices=RightState)
    on = models.DateField()
    interpreter = models.CharField(max_length=20, choices=InterpreterPresent, default=InterpreterPresent.NOT_NOTED)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    language = Sealed()
    note = Sealed()

    class Meta:
        ordering = ("-on", "-noted_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=RightState.values), name="cases_known_right_state"),
        )

    def in_words(self, field: str, language: str) -> str | None:
        known = rights.right(self.right) if field == "right" else None
        return known.label(language) if known else None

    @property
    def tone(self) -> str:
        return STEP_TONES[RightState(self.state)]


class Permit(CasePart):
    """An application to the Migration Agency and its answer. The database too knows no applicant but those of the law."""

    clear_because: ClassVar = {
        **PART,
        "kind": "code for statistics",
        "applicant": "code: who applied",
        "applied_on": "date",
        "answer": "code for statistics",
        "decided_on": "date",
        "valid_from": "first day of the permit",
        "valid_until": "last day of the permit",
        "appealed_on": "date",
        "appealed_by": "code: who appealed",
        "noted_by": "who is accountable",
        "noted_at": "when",
    }

    kind = models.CharField(max_length=30)
    applicant = models.CharField(max_length=20, choices=Applicant)
    applied_on = models.DateField()
    answer = models.CharField(max_length=10, choices=PermitAnswer, default=PermitAnswer.PENDING)
    decided_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    appealed_on = models.DateField(null=True)
    appealed_by = models.CharField(max_length=20, choices=Applicant, blank=True)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    reference = Sealed()
    reason = Sealed()

    class Meta:
        ordering = ("-applied_on", "-noted_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(applicant__in=Applicant.values), name="cases_permit_applicant"),
            models.CheckConstraint(condition=Q(answer__in=PermitAnswer.values), name="cases_known_permit_answer"),
            models.CheckConstraint(
                condition=Q(answer=PermitAnswer.PENDING, decided_on__isnull=True)
                | (~Q(answer=PermitAnswer.PENDING) & Q(decided_on__gte=F("applied_on"))),
                name="cases_permit_decided",
            ),
            models.CheckConstraint(
                condition=Q(answer=PermitAnswer.GRANTED, valid_until__gte=F("valid_from"))
                | (~Q(answer=PermitAnswer.GRANTED) & Q(valid_from__isnull=True, valid_until__isnull=True)),
                name="cases_permit_granted_days",
            ),
            models.CheckConstraint(
                condition=Q(appealed_on__isnull=True, appealed_by="")
                | Q(answer=PermitAnswer.REFUSED, appealed_on__gte=F("decided_on"), appealed_by__in=Applicant.values),
                name="cases_permit_appealed_paired",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.applied_on.isoformat()}"

    @property
    def rule(self) -> rights.PermitKind | None:
        return rights.permit(self.kind)

    @property
    def name(self) -> str:
        return self.rule.said(get_language())["name"] if self.rule else self.kind

    def in_words(self, field: str, language: str) -> str | None:
        return self.name if field == "kind" else None

    @property
    def who_may_appeal(self) -> str:
        return self.rule.said(get_language())["appeal"] if self.rule else ""

    @property
    def tone(self) -> str:
        return ANSWER_TONES[PermitAnswer(self.answer)]

    @property
    def is_pending(self) -> bool:
        return self.answer == PermitAnswer.PENDING

    @property
    def can_be_appealed(self) -> bool:
        return self.answer == PermitAnswer.REFUSED and self.appealed_on is None


class Counsel(CasePart):
    """Legal counsel: asked for, and appointed by the court."""

    clear_because: ClassVar = {
        **PART,
        "kind": "code for statistics",
        "requested_on": "date",
        "appointed_on": "date",
        "version": "tells two editors of each other",
        "noted_by": "who is accountable",
        "noted_at": "when",
    }

    kind = models.CharField(max_length=20, choices=CounselKind)
    requested_on = models.DateField()
    appointed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    name = Sealed()
    note = Sealed()

    class Meta:
        ordering = ("-requested_on", "-noted_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=CounselKind.values), name="cases_known_counsel"),
            models.CheckConstraint(
                condition=Q(appointed_on__isnull=True) | Q(appointed_on__gte=F("requested_on")),
                name="cases_counsel_after_request",
            ),
        )


class Claim(CasePart):
    """Compensation: claimed, awarded, paid, each in whole SEK. None is not known; 0 is that she got nothing."""

    clear_because: ClassVar = {
        **PART,
        "kind": "code for statistics",
        "claimed_on": "date",
        "awarded_on": "date",
        "paid_on": "date",
        "version": "tells two editors of each other",
        "noted_by": "who is accountable",
        "noted_at": "when",
    }

    kind = models.CharField(max_length=20, choices=ClaimKind)
    claimed_on = models.DateField()
    awarded_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    claimed = Sealed()
    awarded = Sealed()
    paid = Sealed()
    note = Sealed()

    class Meta:
        ordering = ("-claimed_on", "-noted_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="cases_known_claim"),
            models.CheckConstraint(
                condition=Q(awarded_on__isnull=True) | Q(awarded_on__gte=F("claimed_on")),
                name="cases_awarded_after_claim",
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(paid_on__gte=F("claimed_on")), name="cases_paid_after_claim"
            ),
        )

    @property
    def rows(self) -> list[tuple[Any, str]]:
        """Claimed, awarded and paid, as the page lists them; what nobody has noted is left empty."""
        return [
            (_("Claimed"), _amount(self.claimed, self.claimed_on)),
            (_("Awarded"), _amount(self.awarded, self.awarded_on)),
            (_("Paid to her"), _amount(self.paid, self.paid_on)),
        ]


def _amount(amount: int | None, on: datetime.date | None) -> str:
    told = f"{amount:,} kr".replace(",", "\u00a0") if amount is not None else ""
    return ", ".join(part for part in (told, on.isoformat() if on else "") if part)
