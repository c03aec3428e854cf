"""Exact discrete Gaussian noise on integers, from OpenDP; no floating-point number is ever added to a count."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

Counts = np.ndarray[Any, np.dtype[np.int64]]
Noise = Callable[[Counts, float], Counts]


def exact(counts: Counts, sigma: float) -> Counts:
    """Each count with an independent draw of the discrete Gaussian with parameter sigma (Canonne, Kamath, Steinke 2020)."""
    told = _measurement(sigma)(counts.ravel().tolist())
    return np.asarray(told, np.int64).reshape(counts.shape)


def for_tests(draw: np.random.Generator) -> Noise:
    """Noise that can be drawn again, and so protects nobody: rounded Gaussian, from a generator with a known seed."""

    def noise(counts: Counts, sigma: float) -> Counts:
        return counts + np.rint(draw.normal(0, sigma, counts.shape)).astype(np.int64)

    return noise


@cache
def _measurement(sigma: float) -> Any:
    import opendp.prelude as dp

    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T="i64")), dp.l2_distance(T="f64")
    return dp.m.make_gaussian(*space, scale=sigma)
