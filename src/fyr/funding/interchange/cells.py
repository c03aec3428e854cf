"""One value in a cell, and the way back."""

import datetime
from decimal import Decimal
from typing import Any

from fyr.funding.interchange.giving_kinds import Kind
from fyr.funding.interchange.guard import unguarded
from fyr.funding.interchange.numbers import from_text

SEPARATOR = ";"
NUMBERS = (Kind.NUMBER, Kind.AMOUNT)
LISTS = (Kind.TEXTS, Kind.PURPOSES)
MIDNIGHT = datetime.time()


def value_of(kind: Kind | None, cell: Any) -> Any:
    """What a cell that says something means. What does not fit its kind is handed on as text, to be judged."""
    if isinstance(cell, datetime.datetime):
        # A sheet knows no time zones; as other readers of the standard do, it is taken for UTC.
        plain = cell.time() == MIDNIGHT and kind is not Kind.MOMENT
        return cell.date().isoformat() if plain else f"{cell.isoformat(timespec='seconds')}+00:00"
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, float):
        cell = Decimal(repr(cell))
    if kind is None:
        return unguarded(cell) if isinstance(cell, str) else cell
    if kind in NUMBERS:
        return _number(cell)
    text = _text(cell)
    if kind in LISTS:
        return [part.strip() for part in text.split(SEPARATOR) if part.strip()]
    return text if kind is Kind.TEXT else text.strip()


def _number(cell: Any) -> Any:
    if isinstance(cell, str):
        found = from_text(cell)
        return cell if found is None else found
    return cell


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return unguarded(cell)
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    whole = isinstance(cell, Decimal) and cell == cell.to_integral_value()
    return f"{cell:.0f}" if whole else str(cell)
