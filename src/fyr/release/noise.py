"""Exact discrete Gaussian noise on integers, from OpenDP; no floating-point number is ever added to a count.

A test run may draw from a seed instead. What it makes is marked as such and protects nobody.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

Counts = np.ndarray[Any, np.dtype[np.int64]]
# (counts of any shape, sigma) -> noisy counts of the same shape.
Noise = Callable[[Counts, float], Counts]


def exact(counts: Counts, sigma: float) -> Counts:
    """Each count with an independent draw of the discrete Gaussian with parameter sigma (Canonne, Kamath, Steinke 2020)."""
    told = _measurement(sigma)(counts.ravel().tolist())
    return np.asarray(told, np.int64).reshape(counts.shape)


def seeded(seed: int) -> Noise:
    """Rounded Gaussian noise of a seed: for tests that need the same twice, and for nothing that is published."""
    draw = np.random.default_rng(seed)

    def told(counts: Counts, sigma: float) -> Counts:
        noisy: Counts = counts + np.rint(draw.normal(0, sigma, counts.shape)).astype(np.int64)
        return noisy

    return told


@cache
def _measurement(sigma: float) -> Any:
    import opendp.prelude as dp

    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T="i64")), dp.l2_distance(T="f64")
    return dp.m.make_gaussian(*space, scale=sigma)
