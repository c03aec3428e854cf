"""Requests from one unit to another: for help, or to take a case over."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.cases.codes.needs import NeedKind
from fyr.cases.codes.referrals import DeclineReason, ReferralKind, ReferralState, Urgency
from fyr.cases.models.disclosures import Disclosure
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed

TONES = {ReferralState.SENT: "warning", ReferralState.ACCEPTED: "success", ReferralState.DECLINED: "danger"}


class Referral(CasePart):
    """A request to another unit. Until it accepts, that unit sees need, urgency and sender, and no more."""

    clear_because: ClassVar = {
        **PART,
        "from_unit": "sender",
        "to_unit": "receiver",
        "kind": "help, or another unit takes the case over",
        "need": "code that the receiver sees before accepting",
        "urgency": "code that the receiver sees before accepting",
        "disclosure": "on what it rests",
        "state": "code",
        "decline_reason": "code",
        "sent_at": "when",
        "sent_by": "who is accountable",
        "answered_at": "when",
        "answered_by": "who answered",
        "ended_at": "when it was done or revoked",
    }

    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ReferralKind, default=ReferralKind.HELP)
    need = models.CharField(max_length=20, choices=NeedKind, blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency)
    disclosure = models.ForeignKey(Disclosure, models.RESTRICT, related_name="referrals")
    state = models.CharField(max_length=10, choices=ReferralState, default=ReferralState.SENT)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    message = Sealed()

    class Meta:
        ordering = ("-sent_at",)
        constraints = (
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="cases_referral_to_another_unit"),
            models.CheckConstraint(
                condition=(Q(kind=ReferralKind.HELP) & ~Q(need="")) | Q(kind=ReferralKind.HANDOVER, need=""),
                name="cases_help_with_a_need",
            ),
            models.CheckConstraint(
                condition=(Q(state=ReferralState.DECLINED) & ~Q(decline_reason=""))
                | (~Q(state=ReferralState.DECLINED) & Q(decline_reason="")),
                name="cases_declined_with_reason",
            ),
            models.UniqueConstraint(
                fields=["case", "to_unit", "kind"],
                condition=Q(state__in=[ReferralState.SENT, ReferralState.ACCEPTED]),
                name="cases_one_running_referral",
            ),
        )
        indexes = (
            models.Index(fields=["to_unit", "sent_at"], name="cases_waiting", condition=Q(state=ReferralState.SENT)),
        )

    def __str__(self) -> str:
        return self.to_unit.name

    @property
    def asks(self) -> str:
        """What the receiver is asked for, in words that name nobody."""
        return str(self.get_need_display() if self.kind == ReferralKind.HELP else self.get_kind_display())

    @property
    def is_running(self) -> bool:
        return self.state in (ReferralState.SENT, ReferralState.ACCEPTED)

    @property
    def tone(self) -> str:
        """How its state is coloured; the word stands beside it."""
        return TONES.get(ReferralState(self.state), "neutral")
