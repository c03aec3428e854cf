"""The regions of the coordinators, as data: data/regions.csv holds their codes, names and source."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data" / "regions.csv"


@dataclass(frozen=True)
class Region:
    code: str
    names: dict[str, str]
    source: str

    def __str__(self) -> str:
        return self.names.get((get_language() or "sv")[:2], self.names["sv"])


@cache
def all_regions() -> dict[str, Region]:
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["code"]: Region(row["code"], {"sv": row["sv"], "en": row["en"]}, row["source"]) for row in rows}


def choices() -> list[tuple[str, object]]:
    """For a form: the regions, and first the answer of a unit that works in the whole country."""
    return [("", _("The whole country, or not stated")), *((code, str(one)) for code, one in all_regions().items())]


def name_of(code: str) -> str:
    """What a code is called; an unknown or empty one is no region."""
    found = all_regions().get(code)
    return str(found) if found else str(_("No region stated"))
