"""Who else works with a case: assigned members, and units it was referred to."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.cases.codes import DeclineReason, NeedKind, ReferralKind, ReferralState, Urgency
from fyr.cases.codes.consent import Share
from fyr.cases.models.case import PART, CasePart
from fyr.cases.models.consent import Disclosure, live_disclosures
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


class Assignments(models.QuerySet):
    def running(self, on: datetime.date | None = None) -> "Assignments":
        """Those that give access on this day (today, local, unless told)."""
        return self.filter(ended_at__isnull=True, until__gte=on or timezone.localdate())

    def shown(self, share: Share = Share.HELP) -> "Assignments":
        """Those whose unit may see this part of the case: one of the same organisation, or by a live disclosure."""
        same = Q(unit__organisation=F("case__unit__organisation"))
        told = Disclosure.objects.filter(
            live_disclosures(), case=OuterRef("case"), to_unit=OuterRef("unit"), **{f"shows_{share.value}": True}
        )
        return self.filter(same | Exists(told))


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
