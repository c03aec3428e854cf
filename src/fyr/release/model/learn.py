"""From noisy tables to rows: fit, count what the model misses, fit again, draw, and move the rows towards the tables."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from fyr.release.codebook import CodeBook
from fyr.release.measure import design
from fyr.release.measure.margin import Margin
from fyr.release.model.capped import uncapped
from fyr.release.model.choose import missed
from fyr.release.model.evidence import Evidence, Noisy, evidence
from fyr.release.model.layout import Layout
from fyr.release.model.mixture import Mixture, Size, fitted
from fyr.release.model.rows import drawn
from fyr.release.model.rules import obeyed
from fyr.release.model.settle import settled
from fyr.release.model.target import wanted

Array = np.ndarray[Any, np.dtype[Any]]
# Several small models from different starts, pooled, err less than one large: what one makes of noise the others do not. Where
# there are many rows there is less noise, and more to learn.
SMALL, LARGE, MANY_ROWS = Size(6, 50, 300), Size(3, 100, 300), 30_000
# A look, to see what it misses.
GLANCE = Size(2, 50, 200)
# How many rows are looked at when they are moved towards the tables.
VISITS = 30_000


@dataclass(frozen=True)
class Learnt:
    """`measured` is all that was counted with noise; `codes` are the rows (fields x rows)."""

    measured: list[Noisy]
    mixture: Mixture
    codes: Array


@dataclass(frozen=True)
class Learning:
    """`count` counts margins with noise, for what is left of `rho`; it was spent before."""

    book: CodeBook
    rho: float
    count: Callable[[list[Margin]], list[Noisy]]
    draw: np.random.Generator
    progress: Callable[[str, float], None]

    def __call__(self, noisy: list[Noisy]) -> Learnt:
        self.progress("modelling", 0.2)
        measured = noisy + self._second(noisy)
        mixture, seen = self._ensemble(evidence(Layout.of(self.book), measured))
        self.progress("drawing", 0.8)
        codes, _begins = drawn(mixture, max(1, round(seen.rows)), self.draw)
        codes = settled(codes, wanted(seen, mixture), VISITS, self.draw)
        codes = obeyed(codes, self.book, self.draw)
        return Learnt(measured, mixture, codes[:, self.draw.permutation(codes.shape[1])])

    def _second(self, noisy: list[Noisy]) -> list[Noisy]:
        """What a first look at the noisy tables misses, counted too, where there is a budget for it."""
        if not design.later_share(self.book):
            return []
        seen = evidence(Layout.of(self.book), noisy)
        return self.count(design.second(self.book, self.rho, missed(seen, fitted(seen, GLANCE, self.draw))))

    def _ensemble(self, raw: Evidence) -> tuple[Mixture, Evidence]:
        """The model, and the evidence without what the cap took from it."""
        told = [raw]

        def correct(mixture: Mixture) -> Evidence:
            told.append(uncapped(self.book, raw, mixture, self.draw))
            return told[-1]

        size = SMALL if raw.rows < MANY_ROWS else LARGE
        mixture = fitted(raw, size, self.draw, correct)
        return mixture, told[-1]
