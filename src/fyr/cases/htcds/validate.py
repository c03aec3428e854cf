"""What a file of HTCDS persons must look like, said so that the sender can mend it."""

import datetime
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache, partial
from itertools import islice

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fyr.cases.htcds.catalogue import (
    DEPRECATED,
    FIELDS,
    MORE,
    REPEATED,
    SOURCE_REFERENCE,
    Field,
    Kind,
    countries,
    languages,
)
from fyr.cases.htcds.formats import UnreadableFile, format_for
from fyr.vault import blind

LIMITS = {Kind.TEXT: 1_000, Kind.LOOKUP: 1_000, Kind.LONG_TEXT: 100_000}
REFERENCE_LIMIT = 200
HIGHEST_NUMBER = 150
# The longest picklist to choose several from has 16 codes, and nobody has twenty citizenships.
MOST_PERSONS = 50_000
# Whoever gets as many has made one mistake everywhere; the rest of the file is not looked at.
MOST_FAULTS = 10_000
MOST_VALUES = 20
MOST_REPEATED = 100
SHOWN = 40
BIRTHDATE = "prs_Birthdate"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PHONE = re.compile(r"\+?[1-9]\d{1,14}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rejection:
    """One thing to mend. `row` counts persons from 1; 0 is the file as a whole, and `field` is then empty.

    In a spreadsheet `row` is the row that the program shows, and `sheet` and `cell` say where to look.
    """

    row: int
    field: str
    value: str
    expectation: str
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in a spreadsheet."""

    sheet: str
    cell: str
    row: int
    field: str


class Misplaced(Exception):
    """The headings of a spreadsheet cannot be trusted, so none of its rows is looked at."""

    def __init__(self, rejections: list[Rejection]) -> None:
        super().__init__(len(rejections))
        self.rejections = rejections


class Line(dict[str, object]):
    """A person who stands in a spreadsheet: her row, where each value is, and what could not be read as a value."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.places: dict[str, Place] = {}
        self.faults: list[Rejection] = []


@dataclass(frozen=True, slots=True)
class Result:
    """The faultless persons in file order, and everything wrong with the others. `rows` says where each person stands."""

    persons: list[dict[str, object]] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


def check_file(name: str, data: bytes) -> Result:
    """Read and check a file; its name decides the format. Never raises for what is in the file."""
    try:
        rows = format_for(name).read(data)
    except UnreadableFile as error:
        return Result(rejections=[Rejection(0, "", "", str(error))])
    except Misplaced as error:
        return Result(rejections=error.rejections)
    return check(rows)


def check(rows: object) -> Result:
    """Check parsed rows: an array with one object per person. Values are judged, never changed."""
    if not isinstance(rows, list):
        told = _("The file must hold an array of persons: put square brackets around them, even around a single one.")
        return Result(rejections=[Rejection(0, "", shown(rows), told)])
    if len(rows) > MOST_PERSONS:
        told = _("The file has more than %(limit)d persons. Divide it and import the parts one after the other.")
        return Result(rejections=[Rejection(0, "", "", told % {"limit": MOST_PERSONS})])
    result = Result()
    references: dict[str, int] = {}
    for position, row in enumerate(rows, start=1):
        if len(result.rejections) >= MOST_FAULTS:
            told = _("There is more: the file was looked at only so far. Put right what stands above, and try again.")
            result.rejections.append(Rejection(0, "", "", told))
            break
        number = getattr(row, "number", position)
        if not isinstance(row, dict):
            told = _("Write one object in curly brackets per person, with HTCDS field names as keys.")
            result.rejections.append(Rejection(number, "", shown(row), told))
            continue
        faults = [*getattr(row, "faults", ()), *_row_faults(row, number, references)]
        if faults:
            result.rejections.extend(_located(one, getattr(row, "places", {})) for one in faults)
        else:
            result.persons.append(dict(row))
            result.rows.append(number)
    return result


def _row_faults(row: dict[str, object], number: int, references: dict[str, int]) -> list[Rejection]:
    faults = []
    for key in getattr(row, "repeated", ()):
        told = _("The same object names this field more than once: keep one of them.")
        faults.append(Rejection(number, _printable(key), shown(row[key]), told))
    for key, value in islice(row.items(), MOST_FAULTS):
        if key == MORE:
            faults += _more_faults(value, number)
            continue
        wrong = _entry_fault(key, value, number, references)
        if wrong:
            faults.append(Rejection(number, _printable(key), shown(value), wrong))
    return faults


def _located(one: Rejection, places: dict[str, Place]) -> Rejection:
    place = places.get(one.field)
    if place is None or one.cell:
        return one
    return replace(one, row=place.row, field=place.field, sheet=place.sheet, cell=place.cell)


def _more_faults(value: object, number: int) -> list[Rejection]:
    """What a case has several of: {section: [fields, ...]}, without the first, which stands in the person itself."""
    if not isinstance(value, dict) or not value:
        told = _("Write an object that names at least one of these: %(names)s.") % {"names": ", ".join(REPEATED)}
        return [Rejection(number, MORE, shown(value), told)]
    twice = _("The same object names this field more than once: keep one of them.")
    faults = [
        Rejection(number, f"{MORE}.{_printable(key)}", shown(value[key]), twice)
        for key in getattr(value, "repeated", ())
    ]
    for section, several in value.items():
        at = f"{MORE}.{_printable(str(section))}"
        if section not in REPEATED:
            told = _("A case cannot have several of this. These can be repeated: %(names)s.")
            faults.append(Rejection(number, at, shown(several), told % {"names": ", ".join(REPEATED)}))
        elif not isinstance(several, list) or not 0 < len(several) <= MOST_REPEATED:
            told = _("Write an array of 1 to %(limit)d objects.") % {"limit": MOST_REPEATED}
            faults.append(Rejection(number, at, shown(several), told))
        else:
            for count, one in enumerate(several, start=2):
                faults += _further_faults(section, one, number, f"{at}.{count}")
    return faults


def _further_faults(section: str, one: object, number: int, at: str) -> list[Rejection]:
    if not isinstance(one, dict) or not one:
        return [Rejection(number, at, shown(one), _("This says nothing: write one of its fields, or remove it."))]
    faults = [
        Rejection(
            number,
            f"{at}.{_printable(key)}",
            shown(one[key]),
            _("The same object names this field more than once: keep one of them."),
        )
        for key in getattr(one, "repeated", ())
    ]
    for key, value in one.items():
        if key not in REPEATED[section]:
            told = _("Only these fields can be repeated here: %(names)s.") % {"names": ", ".join(REPEATED[section])}
            faults.append(Rejection(number, f"{at}.{_printable(key)}", shown(value), told))
        elif wrong := fault(FIELDS[key], value):
            faults.append(Rejection(number, f"{at}.{key}", shown(value), wrong))
    return faults


def _entry_fault(key: str, value: object, number: int, references: dict[str, int]) -> str | None:
    if key == SOURCE_REFERENCE:
        return _reference_fault(value, number, references)
    return fault(FIELDS[key], value) if key in FIELDS else unknown(key)


def _reference_fault(value: object, number: int, references: dict[str, int]) -> str | None:
    """References are the same wherever the index that later finds them says so: case and width do not count."""
    same = blind.normal(value) if isinstance(value, str) else ""
    if not isinstance(value, str) or not same or len(value) > REFERENCE_LIMIT:
        told = _("Write the sender's reference as text of 1 to %(limit)d characters, or leave the key out.")
        return told % {"limit": REFERENCE_LIMIT}
    unshown = _characters(value, allowed="")
    if unshown:
        return unshown
    first = references.setdefault(same, number)
    if first != number:
        return _("Row %(row)d has the same reference: each record may come once. Remove one of them.") % {"row": first}
    return None


def unknown(key: str) -> str:
    if key in DEPRECATED:
        why = DEPRECATED[key].help(get_language() or "en")
        return _("HTCDS 2.0 has deprecated this field: leave it out. %(why)s") % {"why": why}
    near = _nearest(key)
    if near:
        return _("This is not a live field of HTCDS 2.0. Did you mean %(near)s?") % {"near": near}
    return _("This is not a live field of HTCDS 2.0: remove it, or use the name that the standard gives.")


@lru_cache(maxsize=1024)
def _nearest(key: str) -> str:
    names = {name.casefold(): name for name in (*FIELDS, SOURCE_REFERENCE)}
    near = get_close_matches(key[:100].casefold(), names, n=1, cutoff=0.75)
    return names[near[0]] if near else ""


def fault(field: Field, value: object) -> str | None:
    """What a value of this field should be instead, or None if it is right. null is right: known to be unstated."""
    return None if value is None else CHECKS[field.kind](field, value)


def _text(field: Field, value: object) -> str | None:
    if not isinstance(value, str):
        return _("Write text in quotation marks, or null where it is known to be unstated.")
    limit = LIMITS[field.kind]
    if len(value) > limit:
        return _("Shorten the text: it has %(length)d characters and at most %(limit)d are accepted.") % {
            "length": len(value),
            "limit": limit,
        }
    return _characters(value, allowed="\n\r\t" if field.kind is Kind.LONG_TEXT else "")


def _characters(text: str, *, allowed: str) -> str | None:
    """Control characters and halves of characters cannot be shown, and hide what they stand beside."""
    for position, character in enumerate(text, start=1):
        if unicodedata.category(character) in ("Cc", "Cs") and character not in allowed:
            return _("Remove the character U+%(code)s at position %(position)d: it cannot be shown here.") % {
                "code": f"{ord(character):04X}",
                "position": position,
            }
    return None


def _date(field: Field, value: object) -> str | None:
    if isinstance(value, str) and DATE.fullmatch(value):
        try:
            day = datetime.date.fromisoformat(value)
        except ValueError:
            return _("There is no such day in the calendar: write one that exists as YYYY-MM-DD.")
        if field.key == BIRTHDATE and day > timezone.localdate():
            return _("This date of birth lies in the future. Check the year, or leave it empty if it is not known.")
        return None
    return _("Write a date as YYYY-MM-DD, such as 2026-03-08.")


def _integer(field: Field, value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= HIGHEST_NUMBER:
        return None
    return _("Write a whole number from 0 to %(limit)d, in digits only.") % {"limit": HIGHEST_NUMBER}


def _degrees(limit: int, field: Field, value: object) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and -limit <= value <= limit:
        return None
    return _("Write decimal degrees from -%(limit)d to %(limit)d as a bare number, such as 59.33.") % {"limit": limit}


def _checkbox(field: Field, value: object) -> str | None:
    if isinstance(value, bool):
        return None
    return _("Write true or false without quotation marks, or null where it is known to be unstated.")


def _single(field: Field, value: object) -> str | None:
    return None if _is_code(field, value) else _codes_told(field, value)


def _multi(field: Field, value: object) -> str | None:
    return _several(value, partial(_single, field))


def _several(value: object, judge: Callable[[object], str | None]) -> str | None:
    """An array of distinct right values; an empty one says that nothing applies."""
    if not isinstance(value, list):
        return _("Write an array in square brackets, even for a single code.")
    if len(value) > MOST_VALUES:
        return _("Shorten the array: it has %(length)d values and at most %(limit)d are accepted.") % {
            "length": len(value),
            "limit": MOST_VALUES,
        }
    for position, each in enumerate(value):
        told = judge(each)
        if told:
            return _("%(value)s is not right. %(told)s") % {"value": shown(each), "told": told}
        if each in value[:position]:
            return _("Name each code once: %(code)s is repeated.") % {"code": each}
    return None


def _is_code(field: Field, value: object) -> bool:
    return any(code.code == value for code in field.all_codes)


def _codes_told(field: Field, value: object) -> str:
    codes = [code.code for code in field.all_codes]
    near = get_close_matches(value, codes, n=1) if isinstance(value, str) and len(value) < 100 else []
    told = _("Write one of the standard's codes: %(codes)s.") % {"codes": ", ".join(codes)}
    return _("Did you mean %(near)s?") % {"near": near[0]} + " " + told if near else told


def _country(value: object) -> str | None:
    if isinstance(value, str) and value in countries():
        return None
    return _("Write a country of ISO 3166 with two capital letters, such as SE.")


def _language(field: Field, value: object) -> str | None:
    if isinstance(value, str) and value in languages():
        return None
    return _("Write a language of ISO 639-2 with three small letters, such as swe.")


def _phone(field: Field, value: object) -> str | None:
    if isinstance(value, str) and PHONE.fullmatch(value):
        return None
    return _("Write the number in international form, at most 15 digits and no spaces, such as +46701740605.")


CHECKS: dict[Kind, Callable[[Field, object], str | None]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.LOOKUP: _text,
    Kind.DATE: _date,
    Kind.INTEGER: _integer,
    Kind.LONGITUDE: partial(_degrees, 180),
    Kind.LATITUDE: partial(_degrees, 90),
    Kind.CHECKBOX: _checkbox,
    Kind.SINGLE: _single,
    Kind.MULTI: _multi,
    Kind.COUNTRY: lambda field, value: _country(value),
    Kind.COUNTRIES: lambda field, value: _several(value, _country),
    Kind.LANGUAGE: _language,
    Kind.PHONE: _phone,
}


def shown(value: object) -> str:
    """The value as JSON on one line, cut so that a report stays readable."""
    if isinstance(value, str):
        value = value[: SHOWN * 4]
    try:
        return _printable(json.dumps(value, ensure_ascii=False, default=str))
    except (RecursionError, ValueError):
        # Brackets without end, or a number of more digits than Python writes out.
        return "…"


def _printable(text: str) -> str:
    text = text[: SHOWN + 1]
    text = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
