"""A table to be counted, and what counting it with noise costs in zero-concentrated differential privacy."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fyr.release.codebook import CodeBook


@dataclass(frozen=True)
class Margin:
    """Counts of rows by the filled levels of `fields` (indexes into CodeBook.fields; none: the number of rows), each with
    discrete Gaussian noise of parameter `sigma`."""

    fields: tuple[int, ...]
    shape: tuple[int, ...]
    sigma: float = 1.0

    @property
    def cells(self) -> int:
        return math.prod(self.shape)

    @property
    def capped(self) -> bool:
        """Whether it counts only what of a row is kept under the cap: combinations are, single fields are not."""
        return len(self.fields) > 1


def margin(book: CodeBook, *fields: int, sigma: float = 1.0) -> Margin:
    """Of the filled levels."""
    return Margin(fields, tuple(len(book.fields[one].levels) for one in fields), sigma)


def whole(book: CodeBook, *fields: int, sigma: float = 1.0) -> Margin:
    """Of all levels, the empty one too. Only under a code book without a cap, where every row lies in every margin."""
    return Margin(fields, tuple(book.fields[one].size for one in fields), sigma)


def cost(book: CodeBook, margins: Sequence[Margin]) -> float:
    """The rho of all of them together, of one unit (a person) more or fewer: docs/release.md, "The proof", steps 1 to 3.

    A row adds one to at most one cell of a margin, so a unit of at most m rows moves the counts, each divided by its sigma, by
    at most m times the square root of the weights (1 / sigma²) that one row can reach.
    """
    by_order: dict[int, list[Margin]] = defaultdict(list)
    for one in margins:
        by_order[len(one.fields)].append(one)
    reached = sum(_reached(kept, order, len(book.fields), book.cap) for order, kept in by_order.items())
    return book.rows_each**2 * reached / 2


def scaled(book: CodeBook, margins: Sequence[Margin], rho: float) -> list[Margin]:
    """The same with their sigmas in the same proportions, made to cost `rho` together and no more."""
    factor = math.sqrt(cost(book, margins) / rho) * (1 + 1e-12)
    return [replace(one, sigma=one.sigma * factor) for one in margins]


def _reached(margins: Sequence[Margin], order: int, fields: int, cap: int) -> float:
    """The most weight that one row can reach among margins of one order: the least of three bounds, each of which holds.

    All of it; the heaviest that fit among the kept fields; and each kept field's heaviest, counted once for each of its fields.
    """
    weights = sorted((one.sigma**-2 for one in margins), reverse=True)
    if order < 2:
        return sum(weights)
    of_field: list[list[float]] = [[] for _field in range(fields)]
    for one in margins:
        for field in one.fields:
            of_field[field].append(one.sigma**-2)
    beside = math.comb(cap - 1, order - 1)
    loads = sorted((sum(sorted(held, reverse=True)[:beside]) for held in of_field), reverse=True)
    return min(sum(weights), sum(weights[: math.comb(cap, order)]), sum(loads[:cap]) / order)
