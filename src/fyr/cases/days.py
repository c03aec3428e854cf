"""Which days can be meant. A mistyped year is asked about before anything is counted from it."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.cases.errors import Refused

# Before that nothing that a case tells of happened, and not so long ago what is done in a case that runs.
FIRST_DAY = datetime.date(1990, 1, 1)
LATELY = datetime.timedelta(days=3653)


def happened(on: datetime.date | None, field: str = "on") -> None:
    """Raises Refused for a day that has not come, or lies so far back that the year is wrong. None is no day."""
    if on is not None and on > timezone.localdate():
        raise Refused(_("The date lies in the future. Note what has happened; plan ahead with a task."), field)
    since(on, field)


def happened_lately(on: datetime.date, field: str = "on") -> None:
    """The same for what is done while a case runs, and may start a deadline."""
    happened(on, field)
    if on < timezone.localdate() - LATELY:
        raise Refused(_("The date lies more than ten years back. Is the year right?"), field)


def since(on: datetime.date | None, field: str) -> None:
    """Raises Refused for a day so far back that the year is wrong; it may lie ahead."""
    if on is not None and on < FIRST_DAY:
        raise Refused(_("That is before %(year)s. Is the year right?") % {"year": FIRST_DAY.year}, field)


def in_sight(last_day: datetime.date | None, field: str) -> None:
    """Raises Refused for a last day so far ahead that the year is wrong."""
    if last_day is not None and last_day > timezone.localdate() + datetime.timedelta(days=5 * 366):
        raise Refused(_("That is more than five years ahead. Is the year right?"), field)
