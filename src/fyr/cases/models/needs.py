"""What she needs, and how far it is met."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.needs import NeedKind, NeedState, UnmetReason
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed

NEED_TONES = {
    NeedState.OPEN: "warning",
    NeedState.MET: "success",
    NeedState.UNMET: "danger",
    NeedState.WITHDRAWN: "neutral",
}


class Need(CasePart):
    clear_because: ClassVar = {
        **PART,
        "kind": "code for statistics",
        "state": "code: open, met, unmet or taken back",
        "unmet_reason": "code for statistics: what is lacking where",
        "made_at": "when",
        "made_by": "who is accountable",
        "version": "tells two editors of each other",
    }

    kind = models.CharField(max_length=20, choices=NeedKind)
    state = models.CharField(max_length=10, choices=NeedState, default=NeedState.OPEN)
    unmet_reason = models.CharField(max_length=20, choices=UnmetReason, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    description = Sealed()
    unmet_note = Sealed()

    class Meta:
        ordering = ("made_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=(Q(state=NeedState.UNMET) & ~Q(unmet_reason=""))
                | (~Q(state=NeedState.UNMET) & Q(unmet_reason="")),
                name="cases_unmet_with_reason",
            ),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def may_be_changed(self) -> bool:
        return self.hers_to_change("plan.write", own=self.made_by_id == self.case.read_by)

    @property
    def tone(self) -> str:
        """How its state is coloured; the word stands beside it."""
        return NEED_TONES[NeedState(self.state)]
