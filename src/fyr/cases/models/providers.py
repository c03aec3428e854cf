"""Who gives support: a directory of organisations, which holds no person and no address of a shelter."""

import datetime
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.regions import name_of
from fyr.cases.codes.needs import NeedKind
from fyr.cases.codes.support import ProviderKind, Whom

# What nobody has confirmed for so long may not hold any more.
STALE = datetime.timedelta(days=30)


class Provider(models.Model):
    clear_because: ClassVar = {
        "id": "random id",
        "name": "public name of an organisation",
        "kind": "code",
        "unit": "the unit of this node that it is",
        "region": "code of a region",
        "needs": "codes of the needs it meets",
        "whom": "codes of whom it takes",
        "languages": "languages of an organisation",
        "places": "how many it has room for",
        "free": "how many of these are free",
        "confirmed_on": "when that was last said to hold",
        "confirmed_by": "who is accountable",
        "phone": "for professionals, of an organisation",
        "email": "for professionals, of an organisation",
        "hours": "when an organisation answers",
        "notes": "about an organisation; the form says to write of no person and no address",
        "active": "whether it is still there",
        "version": "tells two editors of each other",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=ProviderKind)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    region = models.CharField(max_length=20, blank=True)
    needs = models.JSONField(default=list)
    whom = models.JSONField(default=list)
    languages = models.CharField(max_length=300, blank=True)
    # None is not known, which is not 0.
    places = models.PositiveIntegerField(null=True)
    free = models.PositiveIntegerField(null=True)
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    phone = models.CharField(max_length=50, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=200, blank=True)
    notes = models.CharField(max_length=2000, blank=True)
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(free__isnull=True) | Q(places__isnull=True) | Q(free__lte=F("places")),
                name="cases_no_more_free_than_places",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                name="cases_places_confirmed_paired",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def in_region(self) -> str:
        return name_of(self.region) if self.region else str(_("The whole country, or not stated"))

    @property
    def need_names(self) -> list[str]:
        return [str(NeedKind(code).label) for code in self.needs if code in NeedKind.values]

    @property
    def whom_names(self) -> list[str]:
        return [str(Whom(code).label) for code in self.whom if code in Whom.values]

    @property
    def is_stale(self) -> bool:
        """Whether its places were never confirmed, or too long ago to rely on."""
        return self.confirmed_on is None or timezone.localdate() - self.confirmed_on > STALE
