"""How a budget is shared between tables. Everything here follows from public figures: the code book and the budget."""

import itertools
from collections.abc import Iterable
from dataclasses import replace

from fyr.release.codebook import CodeBook
from fyr.release.measure.margin import Margin, margin, scaled, whole

# Shares of rho: the number of rows, every field by itself, and what is kept for combinations that the model misses. Of few rows
# all of it goes into the pairs: to count some of them twice gains nothing, and triples of few are noise.
ROWS, ONES, LATER = 0.01, 0.20, 0.10
ROWS_FOR_LATER = 30_000
# The noise of a table falls with the sixth root of its cells: large ones get a little less of it than small ones, so that the
# many thin cells do not drown; the cube root, which is best for each table by itself, is worse for the model that pools them.
FLATNESS = 1 / 6
# Fields by themselves are what every pair stands on: large ones get less noise by the cube root, which is best for their sum.
ONES_FLATNESS = 1 / 3
# Combinations of more cells than these are not counted: each of them holds next to nobody.
MOST_CELLS = 20_000


def later_share(book: CodeBook) -> float:
    """Of rho, what the second round gets."""
    return LATER if book.size >= ROWS_FOR_LATER and book.cap > 1 and len(book.fields) > 2 else 0.0


def first(book: CodeBook, rho: float) -> list[Margin]:
    """The rows, each field, each pair. Where only one field is there, its share goes to it."""
    later = later_share(book)
    fields = range(len(book.fields))
    pairs = _floored([_flat(book, *pair) for pair in itertools.combinations(fields, 2) if _counted(book, pair)])
    ones = 1 - ROWS - later if not pairs else ONES
    told = scaled(book, [margin(book)], rho * ROWS)
    told += scaled(book, [_single(book, one) for one in fields], rho * ones)
    return told + (scaled(book, pairs, rho * (1 - ROWS - ONES - later)) if pairs else [])


def small(book: CodeBook, rho: float) -> list[Margin]:
    """Of a code book with few fields and no cap: every pair with its empty levels, or the one field that there is."""
    fields = range(len(book.fields))
    orders = itertools.combinations(fields, min(2, len(fields)))
    return scaled(book, [whole(book, *one) for one in orders], rho)


def second(book: CodeBook, rho: float, chosen: Iterable[tuple[int, ...]]) -> list[Margin]:
    """The combinations that were chosen, pairs again and triples, for what is left of the budget `rho`."""
    found = [_flat(book, *one) for one in chosen if len(one) <= book.cap]
    return scaled(book, found, rho * later_share(book)) if found and later_share(book) else []


def _single(book: CodeBook, field: int) -> Margin:
    return margin(book, field, sigma=max(1, margin(book, field).cells) ** -ONES_FLATNESS)


def _floored(pairs: list[Margin]) -> list[Margin]:
    """None with more noise than the middle one: under a cap the lightest tables hardly count towards the cost, so that
    giving them less noise is all but free (4 % of the cost for a third less noise)."""
    middle = sorted(one.sigma for one in pairs)[(len(pairs) - 1) // 2] if pairs else 0.0
    return [replace(one, sigma=min(one.sigma, middle)) for one in pairs]


def _flat(book: CodeBook, *fields: int) -> Margin:
    plain = margin(book, *fields)
    return margin(book, *fields, sigma=plain.cells**-FLATNESS)


def _counted(book: CodeBook, fields: tuple[int, ...]) -> bool:
    """Nothing that no row can fill, and nothing too large."""
    one, other = (book.fields[field] for field in fields)
    return (
        book.cap > 1 and len(one.levels) * len(other.levels) <= MOST_CELLS and bool(one.levels) and bool(other.levels)
    )
