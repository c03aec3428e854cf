"""Organisations that money passes through. Never a person."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fyr.access.models import Unit
from fyr.funding.codes.parties import PartyKind
from fyr.funding.models.base import ID, VERSIONED, Kept


class Party(Kept):
    """`protected` is a shelter or the like: outside the slice only its kind and county are ever shown."""

    clear_because: ClassVar = {
        **ID,
        **VERSIONED,
        "name": "name of an organisation, never of a person",
        "kind": "code",
        "list_code": "code of a list of organisations, from org-id.guide",
        "number": "public number of an organisation, never that of a person",
        "country": "code",
        "county": "where an organisation works",
        "website": "public address",
        "protected": "whether its name may be published",
        "unit": "the unit of this node that it is",
    }

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=PartyKind)
    list_code = models.CharField(max_length=10, blank=True, default="")
    number = models.CharField(max_length=40, blank=True, default="")
    country = models.CharField(max_length=2, default="SE")
    county = models.CharField(max_length=80, blank=True, default="")
    website = models.URLField(blank=True, default="")
    protected = models.BooleanField(default=False)
    unit = models.OneToOneField(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=PartyKind.values), name="funding_known_party"),
            models.CheckConstraint(
                condition=Q(list_code="", number="") | (~Q(list_code="") & ~Q(number="")),
                name="funding_party_number_in_a_list",
            ),
            models.UniqueConstraint(
                fields=["list_code", "number"], condition=~Q(number=""), name="funding_one_party_per_number"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def identifier(self) -> str:
        """As 360Giving and IATI write it: SE-ON-<number>. Empty where it is not known."""
        return f"{self.list_code}-{self.number}" if self.number else ""

    @property
    def public_name(self) -> str:
        """Of a protected one: its kind and county, and nothing that leads to it."""
        if not self.protected:
            return self.name
        return f"{self.get_kind_display()}, {self.county}" if self.county else str(self.get_kind_display())
