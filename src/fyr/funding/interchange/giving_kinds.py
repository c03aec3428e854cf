"""Kinds of values in a 360Giving grant, and how a field is described."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    TEXT = "text"
    NUMBER = "number"
    # In the currency that stands beside it.
    AMOUNT = "amount"
    CURRENCY = "currency"
    # A day, or a moment with its time zone.
    DAY = "day"
    # As DAY, or only a year, or a year and a month.
    ROUGH_DAY = "rough day"
    MOMENT = "moment"
    ADDRESS = "address"
    YES_NO = "yes or no"
    COUNTRY = "country"
    REGRANT = "regrant"
    SCOPE = "scope"
    REASON = "reason"
    PURPOSES = "purposes"
    TEXTS = "texts"
    OBJECT = "object"


@dataclass(frozen=True)
class Field:
    """`key` in JSON, `title` in a heading; with `fields` it is an object, with `many` a list of them."""

    key: str
    title: str
    kind: Kind = Kind.TEXT
    required: bool = False
    many: bool = False
    fields: tuple["Field", ...] = ()


def group(key: str, title: str, *fields: Field, many: bool = True, required: bool = False) -> Field:
    return Field(key, title, Kind.OBJECT, required, many, fields)
