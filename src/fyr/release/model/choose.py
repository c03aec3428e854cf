"""What to count in the second round: chosen from noisy tables and the model alone, so that choosing costs nothing."""

import itertools
import math
from typing import Any

import numpy as np

from fyr.release.model.evidence import Evidence
from fyr.release.model.layout import Layout
from fyr.release.model.mixture import Mixture

Array = np.ndarray[Any, np.dtype[Any]]
PAIRS, TRIPLES = 12, 6
# Of a table with more cells than there are rows to fill them with, most of what is counted is noise; and each cell costs time.
ROWS_A_CELL, MOST_CELLS = 20, 1_500


def missed(seen: Evidence, mixture: Mixture) -> list[tuple[int, ...]]:
    """Pairs that the model is furthest from, and triples of fields that hang together, as fields in order."""
    layout = seen.layout
    model = mixture.pairs()
    fields = range(len(layout.sizes))
    misses: dict[tuple[int, ...], float] = {}
    bonds: dict[tuple[int, ...], float] = {}
    for pair in itertools.combinations(fields, 2):
        across = tuple(layout.filled(field) for field in pair)
        weight = seen.pair_weight[across]
        if not weight.any():
            continue
        # Squares of the noise alone sum to about the number of cells: what is over is what the model misses.
        wrong = float((weight * (model[across] - seen.pair[across]) ** 2).sum()) - weight.size
        if wrong > 2 * math.sqrt(2 * weight.size):
            misses[pair] = wrong
        bonds[pair] = _bond(layout, model, pair)
    pairs = sorted(misses, key=lambda pair: -misses[pair])[:PAIRS]
    return [*pairs, *_triples(seen, bonds)]


def _bond(layout: Layout, model: Array, pair: tuple[int, ...]) -> float:
    """How far two fields are from being independent: total variation distance, 0 to 1."""
    together = model[layout.block(pair[0]), layout.block(pair[1])]
    apart = together.sum(axis=1, keepdims=True) * together.sum(axis=0, keepdims=True)
    return float(np.abs(together - apart).sum()) / 2


def _triples(seen: Evidence, bonds: dict[tuple[int, ...], float]) -> list[tuple[int, ...]]:
    """Three fields each of which hangs together with both others, the strongest first."""
    told: dict[tuple[int, ...], float] = {}
    for three in itertools.combinations(range(len(seen.layout.sizes)), 3):
        cells = math.prod(seen.layout.filled(field).stop - seen.layout.filled(field).start for field in three)
        held = [bonds.get(pair, 0.0) for pair in itertools.combinations(three, 2)]
        if 0 < cells <= min(MOST_CELLS, seen.rows / ROWS_A_CELL):
            told[three] = sum(sorted(held)[:2])
    return sorted(told, key=lambda three: -told[three])[:TRIPLES]
