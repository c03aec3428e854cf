"""What any fact must bear: where it stands, and a day that has come."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.funding.codes.standing import Standing


def sourced(told: dict[str, Any]) -> None:
    """Raises Refused where something is said to be stated, and not where."""
    if told.get("standing") == Standing.STATED and not told.get("source"):
        raise Refused(_("Say where it stands, or mark it as presumed or as an example."), "source")


def not_ahead(on: datetime.date, field: str = "on") -> None:
    """Raises Refused for a day that has not come."""
    if on > timezone.localdate():
        raise Refused(_("The day has not come yet."), field)
