"""Exact counts of margins over chunks of rows: what every engine (DuckDB, Spark) does with the codes it reads."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from fyr.release.codebook import CodeBook
from fyr.release.measure.margin import Margin

Codes = list[np.ndarray[Any, np.dtype[Any]]]
Counts = np.ndarray[Any, np.dtype[np.int64]]
# An odd number that spreads a row's codes, and how far its upper bits are folded down; any would do, as long as they stay so.
SPREAD, FOLD = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


def counted(book: CodeBook, margins: Sequence[Margin], chunks: Iterable[Codes]) -> list[Counts]:
    """By margin, an array of its shape. A chunk has one array for each field: the code of each row's level, or the number of
    levels where the field is not filled. Memory is that of the tables and of one chunk."""
    told = [np.zeros(one.shape, np.int64) for one in margins]
    for codes in chunks:
        within = kept(book, codes)
        for one, counts in zip(margins, told, strict=True):
            np.add(counts, _count(one, within if one.capped else codes, len(codes[0])), out=counts)
    return told


def kept(book: CodeBook, codes: Codes) -> Codes:
    """The same with at most `book.cap` filled fields in each row; what is over becomes not filled.

    Which fields are kept depends on the row alone (never on other rows, nor on chance), so that one row more or fewer
    changes what that row adds and nothing else: from a place that a hash of the row names, in order and round the end.
    """
    if book.cap >= len(codes):
        return codes
    levels = np.array([len(field.levels) for field in book.fields])
    all_codes = np.stack([code.astype(np.int64) for code in codes], axis=1)
    filled = all_codes < levels
    over = np.flatnonzero(filled.sum(axis=1) > book.cap)
    if not len(over):
        return codes
    rows = all_codes[over]
    turned = (_hashed(rows)[:, None] + np.arange(len(codes))) % len(codes)
    first = np.take_along_axis(filled[over], turned, axis=1)
    stays = np.zeros_like(first)
    np.put_along_axis(stays, turned, first & (np.cumsum(first, axis=1) <= book.cap), axis=1)
    all_codes[over] = np.where(stays, rows, levels)
    return list(all_codes.T)


def _hashed(rows: np.ndarray[Any, np.dtype[Any]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """A number for each row that follows from its codes, and looks like chance."""
    told = np.zeros(len(rows), np.uint64)
    for column in rows.T:
        told = (told ^ (column.astype(np.uint64) + np.uint64(1))) * SPREAD
        told ^= told >> FOLD
    return (told >> np.uint64(1)).astype(np.int64)


def _count(one: Margin, codes: Codes, rows: int) -> Counts:
    if not one.fields:
        return np.asarray(rows, np.int64)
    # One more level in each field for what is not filled; it is counted with the rest and left out at the end.
    wide = [size + 1 for size in one.shape]
    place = codes[one.fields[0]].astype(np.int64)
    for field, size in zip(one.fields[1:], wide[1:], strict=True):
        place = place * size + codes[field]
    counts = np.bincount(place, minlength=int(np.prod(wide))).reshape(wide)
    return counts[tuple(slice(size) for size in one.shape)]
