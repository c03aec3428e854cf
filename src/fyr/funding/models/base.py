"""What the tables of money have in common."""

import uuid
from typing import ClassVar

from django.db import models

from fyr.funding import money

ID = {"id": "random id"}
VERSIONED = {"version": "tells two editors of each other"}


class Kept(models.Model):
    """A row with a random id."""

    clear_because: ClassVar[dict[str, str]] = ID
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


FOREIGN = {
    "foreign_amount": "amount in the currency it was paid in",
    "foreign_currency": "code",
    "rate": "of the exchange",
    "rate_source": "who published the rate, and for which day",
}


class Foreign(models.Model):
    """An amount that was agreed or paid in another currency, with the rate and where it stands: all of it, or nothing."""

    foreign_amount = models.BigIntegerField(null=True, blank=True)
    foreign_currency = models.CharField(max_length=3, blank=True, default="")
    rate = models.DecimalField(max_digits=18, decimal_places=9, null=True, blank=True)
    rate_source = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def foreign(self) -> str:
        """The amount in the other currency with its rate; empty where there is none."""
        if self.foreign_amount is None:
            return ""
        rate = f"{self.rate.normalize():f}" if self.rate is not None else ""
        return f"{money.shown(self.foreign_amount, self.foreign_currency)} ({rate}, {self.rate_source})"


def whole_or_nothing(table: str) -> models.CheckConstraint:
    """The four fields of a foreign amount go together."""
    none = models.Q(foreign_amount__isnull=True, rate__isnull=True, foreign_currency="", rate_source="")
    some = models.Q(foreign_amount__gt=0, rate__gt=0) & ~models.Q(foreign_currency="") & ~models.Q(rate_source="")
    return models.CheckConstraint(condition=none | some, name=f"funding_{table}_foreign_whole")


def two_people(table: str, name: str, one: str, other: str) -> models.CheckConstraint:
    """Four eyes: the database takes no row in which both are the same person."""
    both_or_other = (
        models.Q(**{f"{other}__isnull": True})
        | models.Q(**{f"{one}__isnull": True})
        | ~models.Q(**{other: models.F(one)})
    )
    return models.CheckConstraint(condition=both_or_other, name=f"funding_{table}_{name}_by_two")
