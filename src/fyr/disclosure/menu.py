"""What a table may show, written down before its numbers are looked at.

Were a table published or withheld by its numbers alone, its absence would speak: "it would have shown more than the
other". So the sums that it may show, its menu, are made from what is already public, and a menu is taken only if each
outcome leaves every cell of every table whole: each sum that is on it, and the silence that stands for all the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from fyr.disclosure.worlds import ENDLESS, MANY, Block, Facts, Interval, Shown, extremes, whole


@dataclass(frozen=True)
class Menu:
    """Sums from `least` to `most` may be shown. `silence`: what the total is known to be within if none is."""

    least: int
    most: int
    silence: tuple[Interval, ...] = ()

    def __contains__(self, low: int) -> bool:
        return self.least <= low <= self.most


NOTHING = Menu(1, 0)


@lru_cache(maxsize=4096)
def menu(facts: Facts, block: Block, codes: int, lowest: int) -> Menu | None:
    """For a table of `codes` cells of which it is known that its shown sum is `lowest` or more.

    The longest run of sums that is safe, the most central of equals; NOTHING where only never showing it is safe, and
    None where not even that is: that its sum is `lowest` or more would then say too much by itself.
    """
    facts = facts.and_within(block, ((0, ENDLESS),))
    tight, loose = extremes(facts, block), extremes(replace(facts, few=()), block)
    if tight is None or loose is None:
        return None if lowest else NOTHING
    table = Shown(block, 0, codes)
    sums, safe = _tried(facts, table, (tight, loose), lowest)
    for start, stop in _runs(safe):
        endless = stop == len(sums) and tight[1] >= MANY
        others = [replace(table, low=low).total(facts.k) for low in sums[:start] + sums[stop:]]
        if loose[1] >= MANY and not endless:
            others.append((sums[-1] + facts.k, ENDLESS))
        silence = _merged(others)
        if not silence or whole(facts.and_within(block, silence)):
            return Menu(sums[start], ENDLESS if endless else sums[stop - 1], silence)
    if not lowest:
        return NOTHING
    at_least = ((lowest, ENDLESS),)
    return Menu(1, 0, at_least) if whole(facts.and_within(block, at_least)) else None


def _tried(facts: Facts, table: Shown, ends: tuple[Interval, Interval], lowest: int) -> tuple[list[int], list[bool]]:
    """The sums that the table could have, and which of them leave all whole.

    What it could have follows from the loose ends, which hold for every programme; what is whole from the tight ones,
    of the worlds that are kept as proof (`few` is stricter than the truth). Where not even those end, a sum that is safe
    and not below the least total shows that all larger ones are: it loosens the upper bound, and the lower binds nothing.
    """
    (least, most), (loosest, largest) = ends
    width = table.total(facts.k)[1]
    low = max(lowest, -(-(loosest - width) // facts.k) * facts.k, 0)
    top = largest
    if largest >= MANY:
        # Above the tight end all are unsafe; the caller lets one interval stand for them.
        top = most + facts.k if most < MANY else least + width + 10 * facts.k
    sums: list[int] = []
    safe: list[bool] = []
    while low <= top:
        sums.append(low)
        safe.append(whole(facts.and_shown(replace(table, low=low))))
        if safe[-1] and low >= least and most >= MANY:
            break
        low += facts.k
    return sums, safe


def _runs(safe: list[bool]) -> Iterator[tuple[int, int]]:
    """Every unbroken run of safe places as (start, stop): longest first, then nearest to the middle."""
    every = [
        (start, stop) for start in range(len(safe)) for stop in range(start + 1, len(safe) + 1) if all(safe[start:stop])
    ]
    return iter(sorted(every, key=lambda run: (run[0] - run[1], abs(run[0] + run[1] - len(safe)))))


def _merged(intervals: list[Interval]) -> tuple[Interval, ...]:
    merged: list[Interval] = []
    for low, high in sorted(intervals):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)
