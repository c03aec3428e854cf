"""What she agreed to, one thing at a time."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.returns.codes.agreements import Asked, Basis, Receives, Section
from fyr.returns.models.base import Part
from fyr.vault.fields import Sealed


class Agreements(models.QuerySet["Agreement"]):
    def live(self, on: datetime.date | None = None) -> "Agreements":
        """Those that hold on this day (today, local, unless told): the same as the function of the row policies."""
        day = on or timezone.localdate()
        return self.filter(yes=True, withdrawn_at__isnull=True, since__lte=day, until__gte=day)


class Agreement(Part):
    """A yes or a no to one thing. A yes to show parts of the record opens them to one unit, and to nobody else."""

    clear_because: ClassVar = {
        **Part.PART,
        "asked": "code: what she was asked",
        "yes": "whether she agreed",
        "since": "from when it holds",
        "until": "last day on which it holds",
        "to_unit": "which unit sees the parts",
        "receives": "code: mission or partner",
        "shown": "codes of the parts that it sees",
        "basis": "code: on which ground data goes to that country",
        "withdrawn_at": "from when it does not hold any more",
        "withdrawn_by": "who noted the withdrawal",
    }

    asked = models.CharField(max_length=20, choices=Asked)
    yes = models.BooleanField()
    since = models.DateField()
    until = models.DateField()
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    receives = models.CharField(max_length=10, choices=Receives, blank=True, default="")
    shown = models.JSONField(default=list)
    basis = models.CharField(max_length=20, choices=Basis, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    # The country of the unit, as a code: of a record it tells where she goes.
    to_country = Sealed()
    basis_source = Sealed()
    words = Sealed()

    objects = Agreements.as_manager()

    class Meta(Part.Meta):
        verbose_name = _("agreement")
        constraints = (
            models.CheckConstraint(
                condition=~Q(asked=Asked.SHARE) | (Q(to_unit__isnull=False) & ~Q(receives="") & ~Q(basis="")),
                name="returns_shown_to_whom_on_which_ground",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="returns_agreed_days_in_order"),
        )
        indexes = (models.Index(fields=["to_unit", "of"], name="returns_shown_to"),)

    @property
    def holds(self) -> bool:
        return self.yes and self.withdrawn_at is None and self.since <= timezone.localdate() <= self.until

    @property
    def title(self) -> str:
        """What it is about: of parts that are shown, to whom."""
        return f"{self.get_asked_display()}: {self.to_unit}" if self.to_unit else str(self.get_asked_display())

    @property
    def parts(self) -> list[str]:
        return [str(Section(one).label) for one in self.shown]
