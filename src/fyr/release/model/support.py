"""What the tables say nobody is: pairs that no row may hold, and rows mended until none does."""

from typing import Any

import numpy as np

from fyr.release.codebook import CodeBook
from fyr.release.model.evidence import Evidence
from fyr.release.model.layout import Layout
from fyr.release.model.mixture import Mixture

Array = np.ndarray[Any, np.dtype[Any]]
SWEEPS = 30
# A pair that the model expects in fewer rows than these is held for made up, unless its own count stands out of the noise.
FEW, OUT_OF_NOISE = 3.0, 4.0


def unsupported(seen: Evidence, mixture: Mixture) -> Array:
    """levels x levels: true where no row may hold both. Of filled levels only: that something was not written is no statement."""
    expected = mixture.pairs() * seen.rows
    with np.errstate(divide="ignore"):
        noise = np.where(seen.pair_weight > 0, seen.rows / np.sqrt(seen.pair_weight), 0)
    stands_out = seen.pair * seen.rows > OUT_OF_NOISE * noise
    return np.asarray((seen.pair_weight > 0) & (expected < FEW) & ~stands_out)


def mended(codes: Array, begins: Array, book: CodeBook, forbidden: Array, draw: np.random.Generator) -> Array:
    """The same rows without pairs that are forbidden, as far as swaps within a component can reach, and none that breaks a rule.

    Two rows of one component change places in one field: what the component says of each field stays as it was. A row that
    cannot be mended so takes the values of another of its component; one that breaks a rule of the code book must.
    """
    layout = Layout.of(book)
    table = _Table(layout, forbidden, _rules(book))
    component = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
    for _sweep in range(SWEEPS):
        wrong = table.faults(codes)
        bad = np.flatnonzero(wrong)
        if not len(bad):
            break
        _swap(codes, table, bad, wrong, begins, component, draw)
    return _replaced(codes, table, draw)


def _swap(
    codes: Array, table: "_Table", bad: Array, wrong: Array, begins: Array, component: Array, draw: np.random.Generator
) -> None:
    """One try for each bad row: another row of its component and one field, kept where both together are less wrong."""
    at = component[bad]
    partner = begins[at] + (draw.random(len(bad)) * (begins[at + 1] - begins[at])).astype(np.int64)
    _unique, first = np.unique(partner, return_index=True)
    mine, other = bad[first], partner[first]
    apart = ~np.isin(mine, other)
    mine, other = mine[apart], other[apart]
    if not len(mine):
        return
    field = draw.integers(len(codes), size=len(mine))
    pair = np.concatenate([mine, other])
    changed = codes[:, pair].copy()
    half = np.arange(len(mine))
    changed[field, half], changed[field, half + len(mine)] = codes[field, other], codes[field, mine]
    after = table.faults(changed)
    better = after[: len(mine)] + after[len(mine) :] < wrong[mine] + wrong[other]
    codes[field[better], mine[better]] = changed[field[better], half[better]]
    codes[field[better], other[better]] = changed[field[better], half[better] + len(mine)]


def _replaced(codes: Array, table: "_Table", draw: np.random.Generator) -> Array:
    wrong = table.faults(codes)
    bad, good = np.flatnonzero(wrong), np.flatnonzero(wrong == 0)
    if len(bad) and len(good):
        codes[:, bad] = codes[:, draw.choice(good, len(bad))]
    return codes


def _rules(book: CodeBook) -> list[dict[int, Array]]:
    """{field: which of its codes} of each impossible combination."""
    place = {field.name: number for number, field in enumerate(book.fields)}
    return [
        {
            place[name]: np.array([text in texts for text in book.fields[place[name]].texts])
            for name, texts in rule.where.items()
        }
        for rule in book.impossible
    ]


class _Table:
    """Counts the faults of rows: forbidden pairs, and rules."""

    def __init__(self, layout: Layout, forbidden: Array, rules: list[dict[int, Array]]) -> None:
        self.rules = rules
        self.pairs = [
            (one, other, block)
            for one in range(len(layout.sizes))
            for other in range(one + 1, len(layout.sizes))
            if (block := forbidden[layout.block(one), layout.block(other)]).any()
        ]

    def faults(self, codes: Array) -> Array:
        told = np.zeros(codes.shape[1], np.int64)
        for one, other, block in self.pairs:
            told += block[codes[one], codes[other]]
        for rule in self.rules:
            held = np.ones(codes.shape[1], bool)
            for field, which in rule.items():
                held &= which[codes[field]]
            told += held
        return told
