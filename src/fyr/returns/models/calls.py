"""The calls that are made when a journey does not take place."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.travel import Called
from fyr.returns.models.base import Part
from fyr.vault.fields import Sealed


class Call(Part):
    """Somebody who must know that she has withdrawn; ticked once they have confirmed."""

    section = Section.JOURNEY
    clear_because: ClassVar = {
        **Part.PART,
        "who": "code: whom to call",
        "confirmed_at": "when they confirmed",
        "confirmed_by": "who is accountable",
    }

    who = models.CharField(max_length=20, choices=Called)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    reach = Sealed()
    answer = Sealed()

    class Meta(Part.Meta):
        verbose_name = _("call")
        ordering = ("noted_at", "who")
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="returns_confirmed_by_whom",
            ),
        )

    @property
    def title(self) -> str:
        return str(self.get_who_display())
