"""What is offered towards a need, and each step it took."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from fyr.access.models import Member, Unit
from fyr.cases.codes.services import NEXT_SERVICE_STATES, ServiceState
from fyr.cases.models.needs import Need
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed


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
        """Which unit gives it, or who was named in words. Whoever helps does not learn which other units do."""
        if self.provider_unit is None:
            return str(self.provider or "")
        case = self.case
        known = not case.through or case.led_by_hers or self.provider_unit_id in case.through
        return self.provider_unit.name if known else gettext("another unit")

    def in_words(self, field: str, language: str) -> str | None:
        return self.given_by if field == "provider_unit" and self.provider_unit else None

    @property
    def may_be_moved(self) -> bool:
        """Whoever helps: what her own unit gives, and what she offered herself."""
        if self.hers_to_change("plan.write", own=self.provider_unit_id in self.case.through):
            return True
        offered = ServiceStep.objects.filter(service=self, state=ServiceState.OFFERED, noted_by=self.case.read_by)
        return self.hers_to_change("plan.write", own=True) and offered.exists()

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
