"""Applications for a permit and their answers."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases import rights
from fyr.cases.codes.rights import UNDECIDED, Applicant, PermitAnswer
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed

ANSWER_TONES = {
    PermitAnswer.PENDING: "warning",
    PermitAnswer.GRANTED: "success",
    PermitAnswer.REFUSED: "danger",
    PermitAnswer.WITHDRAWN: "neutral",
    PermitAnswer.MISTAKEN: "neutral",
}


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
        "version": "tells two editors of each other",
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
    version = models.PositiveIntegerField(default=1)
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
                condition=Q(answer__in=UNDECIDED, decided_on__isnull=True)
                | (~Q(answer__in=UNDECIDED) & Q(decided_on__gte=F("applied_on"))),
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
        return {"kind": self.name, "reason": self.shown_reason}.get(field)

    @property
    def shown_reason(self) -> str:
        """A refusal may tell what was done to her, so it stands only where that may be read."""
        return self.reason or "" if Permission.EXPLOITATION_READ in self.case.may else ""

    @property
    def in_full(self) -> str:
        """All that is noted of it, in words, in one line."""
        days = [on.isoformat() for on in (self.valid_from, self.valid_until) if on]
        appealed = f"{_('Appealed')} {self.appealed_on}: {self.get_appealed_by_display()}" if self.appealed_on else ""
        told = [
            str(self),
            self.get_applicant_display(),
            self.reference,
            f"{self.get_answer_display()} {self.decided_on or ''}".strip(),
            " – ".join(days),
            self.reason,
            appealed,
        ]
        return "; ".join(one for one in told if one)

    @property
    def cited(self) -> str:
        return self.rule.cited(get_language()) if self.rule else ""

    @property
    def who_may_appeal(self) -> str:
        return self.rule.said(get_language())["appeal"] if self.rule else ""

    @property
    def tone(self) -> str:
        return ANSWER_TONES[PermitAnswer(self.answer)]

    @property
    def was_corrected(self) -> bool:
        """Whether it was changed otherwise than by its answer and an appeal, each of which raises the version once."""
        return self.version > 1 + (not self.is_pending) + (self.appealed_on is not None)

    @property
    def is_pending(self) -> bool:
        return self.answer == PermitAnswer.PENDING

    @property
    def is_mistaken(self) -> bool:
        return self.answer == PermitAnswer.MISTAKEN

    @property
    def can_be_appealed(self) -> bool:
        return self.answer == PermitAnswer.REFUSED and self.appealed_on is None
