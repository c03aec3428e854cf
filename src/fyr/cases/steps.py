"""The six steps of the Swedish manual: places in the work with a person, in no forced order. Data with a source."""

import datetime
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "steps.json"


@dataclass(frozen=True)
class Step:
    """`texts` is {language: {"title", "when", "who": [sentence]}}; `verified` as in every rule that lawyers own."""

    code: str
    texts: dict[str, dict[str, Any]]
    source: str
    verified: datetime.date | None

    def said(self, language: str) -> dict[str, Any]:
        return self.texts["sv" if language.startswith("sv") else "en"]


@lru_cache(maxsize=1)
def all_steps() -> tuple[Step, ...]:
    return tuple(
        Step(
            row["code"],
            {"sv": row["sv"], "en": row["en"]},
            row["source"],
            datetime.date.fromisoformat(row["verified"]) if row["verified"] else None,
        )
        for row in json.loads(FILE.read_text(encoding="utf-8"))
    )
