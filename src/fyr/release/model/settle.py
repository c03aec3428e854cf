"""Rows moved, one field of one row at a time, until their pairs are as wanted and none that is forbidden is left.

The distance is the sum over all cells of weight x (rows that hold the pair - rows that should)². Changing one field of one row
changes one cell in each pair of that field, so what a change gains is a sum over the row's other levels: two products of matrices
tell it for all levels of a field and many rows at once. Of these the best few are made and the distance is brought up to date.
"""

from typing import Any

import numpy as np

from fyr.release.model.target import Target

Array = np.ndarray[Any, np.dtype[Any]]
SINGLE = np.float32
# Rows looked at together, and how many of them may change in one field before the others are looked at anew (for 10,000 rows; with
# the root of the rows): as all of them see the same gap, too many at once would fill it several times. Mending may change more.
BATCH, CHANGES, MENDS = 500, 10, 60
# What holding a forbidden pair costs, in units of the distance (a cell off by one costs 1 or less).
FORBIDDEN = 10.0
MEND_PASSES = 3
# Rows above which pairs are counted table by table, in little memory.
MANY = 150_000


def settled(codes: Array, target: Target, visits: int, draw: np.random.Generator) -> Array:
    """`codes` (fields x rows), changed in place. `visits` is how many rows to look at, those
    that hold a forbidden pair first and again, then any."""
    table = _Table(codes, target)
    rows = codes.shape[1]
    bad = np.arange(rows)
    for _pass in range(MEND_PASSES):
        bad = bad[table.faults(codes[:, bad]) > 0]
        _visit(table, codes, draw.permutation(bad)[:visits], MENDS, draw)
    changes = round(CHANGES * max(1.0, (rows / 10_000) ** 0.5))
    while visits > 0:
        order = draw.permutation(rows)[:visits]
        _visit(table, codes, order, changes, draw)
        visits -= len(order)
    return codes


def _visit(table: "_Table", codes: Array, order: Array, changes: int, draw: np.random.Generator) -> None:
    for begin in range(0, len(order), BATCH):
        table.visit(codes, order[begin : begin + BATCH], changes, draw)


class _Table:
    """The gap between the rows' pairs and those wanted, levels x levels; each field's own levels stand on the diagonal."""

    def __init__(self, codes: Array, target: Target) -> None:
        layout = self.layout = target.layout
        rows, ones, forbidden = codes.shape[1], target.ones, target.forbidden
        aim = target.pairs * rows
        own = layout.same_field
        aim[own] = 0
        np.fill_diagonal(aim, ones * rows)
        self.weight = (1 / np.maximum(aim, 1)).astype(SINGLE)
        self.weight[own] = 0
        self.ones_weight = (1 / np.maximum(ones * rows, 1)).astype(SINGLE)
        self.forbidden = forbidden
        self.cost = (FORBIDDEN * forbidden).astype(SINGLE)
        self.gap = (self._held(codes) - aim).astype(SINGLE)

    def marked(self, codes: Array) -> Array:
        """rows x levels: one where the row has it."""
        told = np.zeros((codes.shape[1], self.layout.width), SINGLE)
        at = np.arange(codes.shape[1])
        for field, start in enumerate(self.layout.starts):
            told[at, codes[field].astype(np.int64) + start] = 1
        return told

    def _held(self, codes: Array) -> Array:
        """Rows by pair of levels."""
        if codes.shape[1] <= MANY:
            marked = self.marked(codes)
            return np.asarray(marked.T @ marked)
        told = np.zeros((self.layout.width, self.layout.width))
        for one, size in enumerate(self.layout.sizes):
            block = self.layout.block(one)
            first = codes[one].astype(np.int64)
            told[block, block] = np.diag(np.bincount(first, minlength=size))
            for other in range(one + 1, len(codes)):
                across, wide = self.layout.block(other), self.layout.sizes[other]
                counts = np.bincount(first * wide + codes[other], minlength=size * wide).reshape(size, wide)
                told[block, across], told[across, block] = counts, counts.T
        return told

    def faults(self, codes: Array) -> Array:
        """Forbidden pairs of each row."""
        told = np.zeros(codes.shape[1], np.uint8)
        for one in range(len(codes)):
            for other in range(one + 1, len(codes)):
                across = self.forbidden[self.layout.block(one), self.layout.block(other)]
                if across.any():
                    told += across[codes[one], codes[other]]
        return told

    def visit(self, codes: Array, rows: Array, changes: int, draw: np.random.Generator) -> None:
        held = codes[:, rows].astype(np.int64)
        marked = self.marked(held)
        for field in draw.permutation(len(held)):
            self._change(held, marked, int(field), changes)
        codes[:, rows] = held

    def _change(self, held: Array, marked: Array, field: int, changes: int) -> None:
        block, size = self.layout.block(field), self.layout.sizes[field]
        now, at = held[field], np.arange(held.shape[1])
        weight = self.weight[:, block]
        sums = marked @ np.concatenate([weight, 2 * weight * self.gap[:, block] + self.cost[:, block]], axis=1)
        own = self.ones_weight[block]
        one_more = sums[:, :size] + own
        slope = sums[:, size:] + 2 * own * np.diagonal(self.gap)[block]
        dearer = one_more + slope + (one_more[at, now] - slope[at, now])[:, None]
        dearer[at, now] = 0
        new = dearer.argmin(axis=1)
        gain = dearer[at, new]
        some = min(changes, int((gain < -1e-6).sum()))
        if some:
            best = np.argpartition(gain, some - 1)[:some]
            self._make(held, marked, field, best, new[best])

    def _make(self, held: Array, marked: Array, field: int, rows: Array, new: Array) -> None:
        block = self.layout.block(field)
        change = np.zeros((len(rows), self.layout.sizes[field]), SINGLE)
        at = np.arange(len(rows))
        change[at, new] += 1
        change[at, held[field, rows]] -= 1
        moved = marked[rows].T @ change
        moved[block] = 0
        self.gap[:, block] += moved
        self.gap[block, :] += moved.T
        diagonal = np.arange(block.start, block.stop)
        self.gap[diagonal, diagonal] += change.sum(axis=0)
        marked[rows, block] += change
        held[field, rows] = new
