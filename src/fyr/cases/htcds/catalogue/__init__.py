"""The fields and codes of HTCDS 2.0, read once from the tables beside this file."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Fyr's own key: the sender's name for its record, so that the same record is not imported twice.
SOURCE_REFERENCE = "fyr_SourceReference"
# Fyr's own key too: what a case has more than once, as {section: [fields, ...]}; the first stands in the person itself.
MORE = "fyr_More"


class Kind(StrEnum):
    """What a value looks like in a file; `validate.fault` says it in sentences."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    LOOKUP = "lookup"
    DATE = "date"
    INTEGER = "integer"
    LONGITUDE = "longitude"
    LATITUDE = "latitude"
    CHECKBOX = "checkbox"
    SINGLE = "single"
    MULTI = "multi"
    COUNTRY = "country"
    COUNTRIES = "countries"
    LANGUAGE = "language"
    PHONE = "phone"


class Sensitivity(StrEnum):
    """What a value gives away, from the most to the least."""

    IDENTITY = "identity"
    EXACT_PLACE = "exact_place"
    NARRATIVE = "narrative"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Labelled:
    """Something with a name in English and Swedish; any other language is shown English."""

    label_en: str
    label_sv: str

    def label(self, language: str) -> str:
        return self.label_sv if _swedish(language) else self.label_en


@dataclass(frozen=True, slots=True)
class Code(Labelled):
    """One code of a picklist, spelled as in the standard."""

    code: str


@dataclass(frozen=True, slots=True)
class Field(Labelled):
    """One field of the standard. `codes` is empty for every kind but single and multi.

    `ours` are codes that the standard's own text defines and its picklist lacks; they are written with our prefix.
    `heading` is what IOM's template calls the field.
    """

    key: str
    section: str
    kind: Kind
    core: bool
    sensitivity: Sensitivity
    help_en: str
    help_sv: str
    codes: tuple[Code, ...]
    ours: tuple[Code, ...] = ()
    heading: str = ""

    @property
    def all_codes(self) -> tuple[Code, ...]:
        return self.codes + self.ours

    def help(self, language: str) -> str:
        return self.help_sv if _swedish(language) else self.help_en


@dataclass(frozen=True, slots=True)
class Language(Labelled):
    """One language of ISO 639-2: `code` is terminological; the labels are empty where Babel knows the name."""

    code: str
    bibliographic: str
    alpha_2: str


def _swedish(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] == "sv"


def _table(name: str) -> Iterator[dict[str, str]]:
    with open(HERE / f"{name}.csv", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _fields() -> tuple[dict[str, Field], dict[str, Field]]:
    """The live fields and the deprecated ones, each by key in the standard's order."""
    codes: dict[str, list[Code]] = defaultdict(list)
    ours: dict[str, list[Code]] = defaultdict(list)
    for table, kept in (("codes", codes), ("extensions", ours)):
        for row in _table(table):
            kept[row.pop("field")].append(Code(**row))
    headings = {row["key"]: row["heading"] for row in _table("headings")}
    live: dict[str, Field] = {}
    deprecated: dict[str, Field] = {}
    for row in _table("fields"):
        field = Field(
            key=row["key"],
            section=row["section"],
            kind=Kind(row["kind"]),
            core=row["core"] == "yes",
            sensitivity=Sensitivity(row["sensitivity"]),
            label_en=row["label_en"],
            label_sv=row["label_sv"],
            help_en=row["help_en"],
            help_sv=row["help_sv"],
            codes=tuple(codes[row["key"]]),
            ours=tuple(ours[row["key"]]),
            heading=headings[row["key"]],
        )
        (live if row["status"] == "live" else deprecated)[field.key] = field
    return live, deprecated


FIELDS, DEPRECATED = _fields()

SECTIONS = {
    "organisation": Labelled("Organisation", "Organisation"),
    "person": Labelled("Person", "Person"),
    "victim": Labelled("Trafficking and exploitation", "Människohandel och exploatering"),
    "perpetrator": Labelled("Role as perpetrator", "Roll som gärningsperson"),
    "case": Labelled("Case", "Ärende"),
    "referral": Labelled("Referral", "Hänvisning"),
    "comment": Labelled("Comment", "Kommentar"),
    "event": Labelled("Earlier event", "Tidigare händelse"),
    "plan": Labelled("Support plan", "Stödplan"),
    "consent": Labelled("Consent", "Samtycke"),
}


def section(name: str) -> tuple[Field, ...]:
    """The live fields of one section, in the standard's order. KeyError if there is no such section."""
    SECTIONS[name]
    return tuple(field for field in FIELDS.values() if field.section == name)


# What a case can have several of: its section, and those of its fields that stand once for each.
REPEATED: dict[str, tuple[str, ...]] = {
    name: tuple(
        field.key
        for field in FIELDS.values()
        if field.section == name and (name != "referral" or "Outgoing" in field.key or "Referred" in field.key)
    )
    for name in ("organisation", "perpetrator", "referral", "comment", "event", "plan")
}


@cache
def countries() -> dict[str, str]:
    """ISO 3166-1 alpha-2 and XK, each with its alpha-3."""
    return {row["code"]: row["alpha_3"] for row in _table("countries")}


@cache
def languages() -> dict[str, Language]:
    """ISO 639-2: each language under its terminological code, and under the bibliographic one where that differs."""
    found: dict[str, Language] = {}
    for row in _table("languages"):
        language = Language(**row)
        found[language.code] = language
        if language.bibliographic:
            found[language.bibliographic] = language
    return found
