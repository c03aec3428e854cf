"""Worlds: yearly totals of nested populations that would have given the very tables that were published.

What tables of one population say of one another, they say through its total N. A table of m codes whose shown numbers
add up to `low` says low <= N <= low + (k-1)m, and nothing else of N; one cell of it can have v persons more than is
shown if and only if low + v <= N <= low + v + (k-1)(m-1). Totals of blocks are differences of cumulative totals
C(event, year); that they never fall and that a later event never overtakes an earlier one are differences too. Such
systems have whole solutions, found by shortest paths (Bellman-Ford), so the reasoning is exact without a solver.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

# An event's number and a year; a block goes from the end of `after` to the end of `last`.
Node = tuple[int, int]
Interval = tuple[int, int]
# No programme has so many persons: stands for "any number". What is reckoned from it may be a little less.
ENDLESS = 10**6
MANY = ENDLESS // 2
# So many systems are solved for one question at most; a world not found by then counts as none, which is the safe side.
PATIENCE = 400


@dataclass(frozen=True, order=True)
class Block:
    event: int
    after: int
    last: int


@dataclass(frozen=True)
class Shown:
    """A table that was published: its shown numbers add up to `low`, and it has `codes` cells."""

    block: Block
    low: int
    codes: int

    def total(self, k: int) -> Interval:
        return self.low, self.low + (k - 1) * self.codes

    def leaves(self, more: int, k: int) -> Interval:
        """The totals with which one cell can hold `more` persons over what is shown of it."""
        return self.low + more, self.low + more + (k - 1) * (self.codes - 1)


@dataclass(frozen=True)
class Facts:
    """What is public. `few`: blocks with fewer than k persons; `within`: the total is in one of these intervals."""

    events: int
    start: int
    k: int
    shown: tuple[Shown, ...] = ()
    few: tuple[Block, ...] = ()
    within: tuple[tuple[Block, tuple[Interval, ...]], ...] = ()

    def and_shown(self, table: Shown) -> "Facts":
        return replace(self, shown=(*self.shown, table))

    def and_within(self, block: Block, intervals: tuple[Interval, ...]) -> "Facts":
        return replace(self, within=(*self.within, (block, intervals)))

    @cached_property
    def nodes(self) -> dict[Node, int]:
        """Places in a world. Before the programme began nobody was anywhere: that is place 0 for every event."""
        blocks = [*(table.block for table in self.shown), *self.few, *(block for block, _ in self.within)]
        years = sorted({year for block in blocks for year in (block.after, block.last)} - {self.start})
        found = {(event, self.start): 0 for event in range(self.events)}
        pairs = [(event, year) for year in years for event in range(self.events)]
        return found | {node: at for at, node in enumerate(pairs, 1)}

    @cached_property
    def places(self) -> int:
        return max(self.nodes.values()) + 1

    @cached_property
    def links(self) -> list[tuple[int, int, int]]:
        """(a, b, most) for each C(b) - C(a) <= most."""
        years = sorted({year for _event, year in self.nodes})
        found = []
        for event in range(self.events):
            for before, year in pairwise(years):
                found.append((self.nodes[event, year], self.nodes[event, before], 0))
                if event:
                    found.append((self.nodes[event - 1, year], self.nodes[event, year], 0))
        for block in self.few:
            found += self.between(block, (0, self.k - 1))
        for table in self.shown:
            found += self.between(table.block, table.total(self.k))
        for block, intervals in self.within:
            found += self.between(block, (intervals[0][0], intervals[-1][1]))
        return found

    def between(self, block: Block, interval: Interval) -> list[tuple[int, int, int]]:
        after, last = self.ends(block)
        return [(after, last, interval[1]), (last, after, -interval[0])]

    def ends(self, block: Block) -> tuple[int, int]:
        return self.nodes[block.event, block.after], self.nodes[block.event, block.last]


World = list[int]


def total(facts: Facts, world: World, block: Block) -> int:
    after, last = facts.ends(block)
    return world[last] - world[after]


def found(facts: Facts, block: Block, interval: Interval) -> World | None:
    """A world in which the block's total lies in the interval, or None."""
    waiting = [facts.between(block, interval)]
    for _try in range(PATIENCE):
        if not waiting:
            return None
        extra = waiting.pop()
        if (world := _solved(facts.places, [*facts.links, *extra])) is None:
            continue
        # Between two intervals of which the total is in one there is a gap: a world in the gap is tried on either side.
        missed = next(((at, parts) for at, parts in facts.within if not _inside(total(facts, world, at), parts)), None)
        if missed is None:
            return world
        waiting += [[*extra, *facts.between(missed[0], part)] for part in missed[1]]
    return None


def _inside(number: int, intervals: tuple[Interval, ...]) -> bool:
    return any(low <= number <= high for low, high in intervals)


def _solved(places: int, links: list[tuple[int, int, int]], root: int = 0) -> World | None:
    """The largest solution with nobody at the root; None where the links contradict one another."""
    world = [ENDLESS] * places
    world[root] = 0
    for _round in range(places + 1):
        moved = False
        for before, after, most in links:
            if world[before] + most < world[after]:
                world[after] = world[before] + most
                moved = True
        if world[root] < 0:
            return None
        if not moved:
            return world
    return None


def extremes(facts: Facts, block: Block) -> Interval | None:
    """The least and the largest total of the block, gaps left aside; None where no world is left."""
    after, last = facts.ends(block)
    highest = _solved(facts.places, facts.links, root=after)
    lowest = _solved(facts.places, facts.links, root=last)
    if highest is None or lowest is None:
        return None
    return max(0, -lowest[after]), highest[last]


def whole(facts: Facts) -> bool:
    """Whether every cell of every table can still hold each of the k numbers that what is shown of it allows.

    Proved by worlds: each number of each cell has one.
    """
    missing = {(table, more) for table in facts.shown for more in range(facts.k)}
    for table, more in _outermost_first(facts):
        if (table, more) not in missing:
            continue
        if (world := found(facts, table.block, table.leaves(more, facts.k))) is None:
            return False
        missing -= {
            (one, v) for one, v in missing if _inside(total(facts, world, one.block), (one.leaves(v, facts.k),))
        }
    # Without any table there must be a world all the same.
    return bool(facts.shown) or _solved(facts.places, facts.links) is not None


def _outermost_first(facts: Facts) -> Iterator[tuple[Shown, int]]:
    for more in sorted(range(facts.k), key=lambda more: -abs(2 * more - facts.k + 1)):
        for table in facts.shown:
            yield table, more
