"""A mixture of products: each component has shares for the levels of every field, and fields are independent within it.

With A the shares (components x levels) and p the weights, all pairs of all fields are A' diag(p) A, one product of matrices:
fitting does not depend on the number of rows, and every table pulls at the same model.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from fyr.release.model.evidence import Evidence
from fyr.release.model.layout import Layout

Array = np.ndarray[Any, np.dtype[Any]]
RATE, DECAY, DECAY_SQUARED = 0.12, 0.9, 0.99
SINGLE = np.float32


@dataclass(frozen=True)
class Mixture:
    """`weights` (components), which sum to 1; `shares` (components x levels), which sum to 1 in each field."""

    layout: Layout
    weights: Array
    shares: Array

    def ones(self) -> Array:
        return np.asarray(self.weights @ self.shares)

    def pairs(self) -> Array:
        """Shares of all rows, levels x levels."""
        return np.asarray((self.shares * self.weights[:, None]).T @ self.shares)


def pooled(parts: list[Mixture]) -> Mixture:
    """The mean of several models, as one."""
    return Mixture(
        parts[0].layout,
        np.concatenate([part.weights for part in parts]) / len(parts),
        np.concatenate([part.shares for part in parts]),
    )


def fitted(seen: Evidence, components: int, steps: int, draw: np.random.Generator) -> Mixture:
    """The mixture nearest to the evidence (least squares, by weight), found by Adam from a random start."""
    layout = seen.layout
    fit = _Fit(seen, components, draw)
    for step in range(1, steps + 1):
        late = max(0.0, (step / steps - 0.5) * 2)
        fit.step(step, RATE * (1 if not late else max(0.02, 0.5 * (1 + math.cos(math.pi * late)))))
    weights, shares = fit.shares()
    return Mixture(layout, weights.astype(float), shares.astype(float))


class _Fit:
    """Logits, their gradient, and Adam's moments, in single precision."""

    def __init__(self, seen: Evidence, components: int, draw: np.random.Generator) -> None:
        layout = self.layout = seen.layout
        top = max(float(seen.pair_weight.max()), float(seen.one_weight.max()))
        self.one, self.one_weight = seen.one.astype(SINGLE), (seen.one_weight / top).astype(SINGLE)
        self.pair, self.pair_weight = seen.pair.astype(SINGLE), (seen.pair_weight / top).astype(SINGLE)
        self.triples = [(fields, told.astype(SINGLE), SINGLE(weight / top)) for fields, told, weight in seen.triples]
        start = np.log(np.clip(seen.one, 1 / seen.rows, None))
        logits = start + draw.normal(0, 1, (components, layout.width))
        self.parameters = [logits.astype(SINGLE), draw.normal(0, 0.1, components).astype(SINGLE)]
        self.means = [np.zeros_like(one) for one in self.parameters]
        self.squares = [np.zeros_like(one) for one in self.parameters]

    def shares(self) -> tuple[Array, Array]:
        raised = np.exp(self.parameters[0] - self.parameters[0].max(axis=1, keepdims=True))
        sums = np.add.reduceat(raised, self.layout.starts, axis=1)
        weights = np.exp(self.parameters[1] - self.parameters[1].max())
        return weights / weights.sum(), raised / np.maximum(self._wide(sums), SINGLE(1e-30))

    def step(self, number: int, rate: float) -> None:
        gradients = self._gradients()
        for told, gradient, mean, square in zip(self.parameters, gradients, self.means, self.squares, strict=True):
            mean *= SINGLE(DECAY)
            mean += SINGLE(1 - DECAY) * gradient
            square *= SINGLE(DECAY_SQUARED)
            square += SINGLE(1 - DECAY_SQUARED) * gradient * gradient
            towards = np.sqrt(square / SINGLE(1 - DECAY_SQUARED**number)) + SINGLE(1e-12)
            told -= SINGLE(rate / (1 - DECAY**number)) * mean / towards

    def _gradients(self) -> tuple[Array, Array]:
        """Of half the sum of weight x (model - evidence)², over both triangles of the pairs."""
        weights, shares = self.shares()
        held = shares * weights[:, None]
        wrong = self.pair_weight * (held.T @ shares - self.pair)
        of_one = 2 * self.one_weight * (held.sum(axis=0) - self.one)
        pull = shares @ wrong
        of_shares = weights[:, None] * (2 * pull + of_one)
        of_weights = (shares * pull).sum(axis=1) + shares @ of_one
        for fields, told, weight in self.triples:
            self._triple(fields, told, weight, weights, shares, of_shares, of_weights)
        inner = np.add.reduceat(of_shares * shares, self.layout.starts, axis=1)
        return shares * (of_shares - self._wide(inner)), weights * (of_weights - (weights * of_weights).sum())

    def _triple(
        self, fields: tuple[int, ...], told: Array, weight: Any, weights: Array, shares: Array, of: Array, by: Array
    ) -> None:
        """Adds the pull of one table of three fields to the gradients `of` the shares and `by` the weights."""
        a, b, c = (shares[:, self.layout.filled(field)] for field in fields)
        k = len(weights)
        ab = (a[:, :, None] * b[:, None, :]).reshape(k, -1)
        wrong = 2 * weight * ((ab * weights[:, None]).T @ c - told.reshape(-1, c.shape[1]))
        pull = (ab @ wrong).reshape(k, -1)
        by += (pull * c).sum(axis=1)
        of[:, self.layout.filled(fields[2])] += weights[:, None] * pull
        across = (c @ wrong.T).reshape(k, a.shape[1], b.shape[1]) * weights[:, None, None]
        of[:, self.layout.filled(fields[0])] += np.einsum("kij,kj->ki", across, b)
        of[:, self.layout.filled(fields[1])] += np.einsum("kij,ki->kj", across, a)

    def _wide(self, by_field: Array) -> Array:
        return np.repeat(by_field, self.layout.sizes, axis=1)
