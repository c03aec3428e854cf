"""The plan for a new start, what is given of it, and how it goes."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.support import (
    DIMENSION_OF,
    URGENT,
    ContactState,
    Dimension,
    Form,
    ItemState,
    Mode,
    Round,
    Type,
)
from fyr.returns.models.base import Part
from fyr.vault.fields import Sealed


class Plan(Part):
    """What she wants to live of and where, agreed with her; the newest counts."""

    section = Section.PLAN
    clear_because: ClassVar = {**Part.PART, "agreed_on": "day she agreed; empty while it is a proposal"}

    agreed_on = models.DateField(null=True)
    text = Sealed()
    contacts = Sealed()

    class Meta(Part.Meta):
        verbose_name = _("plan")


class Item(Part):
    """One thing that she is given. Amounts are sealed: what one person cost is nobody's else."""

    section = Section.PLAN
    clear_because: ClassVar = {
        **Part.PART,
        "kind": "code of IOM's types",
        "form": "code: in kind or cash",
        "state": "code",
        "approved_by": "who approved it",
        "delivered_by": "who delivered it",
        "delivered_on": "day",
        "paid_by": "who took it from the grant",
    }

    kind = models.CharField(max_length=20, choices=Type)
    form = models.CharField(max_length=10, choices=Form)
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.PLANNED)
    approved_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    delivered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    delivered_on = models.DateField(null=True)
    paid_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    text = Sealed()
    # {"amount": smallest unit, "currency": code}
    price = Sealed()
    # Of what was paid: {"amount": smallest unit of the grant's currency, "rate": text, "rate_source": text}
    cost = Sealed()
    receipt = Sealed()

    class Meta(Part.Meta):
        verbose_name = _("support")
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("noted_by")),
                name="returns_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ItemState.APPROVED, ItemState.DELIVERED, ItemState.PAID])
                | Q(approved_by__isnull=False),
                name="returns_approved_before_delivered",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ItemState.DELIVERED, ItemState.PAID]) | Q(delivered_on__isnull=False),
                name="returns_delivered_before_paid",
            ),
        )

    @property
    def dimension(self) -> Dimension:
        return DIMENSION_OF[Type(self.kind)]

    @property
    def title(self) -> str:
        return f"{self.get_kind_display()}, {self.get_form_display()}"


class Contact(Part):
    """One contact after the return: planned, and what came of it."""

    section = Section.FOLLOW_UP
    clear_because: ClassVar = {
        **Part.PART,
        "planned_on": "day",
        "state": "code",
        "made_on": "day",
        "made_by": "who is accountable",
        "answered_at": "when something was done about a danger",
        "answered_by": "who is accountable",
    }

    planned_on = models.DateField()
    state = models.CharField(max_length=20, choices=ContactState, default=ContactState.PLANNED)
    made_on = models.DateField(null=True)
    made_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    told = Sealed()
    done = Sealed()

    class Meta(Part.Meta):
        verbose_name = _("contact")
        ordering = ("planned_on", "noted_at", "id")

    @property
    def is_urgent(self) -> bool:
        """She is in danger, and nobody has said what was done."""
        return self.state in URGENT and self.answered_at is None

    @property
    def title(self) -> str:
        return f"{_('Contact')}, {self.planned_on}"


class Survey(Part):
    """Her own view of her life, asked by somebody who does not help her. Answers and scores are sealed."""

    section = Section.FOLLOW_UP
    clear_because: ClassVar = {
        **Part.PART,
        "round": "code",
        "asked_on": "day",
        "mode": "code",
        "instrument": "which survey, and which version of it",
    }

    round = models.CharField(max_length=10, choices=Round)
    asked_on = models.DateField()
    mode = models.CharField(max_length=10, choices=Mode)
    instrument = models.CharField(max_length=40)
    language = Sealed()
    answers = Sealed()
    # {"economic": "0.635", …, "composite": "0.515", "unknown": 2}
    scores = Sealed()

    class Meta(Part.Meta):
        verbose_name = _("survey")
        ordering = ("asked_on", "noted_at", "id")

    @property
    def title(self) -> str:
        return str(self.get_round_display())

    @property
    def composite(self) -> Decimal:
        return Decimal(self.scores["composite"])
