"""To whom something of a case may be shown, and which parts."""

from django.db import models

from fyr.access.models import Unit
from fyr.cases.codes.consent import Purpose, Share
from fyr.cases.models.part import CasePart

SHARED = {f"shows_{share.value}": "which part of the case may be shown; the door asks it" for share in Share}


class Receiver(CasePart):
    """To whom, why, and what of the case: a unit of this node, or somebody outside who is named in words."""

    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose)
    shows_help = models.BooleanField(default=True)
    shows_identity = models.BooleanField(default=False)
    shows_safety = models.BooleanField(default=False)
    shows_exploitation = models.BooleanField(default=False)
    shows_legal = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        abstract = True

    @property
    def shares(self) -> frozenset[Share]:
        return frozenset(share for share in Share if getattr(self, f"shows_{share.value}"))

    @property
    def shared(self) -> str:
        """What is shown, in words."""
        return "; ".join(str(share.label) for share in Share if share in self.shares)

    @property
    def given_to(self) -> str:
        return self.to_unit.name if self.to_unit else str(self.receiver or "")  # type: ignore[attr-defined]
