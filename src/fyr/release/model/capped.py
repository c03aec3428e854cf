"""What the cap on filled fields kept out of the counts, made good: post-processing, so it costs nothing.

A row with more filled fields than the cap counts in some of its pairs only. How many rows of each pair are lost so depends on how
many more fields such rows have filled, which the model knows: rows drawn from it go through the same cap, and what is left
of each pair tells by what its count is to be divided.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from fyr.release.codebook import CodeBook
from fyr.release.measure.counting import kept
from fyr.release.model.evidence import Evidence
from fyr.release.model.layout import Layout
from fyr.release.model.mixture import Mixture
from fyr.release.model.rows import drawn

Array = np.ndarray[Any, np.dtype[Any]]
SAMPLE = 20_000
# Rows by which the share of a single cell is drawn towards that of its two fields.
PRIOR = 50.0
# Less than this is not made good: the noise would grow with it.
LEAST = 0.2


def uncapped(book: CodeBook, seen: Evidence, mixture: Mixture, draw: np.random.Generator) -> Evidence:
    """The evidence as it would be without the cap, of its expected value; what is scaled up weighs less."""
    if book.cap >= len(book.fields):
        return seen
    left = _left(book, seen.layout, mixture, draw)
    triples = tuple(
        (fields, *_whole_triple(seen.layout, left, fields, told, weight)) for fields, told, weight in seen.triples
    )
    return replace(seen, pair=seen.pair / left, pair_weight=seen.pair_weight * left**2, triples=triples)


def _left(book: CodeBook, layout: Layout, mixture: Mixture, draw: np.random.Generator) -> Array:
    """levels x levels: the share of rows with both that the cap leaves in the count."""
    codes, _begins = drawn(mixture, SAMPLE, draw)
    before = _pairs(layout, list(codes))
    after = _pairs(layout, kept(book, [code.astype(np.int64) for code in codes]))
    of_field = layout.filled_of
    together = (of_field.T @ after @ of_field + 1) / (of_field.T @ before @ of_field + 1)
    usual = of_field @ together @ of_field.T
    usual[usual == 0] = 1
    return np.clip((after + PRIOR * usual) / (before + PRIOR), LEAST, 1)


def _whole_triple(
    layout: Layout, left: Array, fields: tuple[int, ...], told: Array, weight: float
) -> tuple[Array, float]:
    """As if the three pairs of a triple were lost independently but for what they share: the root of their product is near."""
    a, b, c = (layout.filled(field) for field in fields)
    share = np.sqrt(left[a, b][:, :, None] * left[a, c][:, None, :] * left[b, c][None, :, :])
    return told / share, weight * float(np.mean(share)) ** 2


def _pairs(layout: Layout, codes: list[Array]) -> Array:
    """Rows by filled level x filled level."""
    rows = len(codes[0])
    marked = np.zeros((rows, layout.width + 1), np.float32)
    for field, code in enumerate(codes):
        filled = layout.filled(field)
        place = np.where(code < filled.stop - filled.start, code + filled.start, layout.width)
        marked[np.arange(rows), place] = 1
    marked = marked[:, :-1]
    return np.asarray(marked.T @ marked, float)
