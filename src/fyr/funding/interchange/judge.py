"""Whether a grant is one of 360Giving 1.4.3, field by field."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from fyr.access.errors import Refused
from fyr.funding import money
from fyr.funding.interchange.checks import CHECKS, IS_PURPOSE, PURPOSE
from fyr.funding.interchange.giving_fields import GRANT
from fyr.funding.interchange.giving_kinds import Field, Kind
from fyr.funding.interchange.numbers import as_decimal
from fyr.funding.interchange.plain import Path, Said


def judged(record: dict[str, Any], fields: Sequence[Field] = GRANT, path: Path = ()) -> Iterator[Said]:
    """What is wrong, as (path, value, what to do). Fields that say nothing (null) are taken out of the record."""
    for field in fields:
        here = (*path, field.key)
        value = record.get(field.key)
        if value is None:
            record.pop(field.key, None)
        if field.required and (value in (None, [], {}) or (isinstance(value, str) and not value.strip())):
            yield here, "", _("This is missing. Every grant needs it.") if not path else _("This is missing here.")
        elif value is None:
            continue
        elif field.kind is Kind.OBJECT:
            yield from _objects(field, value, here)
        else:
            yield from ((here, value, told) for told in _value(field, value, record))


def _objects(field: Field, value: object, path: Path) -> Iterator[Said]:
    if not field.many:
        if isinstance(value, dict):
            yield from judged(value, field.fields, path)
        else:
            yield path, value, _("Write an object here, with names and values.")
    elif not isinstance(value, list):
        yield path, "", _("Write a list here, also of a single one.")
    else:
        for at, one in enumerate(value):
            if isinstance(one, dict):
                yield from judged(one, field.fields, (*path, at))
            else:
                yield (*path, at), one, _("Write an object here, with names and values.")


def _value(field: Field, value: Any, record: dict[str, Any]) -> Iterator[str]:
    if field.kind in (Kind.NUMBER, Kind.AMOUNT):
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield _(
                "Write a number in digits, without spaces and with a point before decimals, such as 150000 or 1500.50."
            )
        elif field.kind is Kind.AMOUNT:
            yield from _amount(value, record.get("currency"))
    elif field.kind in (Kind.TEXTS, Kind.PURPOSES):
        yield from _texts(field, value)
    elif not isinstance(value, str):
        yield _("Write this as text.")
    elif (check := CHECKS.get(field.kind)) and not check[0](value):
        yield str(check[1])


def _amount(value: int | float, currency: object) -> Iterator[str]:
    if not isinstance(currency, str) or not money.CURRENCY.fullmatch(currency):
        return
    try:
        money.minor(as_decimal(value), currency)
    except Refused as error:
        yield str(error.text)


def _texts(field: Field, value: object) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        yield _("Write a list of texts here.")
    elif field.kind is Kind.PURPOSES and not all(IS_PURPOSE(one) for one in value):
        yield str(PURPOSE)
