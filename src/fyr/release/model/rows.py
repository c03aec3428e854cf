"""Rows from a mixture: stratified within each component, so that its shares are met as nearly as whole rows can."""

from itertools import pairwise
from typing import Any

import numpy as np

from fyr.release.encode import smallest
from fyr.release.model.mixture import Mixture

Array = np.ndarray[Any, np.dtype[Any]]


def drawn(mixture: Mixture, rows: int, draw: np.random.Generator) -> tuple[Array, Array]:
    """(codes: fields x rows, the empty level being the last; where each component's rows begin, with the end).

    In a component of c rows a level with share s stands in c s rows, rounded up or down by one common chance; which rows these
    are is chance alone, as fields are independent within a component.
    """
    begins = np.concatenate([[0], np.cumsum(_whole(mixture.weights * rows, rows, draw))])
    within = np.diff(begins)
    codes = np.empty((len(mixture.layout.sizes), rows), smallest(max(mixture.layout.sizes)))
    for field in range(len(codes)):
        shares = np.cumsum(mixture.shares[:, mixture.layout.block(field)], axis=1)
        upto = np.floor(shares / shares[:, -1:] * within[:, None] + draw.random((len(within), 1)))
        upto[:, -1] = within
        counts = np.diff(np.minimum(upto, within[:, None]), axis=1, prepend=0).astype(np.int64)
        levels = np.tile(np.arange(shares.shape[1]), len(within))
        codes[field] = np.repeat(levels, counts.ravel())
        for begin, end in pairwise(begins):
            draw.shuffle(codes[field, begin:end])
    return codes, begins


def _whole(parts: Array, total: int, draw: np.random.Generator) -> Array:
    """Whole numbers near `parts` that sum to `total`."""
    upto = np.floor(np.cumsum(parts) + draw.random())
    upto[-1] = total
    return np.diff(np.clip(upto, 0, total), prepend=0).astype(np.int64)
