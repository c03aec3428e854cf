"""Noisy tables as they are published: one line for each cell, with the interval in which the true count lies."""

import csv
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from fyr.release.codebook import CodeBook
from fyr.release.measure.margin import Margin

Array = np.ndarray[Any, np.dtype[Any]]
COVERED = 0.95
HEADER = (
    "table",
    "column_1",
    "answer_1",
    "column_2",
    "answer_2",
    "column_3",
    "answer_3",
    "count",
    "low",
    "high",
    "sigma",
)


@dataclass(frozen=True)
class Estimate:
    """A table of `fields` (indexes into CodeBook.fields): `count` and the ends of its 95 % interval, arrays of one shape. `sd` is
    the standard deviation of the noise in a cell. `levels` are the texts of each axis."""

    fields: tuple[int, ...]
    levels: tuple[tuple[str, ...], ...]
    count: Array
    low: Array
    high: Array
    sd: Array


def raw(book: CodeBook, margin: Margin, noisy: Array) -> Estimate:
    """The table as it was counted, noise and all, with the interval of that noise. Counts may be below zero; ends are not."""
    width = half_width(margin.sigma)
    levels = tuple(book.fields[field].levels for field in margin.fields)
    return Estimate(
        margin.fields,
        levels,
        noisy,
        np.maximum(noisy - width, 0),
        np.maximum(noisy + width, 0),
        np.full(noisy.shape, margin.sigma),
    )


@cache
def half_width(sigma: float) -> int:
    """The smallest w such that discrete Gaussian noise of parameter sigma lies within ±w in 95 of 100 draws."""
    reach = np.arange(-math.ceil(12 * sigma) - 1, math.ceil(12 * sigma) + 2)
    weights = np.exp(-(reach**2) / (2 * sigma**2))
    weights /= weights.sum()
    beyond = 1.0 - np.cumsum(np.concatenate([[weights[reach == 0][0]], 2 * weights[reach > 0]]))
    return int(np.flatnonzero(beyond <= 1 - COVERED)[0])


def lines(book: CodeBook, told: Iterable[Estimate]) -> Iterator[Sequence[object]]:
    """By HEADER, tables in the order they came, cells in the order of the code book."""
    for one in told:
        names = [book.fields[field].name for field in one.fields]
        label = " x ".join(names) or "rows"
        cells = itertools.product(*(range(len(texts)) for texts in one.levels))
        for cell in cells:
            said: list[object] = [label]
            for axis in range(3):
                held = axis < len(names)
                said += [names[axis], one.levels[axis][cell[axis]]] if held else ["", ""]
            yield [*said, _short(one.count[cell]), _short(one.low[cell]), _short(one.high[cell]), _short(one.sd[cell])]


def write(book: CodeBook, told: Iterable[Estimate], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(lines(book, told))


def _short(value: Any) -> str:
    number = float(value)
    return str(int(number)) if number == int(number) else f"{number:.2f}"
