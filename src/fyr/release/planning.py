"""What a release can say, told from public figures alone: before any row is read and any budget spent."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median

from fyr.release.budget import Budget
from fyr.release.codebook import CodeBook
from fyr.release.measure import design
from fyr.release.measure.margin import Margin
from fyr.release.small import MOST_FIELDS

# The expected share of persons that a table puts in the wrong cell.
GOOD, FAIR, WEAK = 0.05, 0.15, 0.30
# Fewer rows than these are told as tables, never as made-up persons: a reader takes a row for somebody.
FEWEST_FOR_ROWS = 500


class Trust(StrEnum):
    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"
    HOPELESS = "hopeless"


class Verdict(StrEnum):
    """What is offered: synthetic rows with their tables, tables with intervals alone, or nothing."""

    ROWS = "rows"
    TABLES = "tables"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Expected:
    """A table: names of its fields, cells, standard deviation of the noise in each, and the expected share of persons in the
    wrong cell (total variation distance, 0 to 1), of the table by itself, without what a model gains by pooling."""

    fields: tuple[str, ...]
    cells: int
    sigma: float
    error: float

    @property
    def trust(self) -> Trust:
        steps = ((GOOD, Trust.GOOD), (FAIR, Trust.FAIR), (WEAK, Trust.WEAK))
        return next((trust for limit, trust in steps if self.error <= limit), Trust.HOPELESS)


@dataclass(frozen=True)
class Plan:
    """`ones` and `pairs` by table. `fewer` is the most columns of this kind that could be told as rows, 0 where none can or all are;
    `coarser` names the columns whose answers are too many, the worst first."""

    book: CodeBook
    budget: Budget
    delta: float
    rho: float
    margins: tuple[Margin, ...]
    ones: tuple[Expected, ...]
    pairs: tuple[Expected, ...]
    verdict: Verdict
    fewer: int
    coarser: tuple[str, ...]

    @property
    def hopeless(self) -> tuple[Expected, ...]:
        return tuple(one for one in (*self.ones, *self.pairs) if one.trust == Trust.HOPELESS)


def plan(book: CodeBook, budget: Budget) -> Plan:
    """Raises Refused where the budget is out of range. Reads no table."""
    rho = budget.rho(book)
    verdict = _verdict(book, rho)
    margins = _margins(book, rho, verdict)
    expected = [_expected(book, one) for one in margins if one.fields]
    ones = tuple(one for one in expected if len(one.fields) == 1) or tuple(_singles(book, margins))
    pairs = tuple(one for one in expected if len(one.fields) == 2)
    return Plan(
        book,
        budget,
        budget.delta_for(book),
        rho,
        tuple(margins),
        ones,
        pairs,
        verdict,
        0 if verdict == Verdict.ROWS else _fewer(book, rho),
        tuple(_coarser(book, pairs)),
    )


def _margins(book: CodeBook, rho: float, verdict: Verdict) -> list[Margin]:
    if verdict == Verdict.ROWS or len(book.fields) > MOST_FIELDS:
        return design.first(book, rho)
    return design.small(replace(book, filled=len(book.fields)), rho)


def _verdict(book: CodeBook, rho: float) -> Verdict:
    told = [_expected(book, one) for one in design.first(book, rho) if one.fields]
    pairs = [one.error for one in told if len(one.fields) == 2] or [told[0].error]
    if book.size >= FEWEST_FOR_ROWS and median(pairs) <= FAIR and len(book.fields) > 1:
        return Verdict.ROWS
    if len(book.fields) > MOST_FIELDS:
        return Verdict.NOTHING
    few = design.small(replace(book, filled=len(book.fields)), rho)
    return Verdict.TABLES if any(one.error <= WEAK for one in _singles(book, few)) else Verdict.NOTHING


def _expected(book: CodeBook, one: Margin) -> Expected:
    """Half the expected sum of noise over the persons: a cell's noise is sigma times the root of 2 / pi at the mean."""
    names = tuple(book.fields[field].name for field in one.fields)
    return Expected(names, one.cells, one.sigma, _error(one.cells, one.sigma, book.size))


def _singles(book: CodeBook, margins: list[Margin]) -> Iterator[Expected]:
    """Each field by itself as it follows from the pairs that hold it, pooled: the mean of so many sums over the other's cells."""
    for number, field in enumerate(book.fields):
        precision = sum(1 / (one.sigma**2 * one.cells / field.size) for one in margins if number in one.fields)
        sigma = 1 / math.sqrt(precision)
        yield Expected((field.name,), field.size, sigma, _error(field.size, sigma, book.size))


def _error(cells: int, sigma: float, size: int) -> float:
    return min(1.0, cells * sigma * math.sqrt(2 / math.pi) / 2 / size)


def _fewer(book: CodeBook, rho: float) -> int:
    """The most columns, the narrowest first, whose pairs are fair in the middle."""
    narrow = sorted(book.columns, key=lambda one: len(one.answers))
    for count in range(len(narrow) - 1, 1, -1):
        part = replace(book, columns=tuple(narrow[:count]), impossible=())
        pairs = [_expected(part, one).error for one in design.first(part, rho) if len(one.fields) == 2]
        if pairs and median(pairs) <= FAIR:
            return count
    return 0


def _coarser(book: CodeBook, pairs: tuple[Expected, ...]) -> Iterator[str]:
    """Columns most of whose pairs are hopeless, by the number of their answers."""
    for field in sorted(book.fields, key=lambda one: -len(one.levels)):
        of_it = [one for one in pairs if field.name in one.fields]
        if len(field.levels) > 2 and of_it and sum(one.trust == Trust.HOPELESS for one in of_it) * 2 > len(of_it):
            yield field.of or field.name
