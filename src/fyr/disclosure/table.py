"""The table of one period, protected cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# Below this a count is not shown: UNODC writes "<5" for the same.
K = 5
# A share is said only of this many persons or more, and then in quarters.
LEAST_BASE = 20

Cell = tuple[str, ...]


@dataclass(frozen=True)
class Protected:
    """`cells` holds what is shown: multiples of `k`, each "this many, or up to k-1 more".

    A cell that is not there has fewer than `k` persons, perhaps none: the two look the same.
    """

    cells: Mapping[Cell, int]
    k: int = K

    def at_least(self, *pattern: str | None) -> int:
        """The sum of the shown cells that match: one code for each place, None for any. 0 says: too few to show.

        Raises ValueError where the pattern has another length than the cells.
        """
        if any(len(cell) != len(pattern) for cell in self.cells):
            raise ValueError("The pattern needs one code, or None, for each place of a cell.")
        return sum(shown for cell, shown in self.cells.items() if _fits(cell, pattern))


class Share(StrEnum):
    FEW = "few"
    SOME = "some"
    MANY = "many"
    MOST = "most"


def protect(counts: Mapping[Cell, int], k: int = K) -> Protected:
    """`counts`: persons (each once in a cell) by cells that are all of one table, none of them a total of others.

    Raises ValueError for a negative count, cells of different lengths, or a k that hides nothing.
    """
    if k < 2:
        raise ValueError("k must be 2 or more; below that nothing is hidden.")
    if len({len(cell) for cell in counts}) > 1:
        raise ValueError("All cells of a table have the same places.")
    if any(count < 0 for count in counts.values()):
        raise ValueError("A count of persons is never negative.")
    # Sorted, so that the order of the input (who came first) is not kept either.
    return Protected({cell: count - count % k for cell, count in sorted(counts.items()) if count >= k}, k)


def share(part: int, whole: int) -> Share | None:
    """How much of a shown sum another shown sum is, in quarters; None where the base is too small. Takes shown sums only."""
    if whole < LEAST_BASE:
        return None
    return list(Share)[min(3, 4 * part // whole)]


def _fits(cell: Cell, pattern: tuple[str | None, ...]) -> bool:
    return all(wanted is None or wanted == code for code, wanted in zip(cell, pattern, strict=True))
