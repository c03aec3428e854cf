"""A case: its clear columns, each with the reason why it is clear, and what its state means."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.cases.codes.case import Age, Concern, ContactCame, Kind, Outcome
from fyr.cases.codes.consent import Protection
from fyr.cases.codes.contact import Interpreter
from fyr.vault.box import Box
from fyr.vault.fields import Sealed


class Case(models.Model):
    """One person's matter, led by one unit. Open it through fyr.cases.access, which attaches box and may."""

    clear_because: ClassVar = {
        "id": "random id, used in addresses",
        "ref": "random reference that tells neither order nor volume",
        "unit": "decides who sees the case",
        "kind": "case or anonymous consultation",
        "opened_at": "needed for deadlines and statistics",
        "opened_by": "who is accountable",
        "responsible": "whose case it is; empty while nobody is",
        "merged_into": "the case that holds what this one held",
        "updated_at": "order of the list",
        "closed_at": "whether the case runs",
        "closed_by": "who closed it",
        "outcome": "code for statistics",
        "contact_came": "code for statistics",
        "age": "child or adult decides what must happen and how soon",
        "concern_reported_at": "whether the duty to report concern for a child was done, and when",
        "interpreter": "code: what must be ordered before a meeting",
        "danger": "what is most urgent on My day",
        "protection": "code: lets in named members only, and keeps the case out of every export",
        "imported": "whether somebody of this node opened it",
        "version": "tells two editors of each other",
        **{f"concerns_{concern.value}": "code for the list and statistics" for concern in Concern},
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ref = models.CharField(max_length=20, unique=True)
    # Empty only while an import is being staged: nobody can see the row yet.
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CASE)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    responsible = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    contact_came = models.CharField(max_length=20, choices=ContactCame, blank=True)
    age = models.CharField(max_length=20, choices=Age, default=Age.NOT_KNOWN)
    # When concern for the person of the case was first reported to a social welfare board.
    concern_reported_at = models.DateTimeField(null=True)
    interpreter = models.CharField(max_length=20, choices=Interpreter, default=Interpreter.NOT_ASKED)
    danger = models.BooleanField(default=False)
    protection = models.CharField(max_length=20, choices=Protection, default=Protection.NONE)
    concerns_trafficking = models.BooleanField(default=False)
    concerns_exploitation = models.BooleanField(default=False)
    concerns_prostitution = models.BooleanField(default=False)
    concerns_child_sexual = models.BooleanField(default=False)
    imported = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    alias = Sealed()
    language = Sealed()
    interpreter_avoid = Sealed()
    circumstances = Sealed()
    closing_note = Sealed()

    box: Box | None = None
    may: frozenset[str] = frozenset()
    # The units through which the acting member came in, what she may do through those of the organisation that leads the
    # case, and who she is.
    through: frozenset[uuid.UUID] = frozenset()
    may_inside: frozenset[str] = frozenset()
    reader: Member | None = None

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                name="cases_closed_with_outcome",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="cases_known_kind"),
            models.CheckConstraint(condition=Q(age__in=Age.values), name="cases_known_age"),
            models.CheckConstraint(condition=Q(protection__in=Protection.values), name="cases_known_protection"),
        )
        indexes = (
            models.Index(fields=["unit", "-updated_at", "-id"], name="cases_list"),
            models.Index(fields=["unit", "-updated_at", "-id"], name="cases_open", condition=Q(closed_at__isnull=True)),
            models.Index(
                fields=["unit", "responsible", "-updated_at", "-id"],
                name="cases_hers",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["unit"], name="cases_nobodys", condition=Q(closed_at__isnull=True, responsible__isnull=True)
            ),
            models.Index(
                fields=["unit", "-updated_at", "-id"],
                name="cases_danger",
                condition=Q(closed_at__isnull=True, danger=True),
            ),
        )

    @property
    def called(self) -> str:
        """As colleagues call it: alias and reference, or what of the two it has."""
        return " · ".join(part for part in (self.alias, self.ref) if part)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def read_by(self) -> uuid.UUID | None:
        return self.reader.pk if self.reader else None

    @property
    def led_by_hers(self) -> bool:
        """Whether she comes from the unit that leads the case, to which all who help are known."""
        return self.unit_id in self.through

    @property
    def is_consultation(self) -> bool:
        return self.kind == Kind.CONSULTATION

    @property
    def treated_as_child(self) -> bool:
        return self.age in (Age.CHILD, Age.DOUBTFUL)

    @property
    def protected_identity(self) -> bool:
        """Then only members who are named see the case, the unit that leads it included."""
        return self.protection != Protection.NONE

    @property
    def concerns(self) -> list[Concern]:
        return [concern for concern in Concern if getattr(self, f"concerns_{concern.value}")]
