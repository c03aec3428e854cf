"""Compensation: claimed, awarded, paid."""

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.cases.codes.rights import ClaimKind
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed


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
