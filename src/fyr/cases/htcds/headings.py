"""Which column holds which field. IOM's template has two rows of headings, and they do not always agree."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from fyr.cases.htcds.catalogue import FIELDS, SOURCE_REFERENCE
from fyr.cases.htcds.validate import Rejection, shown, unknown

# The number of a case within the file, by which the rows of the other sheets belong to it.
CASE = "fyr_Case"
OURS = {CASE: ("Case in this file", "Ärende i filen"), SOURCE_REFERENCE: ("Sender's reference", "Avsändarens referens")}
# IOM's own other spellings: the Excel template 2.0, and the XLSForm.
ALIASES = {
    "vic_TraffickinStatusDecisionMakingOrg": "vic_TraffickingStatusDecisionMakingOrg",
    "prs_First_Name": "prs_FirstName",
    "prs_Second_Name": "prs_SecondName",
    "vic_Methods_of_Control": "vic_MethodsOfControl",
}
# In IOM's Excel template 2.0 the hidden names over the address are one column off. People fill in what they can read.
SHIFTED = {
    ("prs_MailingCity", "mailing street"): "prs_MailingStreet",
    ("prs_MailingCountry", "mailing city"): "prs_MailingCity",
    ("prs_MailingStreet", "mailing zip/postal code"): "prs_MailingPostalCode",
    ("prs_MailingPostalCode", "mailing country"): "prs_MailingCountry",
}
NAME = re.compile(r"(org|prs|vic|per|cas|cco|hte|spl|con|fyr)_\w+", re.ASCII)


@dataclass
class Sheet:
    """What a file holds, row by row from row 1. `wrong` says of a cell (row, column from 0) why it is not read."""

    name: str
    rows: list[list[object]]
    wrong: dict[tuple[int, int], str] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> str:
        return f"{letters(column)}{row}"


@dataclass(frozen=True)
class Headings:
    """`columns` gives the field of each column; `first` is the first row with values, counted from 1."""

    columns: dict[int, str]
    first: int
    faults: list[Rejection]
    numbered: bool


def letters(column: int) -> str:
    """The name of a column counted from 0: A to Z, AA and so on."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def understood(sheet: Sheet, allowed: Iterable[str]) -> Headings:
    """The columns of a sheet that may hold these fields. Faults name both headings and the column."""
    words = _words(allowed)
    names, texts = _rows(sheet, words)
    columns: dict[int, str] = {}
    faults: list[Rejection] = []
    width = max((len(row) for row in sheet.rows), default=0)
    first = 1 + bool(names) + bool(texts)
    numbered = False
    for column in range(width):
        name, text = _at(names, column), _at(texts, column)
        key, told = _field(name, text, words, letters(column))
        if told is None and not key:
            below = [row[column] for row in sheet.rows[first - 1 :] if column < len(row) and not is_blank(row[column])]
            if column == 0 and all(isinstance(one, int) or str(one).strip().isdigit() for one in below):
                numbered = bool(below)
            elif below:
                told = _("This column has values and no heading. Give it the standard's name, or empty it.")
        if told is None and key in columns.values():
            other = letters(next(at for at, taken in columns.items() if taken == key))
            told = _("Column %(other)s holds the same field. Keep one of them.") % {"other": other}
        if told is not None:
            place = _("column %(letter)s") % {"letter": letters(column)}
            faults.append(
                Rejection(1, name or text or place, shown(text or name), told, sheet.name, sheet.cell(1, column))
            )
        elif key:
            columns[column] = key
    return Headings(columns, first, faults, numbered)


def _field(name: str, text: str, words: dict[str, set[str]], letter: str) -> tuple[str, str | None]:
    """(field, None), ("", None) for a column without headings, or ("", what to do)."""
    allowed = set().union(*words.values())
    if not name and not text:
        return "", None
    named = ALIASES.get(name, name)
    meant = words.get(_plain(text), set())
    if not name:
        if len(meant) == 1:
            return next(iter(meant)), None
        told = _(
            "No field of the standard has this heading, or several have. Write the field's own name, such as prs_Birthdate, in the first row."
        )
        return "", told
    if named not in allowed:
        if named in FIELDS or named in OURS:
            return "", _("This field does not belong in this sheet. Move the column to the sheet where it belongs.")
        return "", unknown(named)
    if not text or named in meant:
        return named, None
    if (name, _plain(text)) in SHIFTED:
        return SHIFTED[name, _plain(text)], None
    heading = FIELDS[named].heading if named in FIELDS else OURS[named][0]
    told = _(
        "The two headings of column %(letter)s differ: %(name)s is called %(heading)s, and here stands %(text)s. "
        "Correct the one that is wrong, or empty the second one."
    )
    return "", told % {"letter": letter, "name": named, "heading": heading, "text": text}


def _rows(sheet: Sheet, words: dict[str, set[str]]) -> tuple[list[str], list[str]]:
    """The row of names and the row of headings in words; either may be missing."""
    first = [_written(value) for value in (sheet.rows[0] if sheet.rows else [])]
    second = [_written(value) for value in (sheet.rows[1] if len(sheet.rows) > 1 else [])]
    named = sum(bool(NAME.fullmatch(value)) for value in first)
    if not named:
        return [], first
    worded = sum(_plain(value) in words for value in second if value)
    return first, second if worded * 2 >= max(2, sum(map(bool, first))) or worded == named else []


def _words(allowed: Iterable[str]) -> dict[str, set[str]]:
    """Each heading in words, with the fields that are called so by IOM or by Fyr, in English or Swedish."""
    words: dict[str, set[str]] = {}
    for key in allowed:
        known = FIELDS.get(key)
        called: Sequence[str] = (known.heading, known.label_en, known.label_sv) if known else OURS[key]
        for one in called:
            words.setdefault(_plain(one), set()).add(key)
    return words


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _written(value: object) -> str:
    return "" if value is None else str(value).strip()


def _at(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""
