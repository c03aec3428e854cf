"""The rules of deadlines: data owned by lawyers and officers, each version with source and date verified.

A version that changes is never edited: the next one is added beside it, so that running deadlines keep theirs. A node
adds its own versions in the folder of its data, `rules/deadlines.json`, in the same form.
"""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from fyr import node

FILE = Path(__file__).parents[1] / "data" / "deadlines.json"


class Unit(StrEnum):
    """What is counted. STATED counts nothing: the decision itself says the last day."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working_days"
    QUARTER_MONTHS = "quarter_months"
    STATED = "stated"


class Holiday(StrEnum):
    """What happens where the last day is no working day: it stays, or the next working day will do (1930:173)."""

    STAYS = "stays"
    NEXT_WORKING_DAY = "next_working_day"


@dataclass(frozen=True)
class Rule:
    """One version. `valid_from` is None where nobody knows since when; `ahead` is days of notice on My day.

    `texts` is {language: {"name", "entitled", "missed", "remark"}}; a remark may be missing. `decision_may_state`: a last day that a decision gives holds
    in place of the counted one.
    """

    code: str
    version: int
    valid_from: datetime.date | None
    starts: str
    unit: Unit
    number: int
    start_day_counts: bool
    holiday: Holiday
    decision_may_state: bool
    responsible: str
    severity: str
    ahead: int
    texts: dict[str, dict[str, str]]
    source: str
    verified: datetime.date | None

    def said(self, language: str | None) -> dict[str, str]:
        return self.texts["sv" if (language or "sv").startswith("sv") else "en"]

    def cited(self, language: str | None) -> str:
        """Where it stands, and what there is to remark on that."""
        return ". ".join(text for text in (self.source, self.said(language).get("remark")) if text)


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every version of every rule, in the order of the data, the node's own last."""
    own = node.home() / "rules" / "deadlines.json"
    return (*read(FILE), *(read(own) if own.is_file() else ()))


def read(file: Path) -> tuple[Rule, ...]:
    """Raises ValueError, KeyError or TypeError where the file is not what this module documents."""
    return tuple(_rule(row) for row in json.loads(file.read_text(encoding="utf-8")))


def version(code: str, number: int) -> Rule | None:
    return next((rule for rule in all_rules() if (rule.code, rule.version) == (code, number)), None)


def at(code: str, day: datetime.date) -> Rule | None:
    """The version in force on that day; before the first one is in force, the first one."""
    return in_force([rule for rule in all_rules() if rule.code == code], day)


def in_force(versions: Iterable[Rule], day: datetime.date) -> Rule | None:
    ordered = sorted(versions, key=lambda rule: rule.version)
    begun = [rule for rule in ordered if rule.valid_from is None or rule.valid_from <= day]
    return begun[-1] if begun else next(iter(ordered), None)


def codes() -> list[str]:
    return list(dict.fromkeys(rule.code for rule in all_rules()))


def started_by(event: str, day: datetime.date) -> list[Rule]:
    """The rules that this event starts on that day, in the order of the data."""
    held = (at(code, day) for code in codes())
    return [rule for rule in held if rule is not None and rule.starts == event]


def _rule(row: dict[str, Any]) -> Rule:
    unit = Unit(row["counts"]["unit"])
    return Rule(
        code=row["code"],
        version=row["version"],
        valid_from=_date(row["valid_from"]),
        starts=row["starts"],
        unit=unit,
        number=0 if unit == Unit.STATED else row["counts"]["number"],
        start_day_counts=row["start_day_counts"],
        holiday=Holiday(row["holiday"]),
        decision_may_state=row["decision_may_state"],
        responsible=row["responsible"],
        severity=row["severity"],
        ahead=row["ahead"],
        texts={"sv": row["sv"], "en": row["en"]},
        source=row["source"],
        verified=_date(row["verified"]),
    )


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
