"""The survey as data: questions, scales and weights of IOM's Reintegration Sustainability Survey, in words of our own.

The numbers of the indicators are those of Annex 3; Annex 12 and the printed survey number otherwise. What is kept and
exchanged goes by key, never by number.
"""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FILE = Path(__file__).parents[1] / "data" / "survey.json"
# {language: text}
Texts = Mapping[str, str]


def said(texts: Texts, language: str | None) -> str:
    return texts["sv" if (language or "sv").startswith("sv") else "en"]


@dataclass(frozen=True)
class Answer:
    """`points` from 0 to 1; None where the question that is asked because of this answer gives them."""

    code: str
    points: Decimal | None
    label: Texts


@dataclass(frozen=True)
class Indicator:
    """`mean_of` are numbers of other indicators where nothing is asked; `asked_when` is (key, answer) of the one before."""

    nr: int
    dimension: str
    key: str
    scale: str
    dimension_weight: Decimal
    composite_weight: Decimal
    question: Texts
    help: Texts
    mean_of: tuple[int, ...]
    asked_when: tuple[str, str] | None


@dataclass(frozen=True)
class Dimension:
    """`label` names its score, `legend` the part of the form."""

    code: str
    label: Texts
    legend: Texts


@dataclass(frozen=True)
class Round:
    """When the survey is asked, in whole months after the return."""

    code: str
    label: Texts
    from_months: int
    to_months: int


@dataclass(frozen=True)
class Instrument:
    """A rule of the registry. More than `many_unknown` unknown answers are told beside the score."""

    code: str
    version: str
    label: Texts
    source: str
    verified: datetime.date | None
    min_age: int
    many_unknown: int
    low: Decimal
    high: Decimal
    unknown: tuple[Answer, ...]
    rounds: tuple[Round, ...]
    overall: Texts
    dimensions: tuple[Dimension, ...]
    scales: Mapping[str, tuple[Answer, ...]]
    indicators: tuple[Indicator, ...]

    @property
    def asked(self) -> tuple[Indicator, ...]:
        return tuple(one for one in self.indicators if not one.mean_of)

    def answers(self, indicator: Indicator) -> tuple[Answer, ...]:
        """What may be answered, in the order in which it is offered."""
        return (*self.scales[indicator.scale], *self.unknown)


@lru_cache(maxsize=1)
def instrument() -> Instrument:
    told = json.loads(FILE.read_text(encoding="utf-8"))
    return Instrument(
        code=told["code"],
        version=told["version"],
        label=_texts(told),
        source=told["source"],
        verified=datetime.date.fromisoformat(told["verified"]) if told["verified"] else None,
        min_age=told["min_age"],
        many_unknown=told["many_unknown"],
        low=Decimal(told["thresholds"]["low"]),
        high=Decimal(told["thresholds"]["high"]),
        unknown=_answers(told["answers_unknown"]),
        rounds=tuple(Round(one["code"], _texts(one), one["from_months"], one["to_months"]) for one in told["rounds"]),
        overall=_texts(told["overall"]),
        dimensions=tuple(Dimension(one["code"], _texts(one), _texts(one["legend"])) for one in told["dimensions"]),
        scales=MappingProxyType({code: _answers(rows) for code, rows in told["scales"].items()}),
        indicators=tuple(_indicator(one) for one in told["indicators"]),
    )


def _indicator(told: Mapping[str, Any]) -> Indicator:
    when = told.get("asked_when")
    return Indicator(
        nr=told["nr"],
        dimension=told["dimension"],
        key=told["key"],
        scale=told["scale"],
        dimension_weight=Decimal(told["dimension_weight"]),
        composite_weight=Decimal(told["composite_weight"]),
        question=_texts(told),
        help=_texts(told.get("help", {})),
        mean_of=tuple(told.get("mean_of", ())),
        asked_when=(when["key"], when["answer"]) if when else None,
    )


def _answers(rows: Iterable[Mapping[str, Any]]) -> tuple[Answer, ...]:
    return tuple(
        Answer(one["code"], None if one["points"] is None else Decimal(one["points"]), _texts(one)) for one in rows
    )


def _texts(told: Mapping[str, Any]) -> Texts:
    return MappingProxyType({language: told.get(language, "") for language in ("sv", "en")})
