"""Noisy counts as the model reads them: shares of the rows, and how much each of them weighs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from fyr.release.measure.margin import Margin
from fyr.release.model.layout import Layout

Array = np.ndarray[Any, np.dtype[Any]]
Noisy = tuple[Margin, Array]


@dataclass(frozen=True)
class Evidence:
    """`rows` is the estimate of their number. `one`, `pair` are shares by level and by level x level (both triangles), with
    weights `one_weight`, `pair_weight` (1 / variance of the share; 0 where nothing was counted). `triples` are
    (three fields, shares, weight)."""

    layout: Layout
    rows: float
    one: Array
    one_weight: Array
    pair: Array
    pair_weight: Array
    triples: tuple[tuple[tuple[int, ...], Array, float], ...] = ()


def evidence(layout: Layout, measured: Sequence[Noisy]) -> Evidence:
    """All that was measured, pooled: what was counted twice weighs the sum of both."""
    rows = _rows(layout, measured)
    one, one_weight = np.zeros(layout.width), np.zeros(layout.width)
    pair, pair_weight = np.zeros((layout.width, layout.width)), np.zeros((layout.width, layout.width))
    triples = []
    for margin, noisy in measured:
        weight = (rows / margin.sigma) ** 2
        blocks = [layout.filled(field) for field in margin.fields]
        if len(blocks) == 1:
            _pool(one[blocks[0]], one_weight[blocks[0]], noisy / rows, weight)
        elif len(blocks) == 2:
            across = (blocks[0], blocks[1])
            _pool(pair[across], pair_weight[across], noisy / rows, weight)
            pair[blocks[1], blocks[0]], pair_weight[blocks[1], blocks[0]] = pair[across].T, pair_weight[across].T
        elif len(blocks) == 3:
            triples.append((margin.fields, noisy / rows, weight))
    _fill_empty(layout, one, one_weight, rows, measured)
    return Evidence(layout, rows, one, one_weight, pair, pair_weight, tuple(triples))


def _pool(shares: Array, weights: Array, new: Array, weight: float) -> None:
    shares[...] = (shares * weights + new * weight) / (weights + weight)
    weights += weight


def _rows(layout: Layout, measured: Sequence[Noisy]) -> float:
    """The number of rows: counted itself, and as the sum of each field that every row has filled, each by its variance."""
    total = weights = 0.0
    for margin, noisy in measured:
        if not margin.fields or (len(margin.fields) == 1 and not layout.empty[margin.fields[0]]):
            weight = 1 / (margin.sigma**2 * max(1, margin.cells))
            total, weights = total + weight * float(noisy.sum()), weights + weight
    return max(1.0, total / weights)


def _fill_empty(layout: Layout, one: Array, weight: Array, rows: float, measured: Sequence[Noisy]) -> None:
    """The share of rows in which a field is empty: what its levels leave of all rows."""
    sigma = {margin.fields[0]: margin.sigma for margin, _noisy in measured if len(margin.fields) == 1}
    for field, empty in enumerate(layout.empty):
        if empty:
            filled, block = layout.filled(field), layout.block(field)
            one[block.stop - 1] = 1 - one[filled].sum()
            weight[block.stop - 1] = (rows / sigma[field]) ** 2 / max(1, filled.stop - filled.start)
