"""What one value of a known kind must look like, and what to write where it does not."""

import datetime
import re
from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fyr.funding import money
from fyr.funding.interchange.giving_kinds import Kind

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
ROUGH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)


def is_day(text: str) -> bool:
    """A day of the calendar, or a moment on one with its time zone (RFC 3339)."""
    told = MOMENT.fullmatch(text)
    return _exists(told[1] if told else text)


def is_moment(text: str) -> bool:
    return MOMENT.fullmatch(text) is not None and is_day(text)


def _exists(text: str) -> bool:
    if not DAY.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda text: compiled.fullmatch(text) is not None


# Kinds whose value is one text. Code lists: 360Giving 1.4.3.
CHECKS: dict[Kind, tuple[Callable[[str], bool], Promise]] = {
    Kind.CURRENCY: (
        lambda text: money.CURRENCY.fullmatch(text) is not None,
        _("Write the currency as three capital letters of ISO 4217, such as SEK or EUR."),
    ),
    Kind.DAY: (is_day, _("Write the date as year-month-day, such as 2026-03-08, or with a time and its zone.")),
    Kind.ROUGH_DAY: (
        lambda text: is_day(text) or ROUGH.fullmatch(text) is not None,
        _("Write the date as 2026-03-08, or only as much of it as is known: 2026-03 or 2026."),
    ),
    Kind.MOMENT: (is_moment, _("Write the date with a time and its zone, such as 2026-03-08T12:00:00Z.")),
    Kind.ADDRESS: (
        lambda text: ADDRESS.fullmatch(text) is not None,
        _("Write the whole address of the page, beginning with https:// and without spaces."),
    ),
    Kind.YES_NO: (_matches("Yes|No"), _("Write Yes or No.")),
    Kind.COUNTRY: (_matches("[A-Z]{2}"), _("Write the country as two capital letters of ISO 3166, such as SE.")),
    Kind.REGRANT: (_matches("FRG0[1-7]0"), _("Write one of the codes of the list, FRG010 to FRG070.")),
    Kind.SCOPE: (
        _matches("GLS0([1-6]0|99)"),
        _("Write one of the codes of the list, GLS010 to GLS060, or GLS099 where it is not known."),
    ),
    Kind.REASON: (_matches(r"GTIR\d{3}"), _("Write one of the codes of the list, such as GTIR010.")),
}
IS_PURPOSE = _matches(r"GTIP\d{3}")
PURPOSE = _("Write one of the codes of the list, such as GTIP010.")
