"""Numbers of a file, kept exactly or not at all."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from fyr.funding.interchange.faults import Unreadable

WRITTEN = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)
MOST_DIGITS = 18


def exact(number: Decimal) -> int | float:
    """A number that JSON gives back as it was. Raises Unreadable where a database would round it."""
    if not number.is_finite() or number.adjusted() >= MOST_DIGITS:
        raise Unreadable(_("This number is larger than Fyr can count."))
    if number == number.to_integral_value():
        return int(number)
    near = float(number)
    if Decimal(repr(near)) != number:
        raise Unreadable(_("This number has more digits than Fyr can keep exactly. Round it."))
    return near


def from_text(text: str) -> Decimal | None:
    """None for what is no number: 12x, 1 000, 12,50."""
    told = text.strip()
    return Decimal(told) if WRITTEN.fullmatch(told) else None


def as_decimal(value: int | float) -> Decimal:
    """What the number says when it is written, which is not what its bits say."""
    return Decimal(repr(value))
