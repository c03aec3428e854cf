"""A black-box audit: two tables that differ in one person, drawn many times, and what whoever sees a draw can tell of her.

The best test there is between two such worlds (the likelihood ratio, by Neyman and Pearson) gives a lower bound on epsilon that
holds with 95 % confidence, whatever the proof says. A bound above the claim means that proof or program is wrong.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from fyr.release.codebook import CodeBook
from fyr.release.engines import opened
from fyr.release.measure.margin import Margin
from fyr.release.noise import Noise

Array = np.ndarray[Any, np.dtype[Any]]
CONFIDENCE = 0.95


def scores(
    book: CodeBook, margins: Sequence[Margin], worlds: tuple[Any, Any], noise: Noise, runs: int
) -> tuple[Array, Array]:
    """The log-likelihood ratio of the second world to the first, in `runs` draws from each. Worlds are tables as `build` takes
    them."""
    first, second = (_flat(opened("duckdb", world).count(book, margins)) for world in worlds)
    sigma = np.concatenate([np.full(margin.cells, margin.sigma) for margin in margins])
    towards = (second - first) / sigma**2
    middle = (second + first) / 2
    told = []
    for counts in (first, second):
        drawn = np.empty((runs, len(counts)))
        for width in np.unique(sigma):
            at = sigma == width
            drawn[:, at] = noise(np.tile(counts[at], (runs, 1)), float(width))
        told.append((drawn - middle) @ towards)
    return told[0], told[1]


def lower_bound(without: Array, within: Array, delta: float) -> float:
    """The largest epsilon that these scores refute, at least 0. Half of the draws choose the threshold, the others are counted."""
    half = min(len(without), len(within)) // 2
    # Both ways: what tells that she is there, and what tells that she is not.
    return max(0.0, *(_refuted(*pair, half, delta) for pair in ((without, within), (-within, -without))))


def _refuted(without: Array, within: Array, half: int, delta: float) -> float:
    """By the threshold that refutes most among the first half."""
    thresholds = np.quantile(np.concatenate([without[:half], within[:half]]), np.linspace(0.01, 0.99, 99))

    def refutes(threshold: float) -> float:
        """Roughly, by the normal approximation: exactly it is told for the one that is chosen."""
        one, two = _above(without[:half], threshold), _above(within[:half], threshold)
        low = two - 2 * math.sqrt(two * (1 - two) / half) - delta
        high = one + 2 * math.sqrt(one * (1 - one) / half) + 4 / half
        return low / high

    best = max(thresholds, key=refutes)
    one, two = _above(without[half:], best), _above(within[half:], best)
    low, high = _low(two, len(within) - half), 1 - _low(1 - one, len(without) - half)
    return math.log(max(low - delta, 1e-12) / high)


def _above(scores: Array, threshold: float) -> float:
    return float((scores > threshold).mean())


def _low(share: float, draws: int) -> float:
    """The lower end of the interval of Clopper and Pearson for a share that was seen in so many draws."""
    hits = round(share * draws)
    if hits == 0:
        return 0.0
    low, high = 0.0, share
    for _step in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _tail(hits, draws, middle) < (1 - CONFIDENCE) / 2 else (low, middle)
    return low


def _tail(hits: int, draws: int, chance: float) -> float:
    """The probability of so many hits or more."""
    if chance <= 0:
        return 0.0
    steps = np.arange(hits, draws + 1)
    logs = [
        math.lgamma(draws + 1) - math.lgamma(k + 1) - math.lgamma(draws - k + 1) + k * math.log(chance)
        + (draws - k) * math.log1p(-chance)
        for k in steps.tolist()
    ]  # fmt: skip
    return float(np.exp(np.array(logs)).sum())


def _flat(counts: Sequence[Array]) -> Array:
    return np.concatenate([one.ravel() for one in counts]).astype(np.int64)
