"""The questions about herself, as data; and which of her answers may become knowledge. Nothing here asks the database."""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.utils.translation import get_language

from fyr.cases.codes.herself import FOR_HELP, FOR_KNOWLEDGE, Said

FILE = Path(__file__).parent / "data" / "herself.json"


class Answered(Protocol):
    """One answer, as fyr.cases.models.AboutHerself keeps it."""

    @property
    def question(self) -> Any: ...
    @property
    def said(self) -> Any: ...
    @property
    def choices(self) -> Any: ...
    @property
    def use(self) -> Any: ...


One = TypeVar("One", bound=Answered)


@dataclass(frozen=True)
class Choice:
    """`htcds` is the code of prs_Gender that it stands for, or empty."""

    code: str
    en: str
    sv: str
    htcds: str

    def label(self, language: str) -> str:
        return self.sv if language.startswith("sv") else self.en


@dataclass(frozen=True)
class Question:
    """`texts` is {language: {"title", "ask", "why", "used_for"}}; `verified` as in every rule that somebody owns."""

    code: str
    version: int
    several: bool
    texts: Mapping[str, Mapping[str, str]]
    choices: tuple[Choice, ...]
    sources: Mapping[str, str]
    verified: datetime.date | None

    def told(self, language: str) -> Mapping[str, str]:
        return self.texts["sv" if language.startswith("sv") else "en"]

    @property
    def source(self) -> str:
        """In the language of the page: who proposes it, for it rests on no law."""
        return self.sources["sv" if (get_language() or "sv").startswith("sv") else "en"]

    def labels(self, codes: Iterable[str], language: str) -> list[str]:
        """Choices in words; one that a later version has dropped stays as its code."""
        known = {one.code: one.label(language) for one in self.choices}
        return [known.get(code, code) for code in codes]


@lru_cache(maxsize=1)
def all_questions() -> tuple[Question, ...]:
    """In the order in which they are asked."""
    return tuple(
        Question(
            code=row["code"],
            version=row["version"],
            several=row["several"],
            texts={"sv": row["sv"], "en": row["en"]},
            choices=tuple(Choice(**one) for one in row["choices"]),
            sources=row["source"],
            verified=datetime.date.fromisoformat(row["verified"]) if row["verified"] else None,
        )
        for row in json.loads(FILE.read_text(encoding="utf-8"))
    )


def find(code: str) -> Question | None:
    return next((one for one in all_questions() if one.code == code), None)


def latest(answers: Iterable[One]) -> dict[str, One]:
    """The answer that holds for each question; `answers` come newest first."""
    held: dict[str, One] = {}
    for one in answers:
        held.setdefault(one.question, one)
    return held


def for_knowledge(answers: Iterable[Answered]) -> dict[str, str | tuple[str, ...]]:
    """What statistics may learn, by code of question. `answers` come newest first, and the newest of each decides.

    A tuple holds the codes that she chose (empty where she used her own words alone, which never leave the case); a text
    is none, unknown, declined or not_asked, each kept apart. An answer that she gave for help only, or for nothing, is
    not in it at all. What it gives is not yet protected: it goes through `disclosure` before anybody is shown a count.
    """
    held = latest(answers)
    told: dict[str, str | tuple[str, ...]] = {}
    for question in all_questions():
        one = held.get(question.code)
        if one is None or one.said == Said.NOT_ASKED:
            told[question.code] = Said.NOT_ASKED.value
        elif one.use in FOR_KNOWLEDGE:
            known = {choice.code for choice in question.choices}
            given = tuple(code for code in one.choices or () if code in known)
            told[question.code] = given if one.said == Said.GIVEN else str(one.said)
    return told


def shown_for_help(one: Answered, now: Answered) -> bool:
    """Whether those who help her may read an answer: as she wanted then, and as she wants now."""
    return one.use in FOR_HELP and now.use in FOR_HELP


def settled(one: Any | None) -> bool:
    """Whether a question need not be asked: she has answered in some way, or does not want to be asked again."""
    return one is not None and (bool(one.stop_asking) or one.said != Said.NOT_ASKED)


def next_question(answers: Iterable[Any], after: str = "") -> Question | None:
    """The next that is not settled, after this one in order; None where none is left there."""
    held = latest(answers)
    questions = list(all_questions())
    codes = [one.code for one in questions]
    start = codes.index(after) + 1 if after in codes else 0
    return next((one for one in questions[start:] if not settled(held.get(one.code))), None)
