"""A mixture of products: each component has shares for the levels of every field, and fields are independent within it.

With A the shares (components x levels) and p the weights, all pairs of all fields are A' diag(p) A, one product of matrices:
fitting does not depend on the number of rows, and every table pulls at the same model.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from fyr.release.model.evidence import Evidence
from fyr.release.model.layout import Layout

Array = np.ndarray[Any, np.dtype[Any]]
RATE, DECAY, DECAY_SQUARED = 0.12, 0.9, 0.99
# Logits beyond this say no more; it keeps their exponentials within single precision without looking for the largest.
FURTHEST = 60
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
        single = self.shares.astype(SINGLE)
        return np.asarray((single * self.weights[:, None].astype(SINGLE)).T @ single, float)


# Fields, noisy shares, weight.
Triple = tuple[tuple[int, ...], Array, Any]
Correct = Callable[[Mixture], Evidence]


@dataclass(frozen=True)
class Size:
    """How many mixtures, of how many components each, and how many steps they take."""

    members: int
    components: int
    steps: int


def fitted(seen: Evidence, size: Size, draw: np.random.Generator, correct: Correct | None = None) -> Mixture:
    """The mean of several mixtures near the evidence (least squares, by weight), found by Adam from different random starts.

    They are fitted side by side, as one array. A third and two thirds in, the evidence is read again in the light of what the
    model says by then (`correct`).
    """
    fit = _Fit(seen, size, draw)
    steps, corrections = size.steps, (size.steps // 3, 2 * size.steps // 3)
    for step in range(1, steps + 1):
        late = max(0.0, (step / steps - 0.5) * 2)
        fit.step(step, RATE * (1 if not late else max(0.02, 0.5 * (1 + math.cos(math.pi * late)))))
        if correct and step in corrections:
            fit.read(correct(fit.mixture()))
    return fit.mixture()


class _Fit:
    """Logits, their gradient, and Adam's moments, in single precision: members x components x levels."""

    def __init__(self, seen: Evidence, size: Size, draw: np.random.Generator) -> None:
        layout = self.layout = seen.layout
        self.field = layout.field_of.astype(SINGLE)
        self.read(seen)
        start = np.log(np.clip(seen.one, 1 / seen.rows, None))
        logits = start + draw.normal(0, 1, (size.members, size.components, layout.width))
        self.parameters = [logits.astype(SINGLE), draw.normal(0, 0.1, (size.members, size.components)).astype(SINGLE)]
        self.means = [np.zeros_like(one) for one in self.parameters]
        self.squares = [np.zeros_like(one) for one in self.parameters]

    def read(self, seen: Evidence) -> None:
        top = max(float(seen.pair_weight.max()), float(seen.one_weight.max()))
        self.one, self.one_weight = seen.one.astype(SINGLE), (seen.one_weight / top).astype(SINGLE)
        self.pair, self.pair_weight = seen.pair.astype(SINGLE), (seen.pair_weight / top).astype(SINGLE)
        self.triples = [(fields, told.astype(SINGLE), SINGLE(weight / top)) for fields, told, weight in seen.triples]

    def mixture(self) -> Mixture:
        weights, shares = self.shares()
        members, _components, width = shares.shape
        shares = shares.reshape(-1, width).astype(float)
        shares /= (shares @ self.layout.field_of) @ self.layout.field_of.T
        return Mixture(self.layout, weights.ravel().astype(float) / members, shares)

    def shares(self) -> tuple[Array, Array]:
        raised = np.exp(self.parameters[0])
        raised *= self._wide(1 / self._sums(raised))
        weights = np.exp(self.parameters[1])
        return weights / weights.sum(axis=1, keepdims=True), raised

    def step(self, number: int, rate: float) -> None:
        """Adam, in place; `number` counts from one."""
        rate *= math.sqrt(1 - DECAY_SQUARED**number) / (1 - DECAY**number)
        for which, gradient in enumerate(self._gradients()):
            mean, square, told = self.means[which], self.squares[which], self.parameters[which]
            mean *= SINGLE(DECAY)
            mean += SINGLE(1 - DECAY) * gradient
            square *= SINGLE(DECAY_SQUARED)
            square += SINGLE(1 - DECAY_SQUARED) * np.square(gradient)
            told -= SINGLE(rate) * mean / (np.sqrt(square) + SINGLE(1e-12))
            np.clip(told, -FURTHEST, FURTHEST, out=told)

    def _gradients(self) -> tuple[Array, Array]:
        """Of half the sum of weight x (model - evidence)², over both triangles of the pairs."""
        weights, shares = self.shares()
        pull, of_weights = np.empty_like(shares), np.empty_like(weights)
        for member, (own, at) in enumerate(zip(weights, shares, strict=True)):
            held = at * own[:, None]
            wrong = held.T @ at
            wrong -= self.pair
            wrong *= self.pair_weight
            of_one = self.one_weight * (own @ at - self.one)
            np.matmul(at, wrong, out=pull[member])
            pull[member] += of_one
            of_weights[member] = np.einsum("kl,kl->k", at, pull[member]) + at @ of_one
            pull[member] *= 2 * own[:, None]
            for triple in self.triples:
                self._triple(triple, own, at, pull[member], of_weights[member : member + 1])
        inner = self._sums(pull * shares)
        pull -= self._wide(inner)
        pull *= shares
        return pull, weights * (of_weights - (weights * of_weights).sum(axis=1, keepdims=True))

    def _triple(self, triple: Triple, weights: Array, shares: Array, of: Array, by: Array) -> None:
        """Adds the pull of one table of three fields to the gradients `of` the shares and `by` the weights (one row)."""
        fields, told, weight = triple
        a, b, c = (shares[:, self.layout.filled(field)] for field in fields)
        k = len(weights)
        ab = (a[:, :, None] * b[:, None, :]).reshape(k, -1)
        wrong = 2 * weight * ((ab * weights[:, None]).T @ c - told.reshape(-1, c.shape[1]))
        pull = (ab @ wrong).reshape(k, -1)
        by[0] += (pull * c).sum(axis=1)
        of[:, self.layout.filled(fields[2])] += weights[:, None] * pull
        across = (c @ wrong.T).reshape(k, a.shape[1], b.shape[1]) * weights[:, None, None]
        of[:, self.layout.filled(fields[0])] += np.matmul(across, b[:, :, None])[:, :, 0]
        of[:, self.layout.filled(fields[1])] += np.matmul(a[:, None, :], across)[:, 0]

    def _sums(self, by_level: Array) -> Array:
        return np.asarray(by_level @ self.field)

    def _wide(self, by_field: Array) -> Array:
        return np.asarray(by_field @ self.field.T)
