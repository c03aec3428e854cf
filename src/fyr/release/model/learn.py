"""From noisy tables to rows: fit, look at what the model misses, count that too, fit again, draw, mend."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from fyr.release.codebook import CodeBook
from fyr.release.measure import design
from fyr.release.measure.margin import Margin
from fyr.release.model.choose import missed
from fyr.release.model.evidence import Evidence, Noisy, evidence
from fyr.release.model.layout import Layout
from fyr.release.model.mixture import Mixture, fitted, pooled
from fyr.release.model.rows import drawn
from fyr.release.model.support import mended, unsupported
from fyr.release.planning import Plan

Array = np.ndarray[Any, np.dtype[Any]]
# Several small models from different starts, pooled, err less than one large: what one makes of noise the others do not.
MEMBERS, COMPONENTS, STEPS = 6, 50, 300


@dataclass(frozen=True)
class Learnt:
    """`measured` is all that was counted with noise; `codes` are the rows (fields x rows)."""

    measured: list[Noisy]
    mixture: Mixture
    codes: Array


def learnt(
    book: CodeBook,
    planned: Plan,
    noisy: list[Noisy],
    count: Callable[[list[Margin]], list[Noisy]],
    draw: np.random.Generator,
    progress: Callable[[str, float], None],
) -> Learnt:
    """`count` counts margins with noise; what it may cost was kept by the plan."""
    layout = Layout.of(book)
    progress("modelling", 0.2)
    seen = evidence(layout, noisy)
    chosen = design.second(book, planned.rho * design.LATER, missed(seen, ensemble(seen, 2, draw)))
    measured = noisy + count(chosen)
    seen = evidence(layout, measured)
    mixture = ensemble(seen, MEMBERS, draw)
    progress("drawing", 0.8)
    codes, begins = drawn(mixture, max(1, round(seen.rows)), draw)
    codes = mended(codes, begins, book, unsupported(seen, mixture), draw)
    return Learnt(measured, mixture, codes[:, draw.permutation(codes.shape[1])])


def ensemble(seen: Evidence, members: int, draw: np.random.Generator) -> Mixture:
    return pooled([fitted(seen, COMPONENTS, STEPS, draw) for _member in range(members)])
