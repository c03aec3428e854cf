"""Elements that an IATI activity is built of. Each is added to its parent and given back."""

import datetime
import re
from typing import Any, TypeAlias

from lxml import etree

from fyr.funding import money
from fyr.funding.interchange.iati_codes import ORGANISATION_TYPE
from fyr.funding.interchange.plain import HIDDEN

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Not wanted in an identifier (IATI ruleset 1.3.13).
UNWANTED = re.compile(r"[/&|?\s]+")
Element: TypeAlias = etree._Element


def add(parent: Element, tag: str, **attributes: str) -> Element:
    """Names of attributes are written with _ for -. Empty ones are left out."""
    return etree.SubElement(parent, tag, {key.replace("_", "-"): value for key, value in attributes.items() if value})


def first_of(*words: object) -> str:
    """The first that says anything, without what XML cannot hold; empty for none."""
    return next((told for one in words if (told := HIDDEN.sub("", str(one or "")).strip())), "")


def narrate(parent: Element, text: object, language: str) -> None:
    if told := first_of(text):
        etree.SubElement(parent, "narrative", {LANG: language}).text = told


def text(parent: Element, tag: str, words: object, language: str, **attributes: str) -> None:
    """An element of words, unless there are none."""
    if first_of(words):
        narrate(add(parent, tag, **attributes), words, language)


def dated(parent: Element, tag: str, day: datetime.date, **attributes: str) -> None:
    add(parent, tag, iso_date=day.isoformat(), **attributes)


def valued(parent: Element, amount: int, currency: str, day: datetime.date) -> None:
    """`amount` in the smallest unit of its currency."""
    made = add(parent, "value", currency=currency, value_date=day.isoformat())
    made.text = f"{money.decimal(amount, currency):f}"


def organisation(parent: Element, tag: str, party: dict[str, Any], language: str, **attributes: str) -> None:
    """A party is {"name", "identifier", "kind"}. One of which nothing is known is left out."""
    name, identifier = str(party.get("name") or ""), str(party.get("identifier") or "")
    if name or identifier:
        kind = ORGANISATION_TYPE.get(str(party.get("kind") or ""), "")
        narrate(add(parent, tag, ref=identifier, type=kind, **attributes), name, language)


def identifier(reporter: str, own: str) -> str:
    return f"{reporter}-{UNWANTED.sub('-', HIDDEN.sub('', own.strip()))}"


def day(told: object) -> datetime.date | None:
    """Of an ISO date or date-time, as far as it is one."""
    if isinstance(told, datetime.date):
        return told
    try:
        return datetime.date.fromisoformat(str(told)[:10])
    except ValueError:
        return None
