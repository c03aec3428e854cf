"""What is done for a child: the concern report, who speaks for the child, accompanying children, linked cases."""

import datetime
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.codes.children import (
    SUSPICION_TONES,
    UNDER_WAY,
    FollowUp,
    Inquiry,
    ProtectionFinding,
    Relation,
    SpeaksAs,
    Suspicion,
    Way,
)
from fyr.cases.models.case import PART, Case, CasePart
from fyr.vault.fields import Sealed

EDITED: dict[str, str] = {
    "version": "tells two editors of each other",
    "updated_at": "when it was last changed",
    "updated_by": "who is accountable",
}


class Edited(CasePart):
    """A part that two members may have open at the same time."""

    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class AccompanyingChild(Edited):
    """A child who is with her and has no case that this member may see."""

    clear_because: ClassVar = {**PART, **EDITED, "follow_up": "code: whether the child is looked after in this case"}

    follow_up = models.CharField(max_length=10, choices=FollowUp, default=FollowUp.HERE)
    alias = Sealed()
    child_age = Sealed()
    whereabouts = Sealed()

    class Meta:
        ordering = ("updated_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(follow_up__in=FollowUp.values), name="cases_known_follow_up"),
        )

    def __str__(self) -> str:
        return str(self.alias or "")


class ConcernReport(Edited):
    """A report to the social welfare board, made once, and what the board then did.

    `child` is the accompanying child whom it concerns; empty where it concerns the person of the case.
    """

    clear_because: ClassVar = {
        **PART,
        **EDITED,
        "child": "whom of the case it concerns",
        "way": "code: how it was made",
        "reported_at": "deadlines count from it",
        "protection_found": "code: what the board found first",
        "protection_on": "deadline",
        "inquiry": "code: what the board decided",
        "decided_on": "deadline",
        "finished_on": "deadline",
    }

    child = models.ForeignKey(AccompanyingChild, models.RESTRICT, null=True, related_name="reports")
    way = models.CharField(max_length=10, choices=Way)
    reported_at = models.DateTimeField()
    protection_found = models.CharField(max_length=20, choices=ProtectionFinding, blank=True)
    protection_on = models.DateField(null=True)
    inquiry = models.CharField(max_length=20, choices=Inquiry, blank=True)
    decided_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)
    board = Sealed()
    reporter = Sealed()
    content = Sealed()
    protection_note = Sealed()
    decision_note = Sealed()
    finding_note = Sealed()

    class Meta:
        ordering = ("-reported_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(board__isnull=False), name="cases_concern_to_a_board"),
            models.CheckConstraint(
                condition=Q(protection_found="", protection_on__isnull=True)
                | (Q(protection_on__isnull=False) & ~Q(protection_found="")),
                name="cases_protection_found_on",
            ),
            models.CheckConstraint(
                condition=Q(inquiry="", decided_on__isnull=True) | (Q(decided_on__isnull=False) & ~Q(inquiry="")),
                name="cases_inquiry_decided_on",
            ),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True)
                | Q(inquiry__in=[one.value for one in UNDER_WAY], finished_on__gte=F("decided_on")),
                name="cases_inquiry_finished_after",
            ),
        )

    @property
    def reported_on(self) -> datetime.date:
        return timezone.localdate(self.reported_at)

    @property
    def notes(self) -> list[str]:
        """What was told with each answer of the board."""
        return [one for one in (self.protection_note, self.decision_note, self.finding_note) if one]

    @property
    def can_finish(self) -> bool:
        return self.inquiry in UNDER_WAY


class Spokesperson(Edited):
    """Somebody who speaks for the child by law, and whether she or he is free of suspicion."""

    clear_because: ClassVar = {
        **PART,
        **EDITED,
        "child": "for whom of the case",
        "speaks_as": "code",
        "suspicion": "code: a danger that has to be seen without a key",
        "since": "when it began",
        "until": "when it ended",
    }

    child = models.ForeignKey(AccompanyingChild, models.RESTRICT, null=True, related_name="spokespersons")
    speaks_as = models.CharField(max_length=20, choices=SpeaksAs)
    suspicion = models.CharField(max_length=10, choices=Suspicion, default=Suspicion.NOT_KNOWN)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    name = Sealed()
    contact = Sealed()
    grounds = Sealed()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(suspicion__in=Suspicion.values), name="cases_known_suspicion"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="cases_speaks_days_in_order",
            ),
        )

    @property
    def speaks_now(self) -> bool:
        today = timezone.localdate()
        return (self.since is None or self.since <= today) and (self.until is None or self.until >= today)

    @property
    def tone(self) -> str:
        return SUSPICION_TONES[Suspicion(self.suspicion)]


class CaseLink(models.Model):
    """Two cases of one family: `other` is the `relation` of `one`. Only who may see both is told of it.

    Belongs to no case: it is on no paper and in no timeline, where who may see one of the two would read of the other.
    """

    clear_because: ClassVar = {
        "id": "random id",
        "one": "the case whose id is the lower",
        "other": "the case whose id is the higher",
        "relation": "code",
        "child": "the accompanying child for whom the case was opened",
        "made_at": "when",
        "made_by": "who is accountable",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    one = models.ForeignKey(Case, models.CASCADE, related_name="+")
    other = models.ForeignKey(Case, models.CASCADE, related_name="+")
    relation = models.CharField(max_length=10, choices=Relation)
    child = models.ForeignKey(AccompanyingChild, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            # In one order, so that a pair stands once and no case is linked to itself.
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="cases_link_in_order"),
            models.UniqueConstraint(fields=["one", "other"], name="cases_linked_once"),
            models.CheckConstraint(condition=Q(relation__in=Relation.values), name="cases_known_relation"),
        )
