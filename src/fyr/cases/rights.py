"""The rights of a victim, and the permits that can be applied for. Data owned by lawyers, with source and date verified."""

import datetime
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fyr.cases.codes.rights import Applicant

DATA = Path(__file__).parent / "data"
# What she has to be told about, from the first contact and again later.
INFORMATION = "information"


@dataclass(frozen=True)
class Right:
    code: str
    group: str
    article: str
    en: str
    sv: str
    source: str
    verified: datetime.date | None

    def label(self, language: str | None) -> str:
        return self.sv if (language or "sv").startswith("sv") else self.en

    @property
    def is_information(self) -> bool:
        return self.group == INFORMATION


@dataclass(frozen=True)
class PermitKind:
    """`applicants` is {code: since when, None where always}; `extends` are the kinds that a later grant of this one
    takes over from.

    `event` starts the deadlines of a grant. `appeal` is “applicant” where only who applied may appeal.
    """

    code: str
    event: str
    extends: tuple[str, ...]
    applicants: dict[str, datetime.date | None]
    appeal: str
    texts: dict[str, dict[str, str]]
    source: str
    verified: datetime.date | None

    def said(self, language: str | None) -> dict[str, str]:
        return self.texts["sv" if (language or "sv").startswith("sv") else "en"]

    def cited(self, language: str | None) -> str:
        """Where it stands, and what there is to remark on that."""
        return ". ".join(text for text in (self.source, self.said(language).get("remark")) if text)

    def may_apply(self, applicant: str, on: datetime.date) -> bool:
        if applicant not in self.applicants:
            return False
        since = self.applicants[applicant]
        return since is None or since <= on

    def may_appeal(self, who: str, applicant: str) -> bool:
        return who == applicant if self.appeal == "applicant" else who in self.applicants


@lru_cache(maxsize=1)
def all_rights() -> tuple[Right, ...]:
    return tuple(
        Right(row["code"], row["group"], row["article"], row["en"], row["sv"], row["source"], _date(row["verified"]))
        for row in _read("rights.json")
    )


@lru_cache(maxsize=1)
def all_permits() -> tuple[PermitKind, ...]:
    return tuple(
        PermitKind(
            code=row["code"],
            event=row["event"],
            extends=tuple(row["extends"]),
            applicants={one["code"]: _date(one["since"]) for one in row["applicants"]},
            appeal=row["appeal"],
            texts={"sv": row["sv"], "en": row["en"]},
            source=row["source"],
            verified=_date(row["verified"]),
        )
        for row in _read("permits.json")
    )


def who_may_apply(language: str | None, today: datetime.date) -> list[tuple[str, str]]:
    """Each kind of permit, and those whom the law lets apply for it today."""
    return [
        (kind.said(language)["name"], ", ".join(str(who.label) for who in Applicant if kind.may_apply(who, today)))
        for kind in all_permits()
    ]


def right(code: str) -> Right | None:
    return next((one for one in all_rights() if one.code == code), None)


def permit(code: str) -> PermitKind | None:
    return next((one for one in all_permits() if one.code == code), None)


def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
