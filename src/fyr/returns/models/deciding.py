"""The two decisions, what is assessed before and after, and what protects a child."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.assessing import Assessed, Found, Level, Moment, Safeguard, Way
from fyr.returns.codes.states import Side
from fyr.returns.models.base import Part
from fyr.vault.fields import Sealed


class Verdict(Part):
    """One side's decision on the referral; neither side decides for the other, and no person for both."""

    clear_because: ClassVar = {
        **Part.PART,
        "side": "code: which side",
        "yes": "whether it agrees",
        "round": "counts the times she was referred",
    }

    side = models.CharField(max_length=10, choices=Side)
    yes = models.BooleanField()
    round = models.PositiveIntegerField(default=1)
    reasons = Sealed()
    # Of a no: what would change it.
    would_change = Sealed()

    class Meta(Part.Meta):
        verbose_name = _("decision")
        constraints = (
            models.UniqueConstraint(fields=["of", "round", "side"], name="returns_one_decision_of_a_side"),
            models.UniqueConstraint(fields=["of", "round", "noted_by"], name="returns_nobody_decides_for_both"),
            models.CheckConstraint(condition=Q(side__in=[Side.REFERS, Side.RUNS]), name="returns_two_sides_decide"),
        )


def section_of(what: str) -> Section:
    """In which section what was assessed is read."""
    return {Assessed.RISK: Section.SAFETY, Assessed.HEALTH: Section.HEALTH}.get(Assessed(what), Section.PLAN)


class Assessment(Part):
    """What was found, when. High risk stops the journey until both sides have accepted the newest one, with its measures."""

    clear_because: ClassVar = {
        **Part.PART,
        "what": "code: what was assessed",
        "moment": "code: when on the way",
        "level": "code: whether she may travel",
        "accepted_refers": "who accepted it for the unit that leads the case",
        "accepted_runs": "who accepted it for the operator",
        "refused": "whether a side has said that it does not accept it",
        "her_choice": "whether she knows the risk and still chooses to go",
    }

    what = models.CharField(max_length=10, choices=Assessed)
    moment = models.CharField(max_length=10, choices=Moment)
    level = models.CharField(max_length=10, choices=Level)
    accepted_refers = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    accepted_runs = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    # Then nobody accepts this one any more: something new must be found.
    refused = models.BooleanField(default=False)
    her_choice = models.BooleanField(default=False)
    found = Sealed()
    measures = Sealed()

    class Meta(Part.Meta):
        verbose_name = _("assessment")
        constraints = (
            models.CheckConstraint(
                condition=Q(accepted_refers__isnull=True)
                | Q(accepted_runs__isnull=True)
                | ~Q(accepted_refers=models.F("accepted_runs")),
                name="returns_risk_accepted_by_two",
            ),
        )

    @property
    def section(self) -> Section:  # type: ignore[override]
        """Risk and health are read by themselves; needs, skills and family are what the plan is made of."""
        return section_of(self.what)

    @property
    def accepted(self) -> bool:
        return (
            not self.refused
            and self.her_choice
            and self.accepted_refers_id is not None
            and self.accepted_runs_id is not None
        )

    @property
    def title(self) -> str:
        return f"{self.get_what_display()}, {self.get_moment_display()}"


class ChildSafeguard(Part):
    """One thing that a child's return rests on; the newest of a kind counts."""

    section = Section.CHILD
    clear_because: ClassVar = {
        **Part.PART,
        "kind": "code: what it is",
        "found": "code: whether the child may travel",
        "found_on": "day",
        "way": "code: how the other side confirmed",
    }

    kind = models.CharField(max_length=20, choices=Safeguard)
    found = models.CharField(max_length=20, choices=Found)
    found_on = models.DateField()
    way = models.CharField(max_length=10, choices=Way, blank=True, default="")
    authority = Sealed()
    verifier = Sealed()
    note = Sealed()

    class Meta(Part.Meta):
        verbose_name = _("what protects the child")

    @property
    def title(self) -> str:
        return str(self.get_kind_display())
