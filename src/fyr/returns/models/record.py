"""One person's return: its clear columns, each with the reason why it is clear, and what its state means."""

import datetime
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Organisation, Unit
from fyr.cases.models import Case
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.states import OPERATED, Ground, Outcome, Side, State
from fyr.returns.models.programme import Programme
from fyr.vault.box import Box
from fyr.vault.fields import Sealed


class Return(models.Model):
    """Open it through fyr.returns.access, which attaches box, may, sides and sections.

    It has a key of its own: until she is referred it is kept by the unit that leads the case, from then on by the operator of
    the programme, for whom it is its own record. Erasing the case leaves it, and the other way about.
    """

    clear_because: ClassVar = {
        "id": "random id, used in addresses",
        "ref": "random reference that tells neither order nor volume",
        "programme": "whose rules hold",
        "case": "the case it began in; empty once that is erased",
        "refers": "the unit that leads the case: it sees the record",
        "runs": "the unit that runs it: it sees the record",
        "officer": "whose matter it is at the operator",
        "state": "code: what can be done next",
        "ground": "code for statistics",
        "child": "whether the rules for children hold",
        "danger": "what is most urgent on My day",
        "protected": "lets in the officer alone at the operator",
        "opened_at": "order and statistics",
        "opened_by": "who is accountable",
        "updated_at": "order of the list",
        "referred_on": "day, for statistics",
        "agreed_on": "day, for statistics",
        "departed_on": "day, for the rounds of contacts and surveys",
        "arrived_on": "day, for the rounds of contacts and surveys",
        "closed_on": "day, for statistics and retention",
        "outcome": "code for statistics",
        "counts_from": "from when on what was told, asked and assessed counts",
        "round": "counts the times she was referred: each has its own two decisions",
        "version": "tells two editors of each other",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=20, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="+")
    refers = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    runs = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=State, default=State.INFORMING)
    ground = models.CharField(max_length=20, choices=Ground, blank=True, default="")
    child = models.BooleanField(default=False)
    danger = models.BooleanField(default=False)
    protected = models.BooleanField(default=False)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)
    referred_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    departed_on = models.DateField(null=True)
    arrived_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, default="")
    # Taken up again, everything begins anew: what was told and assessed before stays, and counts no more.
    counts_from = models.DateTimeField(null=True)
    round = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    alias = Sealed()
    name = Sealed()
    born = Sealed()
    sex = Sealed()
    citizenship = Sealed()
    language = Sealed()
    # Where to: the country as a code, the place in words.
    country = Sealed()
    place = Sealed()
    # How to reach her safely, there as here.
    reach_how = Sealed()
    reach_when = Sealed()
    reach_phone = Sealed()
    reach_avoid = Sealed()

    box: Box | None = None
    may: frozenset[str] = frozenset()
    sides: frozenset[Side] = frozenset()
    # Those of her sides on which she may act.
    acting: frozenset[Side] = frozenset()
    sections: frozenset[Section] = frozenset()
    reader: Member | None = None

    class Meta:
        verbose_name = _("return")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="returns_known_state"),
            models.CheckConstraint(
                condition=Q(state__in=[*OPERATED], runs__isnull=False, referred_on__isnull=False)
                | ~Q(state__in=[*OPERATED]),
                name="returns_operated_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_on__isnull=False) & ~Q(outcome="")
                | (~Q(state=State.CLOSED) & Q(closed_on__isnull=True, outcome="")),
                name="returns_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.TRAVELLING, State.ARRIVED])
                | Q(departed_on__isnull=False, agreed_on__isnull=False),
                name="returns_travels_after_both_said_yes",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=~Q(state=State.CLOSED), name="returns_one_open_of_a_case"
            ),
        )
        indexes = (
            models.Index(fields=["refers", "-updated_at", "-id"], name="returns_referred_list"),
            models.Index(fields=["runs", "-updated_at", "-id"], name="returns_run_list"),
        )

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """As colleagues call it: alias and reference, or the reference alone for whoever does not read who she is."""
        return " · ".join(part for part in (self.alias if self.reads(Section.PERSON) else "", self.ref) if part)

    @property
    def is_open(self) -> bool:
        return self.state != State.CLOSED

    @property
    def controller(self) -> Organisation:
        """Who answers for the record: from the referral on, the operator."""
        return (self.runs or self.refers).organisation

    @property
    def is_discreet(self) -> bool:
        """Whether it is read from abroad: then nothing tells why the person has travelled."""
        return not self.sides & {Side.REFERS, Side.RUNS}

    def counts(self, noted_at: datetime.datetime) -> bool:
        """Whether what was noted then counts: of a return that was taken up again, what was said and found since."""
        return self.counts_from is None or noted_at >= self.counts_from

    @property
    def shows_danger(self) -> bool:
        return self.danger and self.reads(Section.FOLLOW_UP)

    @property
    def shows_child(self) -> bool:
        return self.child and (self.reads(Section.CHILD) or self.reads(Section.PERSON))

    @property
    def shows_protected(self) -> bool:
        """For whoever decides with her; abroad nobody needs to know."""
        return self.protected and not self.is_discreet

    @property
    def shows_officer(self) -> bool:
        return not self.is_discreet

    def reads(self, section: Section | None) -> bool:
        """Whether whoever opened it reads this section."""
        return section is None or section in self.sections
