"""Tables of few persons: up to four columns, pooled until they agree with one another, each count with an honest interval.

All pairs are counted with their empty levels. What is least squares among all tables that fit together is linear in the noisy
counts, so its variance is known exactly and the intervals hold, however few the persons are.
"""

import itertools
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from fyr.release.codebook import CodeBook
from fyr.release.measure.margin import Margin
from fyr.release.tables import Estimate

Array = np.ndarray[Any, np.dtype[Any]]
MOST_FIELDS = 4
# Of the normal distribution; pooled noise is a sum of many draws.
REACH = 1.959963984540054


def pooled(book: CodeBook, measured: Sequence[tuple[Margin, Array]]) -> list[Estimate]:
    """Every field and every pair, in that order. `measured` are margins over whole levels (`whole`)."""
    sizes = tuple(field.size for field in book.fields)
    said = np.concatenate([noisy.ravel() for _margin, noisy in measured])
    told = []
    for fields, linear, sd in _linear(sizes, tuple(margin for margin, _noisy in measured)):
        count = (linear @ said).reshape(sd.shape)
        levels = tuple(book.fields[field].texts for field in fields)
        low, high = np.maximum(count - REACH * sd, 0), np.maximum(count + REACH * sd, 0)
        told.append(Estimate(fields, levels, count, low, high, sd))
    return told


@lru_cache(maxsize=16)
def _linear(sizes: tuple[int, ...], margins: tuple[Margin, ...]) -> list[tuple[tuple[int, ...], Array, Array]]:
    """(fields, matrix from all noisy counts to the estimates of that table, their standard deviations by cell)."""
    root = np.concatenate([np.full(margin.cells, 1 / margin.sigma) for margin in margins])
    matrix = np.concatenate([_indicator(sizes, margin.fields) for margin in margins]) * root[:, None]
    # The smallest solution; every table asked for below lies in what was counted, and so does not depend on that choice.
    left, strength, right = np.linalg.svd(matrix, full_matrices=False)
    held = strength > strength[0] * 1e-9
    told: list[tuple[tuple[int, ...], Array, Array]] = []
    wanted: list[tuple[int, ...]] = [(field,) for field in range(len(sizes))]
    for fields in wanted + list(itertools.combinations(range(len(sizes)), 2)):
        asked = _indicator(sizes, fields) @ (right[held].T / strength[held])
        shape = [sizes[field] for field in fields]
        told.append((fields, (asked @ left[:, held].T) * root, np.sqrt((asked**2).sum(axis=1)).reshape(shape)))
    return told


def _indicator(sizes: Sequence[int], fields: tuple[int, ...]) -> Array:
    """cells of the margin x cells of all fields: one where the second lies in the first."""
    every = np.indices(sizes).reshape(len(sizes), -1)
    place = np.zeros(every.shape[1], np.int64)
    for field in fields:
        place = place * sizes[field] + every[field]
    cells = math.prod(sizes[field] for field in fields)
    return np.asarray(place == np.arange(cells)[:, None]).astype(float)
