"""What the rows are to say of every pair: the model, drawn towards what was counted, fitted to the fields by themselves."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from fyr.release.model.evidence import Evidence
from fyr.release.model.layout import Layout
from fyr.release.model.mixture import Mixture

Array = np.ndarray[Any, np.dtype[Any]]
# How far a true count may stray from the model's at the least, as a share of what chance among persons would do (variance /
# expected); how far it does is read off each table.
CHANCE = 0.25
# A count this many standard deviations from the model is something that the model does not know: it is believed.
STANDS_OUT = 3.5
RAKES = 4
# A pair of levels that is expected in fewer rows than these is held for made up. The more noise there is, the less is known to be
# nobody: (KNOWN / sigma) to the power 3/2 rows, between FEWEST and MOST. Where both levels are so common that APART times as many
# rows would hold them by chance, the pair is never held for made up: the tables would have to say more than they can.
KNOWN, FEWEST, MOST, APART = 19.2, 0.3, 2.3, 8.0


@dataclass(frozen=True)
class Target:
    """Shares of rows by pair of levels (`pairs`) and by level (`ones`); `forbidden` is true where no row may hold both."""

    layout: Layout
    pairs: Array
    ones: Array
    forbidden: Array


def wanted(seen: Evidence, mixture: Mixture) -> Target:
    """What the rows are to follow.

    Of filled levels only is a pair ever forbidden: that something was not written is no statement.
    """
    layout = seen.layout
    ones = _ones(seen, mixture)
    pairs = raked(layout, _completed(layout, _drawn_to_counts(seen, mixture.pairs()), ones), ones)
    forbidden = _forbidden(seen, pairs, ones)
    return Target(layout, raked(layout, np.where(forbidden, 0, pairs), ones), ones, forbidden)


def _ones(seen: Evidence, mixture: Mixture) -> Array:
    """Half what the model says and half what was counted, as their errors have little in common; more of what was counted
    where the model is further off than noise explains."""
    layout, model, told = seen.layout, mixture.ones(), np.clip(seen.one, 0, None)
    off = np.add.reduceat((told - model) ** 2, layout.starts)
    noise = np.add.reduceat(1 / np.maximum(seen.one_weight, 1e-12), layout.starts)
    counted = np.repeat(np.maximum(0.5, 1 - noise / np.maximum(off, 1e-12)), layout.sizes)
    shares = counted * told + (1 - counted) * model
    return np.asarray(shares / np.repeat(np.add.reduceat(shares, layout.starts), layout.sizes))


def _drawn_to_counts(seen: Evidence, model: Array) -> Array:
    """Each cell between the model and its count, by how much noise there is; at the count where that stands out."""
    field = seen.layout.field_of
    expected = model * seen.rows
    counted = seen.pair_weight > 0
    noise = np.where(counted, seen.rows**2 / np.where(counted, seen.pair_weight, 1), 1)
    away = np.where(counted, seen.pair * seen.rows - expected, 0)
    over = field.T @ np.where(counted, away**2 - noise, 0) @ field
    strays = np.maximum(over / np.maximum(field.T @ np.where(counted, expected, 0) @ field, 1e-9), CHANCE)
    prior = (field @ strays @ field.T) * expected
    surprise = np.clip(np.abs(away) / np.sqrt(noise + expected) - STANDS_OUT, 0, 1)
    return np.maximum(expected + np.maximum(prior / (prior + noise), surprise) * away, 0) / seen.rows


def _forbidden(seen: Evidence, pairs: Array, ones: Array) -> Array:
    with np.errstate(divide="ignore"):
        sigma = seen.rows / np.sqrt(seen.pair_weight)
    few = np.where(seen.pair_weight > 0, np.clip((KNOWN / sigma) ** 1.5, FEWEST, MOST), 0)
    filled = seen.layout.filled_of.any(axis=1)
    apart = np.outer(ones, ones) * seen.rows < APART * few
    return np.asarray((pairs * seen.rows < few) & apart & ~seen.layout.same_field & np.outer(filled, filled))


def _completed(layout: Layout, pairs: Array, ones: Array) -> Array:
    """The same with the empty levels as what the filled ones leave of each field."""
    fields = range(len(layout.sizes))
    filled = layout.filled_of
    has = [(field, layout.block(field).stop - 1) for field in fields if layout.empty[field]]
    told = pairs.copy()
    left = ones[:, None] - told @ filled
    for field, last in has:
        told[:, last] = left[:, field]
        told[last, :] = left[:, field]
    for _field, last in has:
        of_filled = told[:, last] @ filled
        for other, at in has:
            told[last, at] = ones[last] - of_filled[other]
    return np.maximum(told, 0)


def raked(layout: Layout, pairs: Array, ones: Array) -> Array:
    """Every table of pairs scaled until its sums are those of its two fields."""
    field = layout.field_of
    told = (pairs + pairs.T) / 2
    for _rake in range(RAKES):
        scale = np.sqrt(ones[:, None] / np.maximum(told @ field, 1e-12)) @ field.T
        told = told * scale * scale.T
    return np.asarray(told)
