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
    # Not by its prelude, which loads every table library that it finds, for a second.
    from opendp.domains import atom_domain, vector_domain
    from opendp.measurements import make_gaussian
    from opendp.metrics import l2_distance
    from opendp.mod import enable_features

    enable_features("contrib")
    return make_gaussian(vector_domain(atom_domain(T="i64")), l2_distance(T="f64"), scale=sigma)
