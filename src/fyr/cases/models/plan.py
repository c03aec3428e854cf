"""Needs, the services that meet them, and the tasks on the way."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.cases.codes import NEXT_SERVICE_STATES, NeedKind, NeedState, ServiceState, UnmetReason
from fyr.cases.models.case import PART, CasePart
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
    def tone(self) -> str:
        """How its state is coloured; the word stands beside it."""
        return NEED_TONES[NeedState(self.state)]


class Service(CasePart):
    """Something given to meet a need: by a unit of this node, or by someone named in words."""

    clear_because: ClassVar = {
        **PART,
        "need": "the need it meets",
        "provider_unit": "which unit gives it",
        "state": "code",
        "state_on": "date of the latest state",
        "made_at": "when",
    }

    need = models.ForeignKey(Need, models.CASCADE, related_name="services")
    provider_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=ServiceState, default=ServiceState.OFFERED)
    state_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    provider = Sealed()
    description = Sealed()

    class Meta:
        ordering = ("made_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=ServiceState.values), name="cases_known_service_state"),
        )

    def __str__(self) -> str:
        return f"{self.need}: {self.given_by}"

    @property
    def given_by(self) -> str:
        return self.provider_unit.name if self.provider_unit else str(self.provider or "")

    @property
    def next_states(self) -> list[ServiceState]:
        return [ServiceState(state) for state in NEXT_SERVICE_STATES[self.state]]


class ServiceStep(CasePart):
    """Offered, accepted, declined, started or ended: on which date, by whom."""

    clear_because: ClassVar = {
        **PART,
        "service": "the service",
        "state": "code",
        "on": "date",
        "noted_by": "who is accountable",
        "noted_at": "when",
    }

    service = models.ForeignKey(Service, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=ServiceState)
    on = models.DateField()
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    by_whom = Sealed()

    class Meta:
        ordering = ("on", "noted_at")


class Task(CasePart):
    clear_because: ClassVar = {
        **PART,
        "due_on": "deadline",
        "assignee": "whose task it is",
        "made_at": "when",
        "made_by": "who is accountable",
        "done_at": "when it was done",
        "done_by": "who did it",
    }

    due_on = models.DateField()
    assignee = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    title = Sealed()

    class Meta:
        ordering = ("due_on", "made_at")
        constraints = (
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="cases_task_done_paired",
            ),
        )
        indexes = (
            models.Index(fields=["assignee", "due_on"], name="cases_my_tasks", condition=Q(done_at__isnull=True)),
        )

    def __str__(self) -> str:
        return str(self.title)
