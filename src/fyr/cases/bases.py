"""On what sharing can rest: consent, or a legal basis. Data owned by lawyers, with source and date verified."""

import csv
import datetime
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# The first of them: she said yes. All others are legal bases that need a written reason.
CONSENT = "consent"
FILE = Path(__file__).parent / "data" / "legal_bases.csv"


@dataclass(frozen=True)
class Basis:
    """`verified` is the day a lawyer confirmed the rule, or None: then the page says that nobody has."""

    code: str
    en: str
    sv: str
    source: str
    verified: datetime.date | None

    def label(self, language: str) -> str:
        return self.sv if language.startswith("sv") else self.en


@lru_cache(maxsize=1)
def all_bases() -> tuple[Basis, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Basis(
                row["code"],
                row["en"],
                row["sv"],
                row["source"],
                datetime.date.fromisoformat(row["verified"]) if row["verified"] else None,
            )
            for row in csv.DictReader(file)
        )


def find(code: str) -> Basis | None:
    return next((basis for basis in all_bases() if basis.code == code), None)
