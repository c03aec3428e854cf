"""A case as one row of the CTDC Global Synthetic Dataset's codebook of 2024: 27 columns, for the node's own statistics.

Only `1` is ever written in a column that says yes: empty means not known or not applicable. Which code leads to which
column is in catalogue/ctdc.csv. A row is still one person's: what is published goes through the release first.
"""

import csv
import datetime
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from fyr.cases.htcds.catalogue import HERE, MORE, countries

LOCAL = ("yearOfRegistration", "gender", "ageBroad", "citizenship", "CountryOfExploitation", "traffickMonths")
MAN, WOMAN, TRANS = "Man", "Woman", "Trans/Transgender/NonConforming"
GENDERS = {
    "Feminine": WOMAN,
    "Masculine": MAN,
    "TransgenderFeminine": TRANS,
    "TransgenderMasculine": TRANS,
    "NonConforming": TRANS,
}
# The codebook prints 9--17; the files of the dataset itself write 09--17.
AGES = (
    (8, "0--8"),
    (17, "09--17"),
    (20, "18--20"),
    (23, "21--23"),
    (26, "24--26"),
    (29, "27--29"),
    (38, "30--38"),
    (47, "39--47"),
)
OLDEST = "48+"
OLDEST_KNOWN = 120
MONTHS = ((12, "0--12"), (24, "13--24"))
LONGER = "25+"
# CTDC counts Kosovo with Serbia.
COUNTED_WITH = {"XK": "RS"}


@cache
def rules() -> dict[tuple[str, str], list[str]]:
    """(field, code) to the columns that it makes 1."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _table():
        if row["field"]:
            found[row["field"], row["code"]].append(row["column"])
    return dict(found)


@cache
def columns() -> tuple[str, ...]:
    """The 27 columns in the codebook's order."""
    return (*LOCAL, *dict.fromkeys(row["column"] for row in _table()))


def _table() -> list[dict[str, str]]:
    with open(HERE / "ctdc.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row(person: Mapping[str, Any], registered: datetime.date) -> dict[str, str]:
    """The row of one HTCDS person, registered that day."""
    made = dict.fromkeys(columns(), "")
    made |= {
        "yearOfRegistration": str(registered.year),
        "gender": GENDERS.get(person.get("prs_Gender") or "", ""),
        "ageBroad": age_band(person.get("prs_Birthdate"), registered),
        "citizenship": alpha_3(next(iter(person.get("prs_Citizenship") or ()), None)),
        "CountryOfExploitation": _exploited_in(person),
        "traffickMonths": _duration(person),
    }
    for (field, code), hit in rules().items():
        held = person.get(field)
        if held == code or (isinstance(held, list) and code in held):
            made |= dict.fromkeys(hit, "1")
    return made


def counts(person: Mapping[str, Any]) -> bool:
    """Whether the record is about a victim of trafficking, presumed or established."""
    return person.get("vic_TraffickingStatus") in ("PossibleVictimOfTrafficking", "ActualVictimOfTrafficking")


def age_band(birthdate: str | None, registered: datetime.date) -> str:
    """Age in whole years on the day of registration; an impossible one counts as not known."""
    if not birthdate:
        return ""
    born = datetime.date.fromisoformat(birthdate)
    age = registered.year - born.year - ((registered.month, registered.day) < (born.month, born.day))
    if not 0 <= age <= OLDEST_KNOWN:
        return ""
    return next((band for last, band in AGES if age <= last), OLDEST)


def alpha_3(country: str | None) -> str:
    return countries().get(COUNTED_WITH.get(country or "", country or ""), "")


def _events(person: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [person, *person.get(MORE, {}).get("event", ())]


def _exploited_in(person: Mapping[str, Any]) -> str:
    """Where she was exploited, as far as events say it with a country code; the standard has no field of its own."""
    held = (one.get("hte_Country") for one in _events(person) if one.get("hte_Type") == "Exploitation")
    return next((found for found in (alpha_3(country) for country in held) if found), "")


def _duration(person: Mapping[str, Any]) -> str:
    """Months from the first dated event to the last dated exploitation; unknown unless there are two."""
    dated = [(one["hte_Date"], one.get("hte_Type")) for one in _events(person) if one.get("hte_Date")]
    ends = [date for date, kind in dated if kind == "Exploitation"]
    if len(dated) < 2 or not ends:
        return ""
    first, last = (datetime.date.fromisoformat(date) for date in (min(date for date, _kind in dated), max(ends)))
    months = (last.year - first.year) * 12 + last.month - first.month + (last.day > first.day)
    return next((band for most, band in MONTHS if months <= most), LONGER)


def write(rows: Iterable[Mapping[str, str]]) -> Iterator[bytes]:
    """The rows as CSV with commas, as the dataset itself comes."""
    yield _line(columns())
    for one in rows:
        yield _line(one[column] for column in columns())


def _line(values: Iterable[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(values)
    return text.getvalue().encode()
