"""Schemes: the rules under which money is given, each with its legal source. Data, as `chains` are.

A node adds its own in the folder of its data, `rules/schemes.json`, in the same form.
"""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fyr import node
from fyr.funding.chains import Texts, said

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Point:
    """One thing to check, exclude or recover for: kept by its code."""

    code: str
    text: Texts

    def __str__(self) -> str:
        return said(self.text)


@dataclass(frozen=True)
class Scheme:
    """`assessors` before a proposal; `audit_from` base amounts on, an authorised auditor (None: no auditor is asked for)."""

    code: str
    name: Texts
    by_call: bool
    assessors: int
    agreement: bool
    completeness: tuple[Point, ...]
    exclusion: tuple[Point, ...]
    recovery: tuple[Point, ...]
    appeal: Texts
    auditor: bool
    audit_from: int | None
    repay_within: int
    source: str
    verified: datetime.date | None

    def __str__(self) -> str:
        return said(self.name)

    @property
    def appeal_text(self) -> str:
        return said(self.appeal)

    def authorised_auditor(self, amount: int, year: int) -> bool:
        """Whether an authorised auditor must review a grant of so many öre; yes where nobody knows the year's base amount."""
        if self.audit_from is None:
            return False
        base = base_amounts().get(year)
        return base is None or amount >= self.audit_from * base.amount


@dataclass(frozen=True)
class BaseAmount:
    """Prisbasbelopp of a year, in öre."""

    code: str
    amount: int
    source: str
    verified: datetime.date | None


def all_schemes() -> Iterable[Scheme]:
    return _read().values()


def scheme(code: str) -> Scheme:
    """A code that nobody describes any more has rules without points, so that what was written under it stays readable."""
    told = {"code": code, "name": {"sv": code, "en": code}, "by_call": False, "assessors": 2, "agreement": True}
    return _read().get(code) or _made(
        {**told, "appeal": {"sv": "", "en": ""}, "auditor": True, "repay_within": 30, "source": ""}
    )


def is_known(code: str) -> bool:
    """Without rules no money is given."""
    return code in _read()


def choices(*, by_call: bool) -> list[tuple[str, str]]:
    return [(one.code, str(one)) for one in all_schemes() if one.by_call == by_call]


def base_amounts() -> dict[int, BaseAmount]:
    return {int(one.code.rpartition(".")[2]): one for one in _base()}


def all_base_amounts() -> Iterable[BaseAmount]:
    return _base()


@lru_cache(maxsize=1)
def _base() -> tuple[BaseAmount, ...]:
    rows = _told("base_amounts.json")
    return tuple(
        BaseAmount(f"base.{row['year']}", row["ore"], row["source"], _day(row.get("verified"))) for row in rows
    )


@lru_cache(maxsize=1)
def _read() -> dict[str, Scheme]:
    return {told["code"]: _made(told) for told in _told("schemes.json")}


def _told(name: str) -> list[dict[str, Any]]:
    own = node.home() / "rules" / name
    files = [DATA / name, *([own] if own.exists() else [])]
    return [told for file in files for told in json.loads(file.read_text(encoding="utf-8"))]


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _made(told: dict[str, Any]) -> Scheme:
    points = {
        name: tuple(Point(one["code"], one["text"]) for one in told.get(name, ()))
        for name in ("completeness", "exclusion", "recovery")
    }
    return Scheme(
        code=told["code"],
        name=told["name"],
        by_call=told["by_call"],
        assessors=told["assessors"],
        agreement=told["agreement"],
        appeal=told["appeal"],
        auditor=told["auditor"],
        audit_from=told.get("audit_from"),
        repay_within=told["repay_within"],
        source=told["source"],
        verified=_day(told.get("verified")),
        **points,
    )
