"""Amounts: whole numbers in the smallest unit of a currency, read from what people write and shown as they read it."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language, gettext

from fyr.access.errors import Refused

# Digits after the decimal point (ISO 4217), where they are not two.
EXPONENTS = {
    "ISK": 0,
    "JPY": 0,
    "KRW": 0,
    "CLP": 0,
    "VND": 0,
    "XAF": 0,
    "XOF": 0,
    "BHD": 3,
    "KWD": 3,
    "TND": 3,
    "JOD": 3,
}
CURRENCY = re.compile(r"[A-Z]{3}")
# What a column of 64 bits holds, with room to add up.
LARGEST = 10**15
SIGNS = {"SEK": "kr"}
NARROW = "\N{NO-BREAK SPACE}"
SPACES = re.compile(r"[\s\u00a0\u2009\u202f']")
PLAIN = re.compile(r"(-?\d+)(?:[.,](\d{1,3}))?")
GROUPED = re.compile(r"-?\d{1,3}([.,]\d{3})+(?:[.,]\d{1,2})?")


def exponent(currency: str) -> int:
    return EXPONENTS.get(currency, 2)


def parse(text: str, currency: str) -> int:
    """Öre, cents or pence of what was written: "1 500 000", "1 500,50", "1500.5". Raises Refused, with what to write instead."""
    told = SPACES.sub("", text.strip().removesuffix("kr").removesuffix(currency).strip())
    found = PLAIN.fullmatch(told)
    digits = exponent(currency)
    if found is None or len(found[2] or "") > digits:
        if GROUPED.fullmatch(told):
            raise Refused(
                gettext("Write thousands with a space, or without: 1 500 000 or 1500000, and a decimal as 1500,50.")
            )
        raise Refused(gettext("Write the amount in digits, for example 1 500 000 or 1500,50."))
    return minor(Decimal(f"{found[1]}.{found[2] or 0}"), currency)


def minor(amount: Decimal, currency: str) -> int:
    """The amount in the smallest unit. Raises Refused for a part of it, or for more than Fyr can count."""
    scaled = amount.scaleb(exponent(currency))
    if scaled != scaled.to_integral_value():
        raise Refused(gettext("%(currency)s has no such small part.") % {"currency": currency})
    if abs(scaled) > LARGEST:
        raise Refused(gettext("The amount is larger than Fyr can count."))
    return int(scaled)


def decimal(amount: int, currency: str) -> Decimal:
    return Decimal(amount).scaleb(-exponent(currency))


def converted(amount: int, of: str, rate: Decimal, into: str) -> int:
    """`amount` in the smallest unit of `of`, at `rate` (`into` for one `of`), rounded half up to the smallest unit of `into`."""
    return int((decimal(amount, of) * rate).scaleb(exponent(into)).quantize(Decimal(1), ROUND_HALF_UP))


def shown(amount: int | None, currency: str) -> str:
    """For a page: 1 500 000 kr; what is not known says so."""
    if amount is None:
        return gettext("Not known")
    value = decimal(amount, currency)
    whole = value == value.to_integral_value()
    text = f"{value:,.{0 if whole else exponent(currency)}f}".replace(",", NARROW)
    if (get_language() or "sv").startswith("sv"):
        text = text.replace(".", ",")
    return f"{text}{NARROW}{SIGNS.get(currency, currency)}"


def written(amount: int | None, currency: str) -> str:
    """For a form: the same without the currency."""
    return "" if amount is None else shown(amount, currency).rsplit(NARROW, 1)[0]
