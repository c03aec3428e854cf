"""One-way tables of a small programme, year after year, such that all of them together say no more than each by itself.

docs/adr/0009-disclosure.md holds for a single cell. But tables of the same persons share their total, and who departed
was agreed to before: "at least 10 by country" makes the hidden one of two sexes a one. So publication audits itself.
For every cell of every table there remain, for each of its k possible numbers, persons whose whole series of reports
would be the same to the last sign: `worlds` finds them, `menu` sees to it that silence tells nothing either, and
`publish` decides what is shown and when from nothing but that, the sum of what a table would show, and whether the
first table of a block has anything to show. It waits for a later year without telling: until a block is closed, proof is
kept for programmes that had fewer than k persons in it, and nobody in the year waited for is always one of them.

What it does not hold against: whoever knows more than the reports. Somebody who knows persons of a programme can take
them off. Whoever knows that a code implies another has a link that is not reasoned about: a country and its region, an
outcome after which nobody is asked, "within three months" that ties a departure to the year of its agreement. A dimension
therefore belongs to one event only, and dimensions that imply one another should be one. It holds for one programme:
what somebody else reports of the same persons is unknown to it. And it takes the records as they were at each edition:
who is added later to a year that was reported is counted nowhere, unless the caller gives her the first year that was not.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from fyr.disclosure.menu import Menu, menu
from fyr.disclosure.table import K, protect
from fyr.disclosure.worlds import Block, Facts, Interval, Shown, extremes

# event -> (year, {dimension: code})
Person = Mapping[str, tuple[int, Mapping[str, str]]]


@dataclass(frozen=True)
class Plan:
    """`events`: first to last, who has a later one has all before it. `dimensions`: of each event, the most important
    first. `codes`: all codes of each dimension, for ever: a new list is a new dimension. `first`: the programme's first
    year, from which the first blocks begin whether anybody was there or not (earlier years count as it).

    Raises ValueError for a plan with which the tables could not be reasoned about.
    """

    events: Sequence[str]
    dimensions: Mapping[str, Sequence[str]]
    codes: Mapping[str, Sequence[str]]
    first: int
    k: int = K
    longest: int = 5

    def __post_init__(self) -> None:
        every = [dimension for event in self.events for dimension in self.dimensions.get(event, ())]
        for dimension in every:
            if every.count(dimension) > 1:
                raise ValueError(
                    f"{dimension!r} is planned twice. Show a dimension at one event only: the same persons by the same codes at two events link cell with cell."
                )
            if len(set(self.codes.get(dimension, ()))) < 2:
                raise ValueError(f"{dimension!r} needs two codes or more; write all that it can have in `codes`.")
        if self.k < 2 or self.longest < 1:
            raise ValueError("k must be 2 or more, and a block one year or longer.")


@dataclass(frozen=True)
class Table:
    """`cells`: what is shown, multiples of k; every other code of the dimension is "fewer than k".

    A withheld table has no cells and says nothing but that it will not be shown; `within` is what anybody who knows the
    program can conclude from that about the total, as intervals: the audit of later tables takes it into account.
    """

    event: str
    dimension: str
    first: int
    last: int
    cells: Mapping[str, int] = field(default_factory=dict)
    withheld: bool = False
    within: tuple[Interval, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For a JSON field."""
        within = [list(interval) for interval in self.within]
        return asdict(self) | {"cells": dict(self.cells), "within": within}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Table":
        """Raises KeyError or TypeError for what is no table."""
        return cls(**{**told, "within": tuple((low, high) for low, high in told["within"])})


def publish(records: Sequence[Person], earlier: Sequence[Table], *, until: int, plan: Plan) -> list[Table]:
    """The tables that are new, to be kept after the earlier ones; `until` is the last year that has ended.

    The answer is the same whether it is asked every year or once after several. Raises ValueError for records or earlier
    tables that do not fit the plan.
    """
    _check(records, earlier, plan)
    told = list(earlier)
    # What an earlier edition let wait is not taken up for its year again: a later correction would show. An edition that
    # had nothing to show at all has left no trace, so its years are gone through anew.
    settled = max((table.last for table in earlier), default=plan.first - 1)
    for year in range(settled + 1, until + 1):
        for event in plan.events:
            told += _close(records, told, event, year, plan)
    return told[len(earlier) :]


def bounds(tables: Sequence[Table], plan: Plan) -> dict[tuple[int, str], Interval]:
    """What anybody can conclude of each cell by (place of its table, code): the least and the most it can be.

    From the tables alone, whoever made them; exact, but for the gaps that silence leaves in a total. Raises ValueError
    where no programme could have given these tables.
    """
    facts = _facts(tables, plan)
    found = {}
    for at, table in enumerate(tables):
        if table.withheld:
            continue
        shown = _shown(table, plan)
        if (ends := extremes(facts, shown.block)) is None:
            raise ValueError("These tables contradict one another: no programme has them all.")
        others = shown.leaves(0, plan.k)
        least, most = max(0, ends[0] - others[1]), min(plan.k - 1, ends[1] - others[0])
        for code in plan.codes[table.dimension]:
            low = table.cells.get(code, 0)
            found[at, code] = (low + least, low + most)
    return found


def _close(records: Sequence[Person], told: Sequence[Table], event: str, year: int, plan: Plan) -> list[Table]:
    """The tables of the event's block if it ends with this year, and none if it waits."""
    first = _next(told, event, plan)
    dimensions = plan.dimensions.get(event, ())
    if year < first or not dimensions:
        return []
    forced = year - first + 1 >= plan.longest
    made: list[Table] = []
    for dimension in dimensions:
        lowest = 0 if forced or made else plan.k
        cells = _cells(records, event, dimension, (first, year), plan)
        facts = _facts([*told, *made], plan, (event, year))
        block = Block(plan.events.index(event), first - 1, year)
        allowed = menu(facts, block, len(plan.codes[dimension]), lowest)
        if allowed is None or sum(cells.values()) < lowest:
            return []
        made.append(_decided(Table(event, dimension, first, year, cells), allowed))
    return made


def _decided(table: Table, allowed: Menu) -> Table:
    if sum(table.cells.values()) in allowed:
        return table
    return Table(table.event, table.dimension, table.first, table.last, withheld=True, within=allowed.silence)


def _next(told: Iterable[Table], event: str, plan: Plan) -> int:
    return max((table.last + 1 for table in told if table.event == event), default=plan.first)


def _cells(
    records: Sequence[Person], event: str, dimension: str, years: tuple[int, int], plan: Plan
) -> Mapping[str, int]:
    counts: Counter[tuple[str, ...]] = Counter()
    for person in records:
        if event in person and years[0] <= max(person[event][0], plan.first) <= years[1]:
            counts[(person[event][1][dimension],)] += 1
    return {code: shown for (code,), shown in protect(counts, plan.k).cells.items()}


def _shown(table: Table, plan: Plan) -> Shown:
    block = Block(plan.events.index(table.event), table.first - 1, table.last)
    return Shown(block, sum(table.cells.values()), len(plan.codes[table.dimension]))


def _facts(told: Sequence[Table], plan: Plan, now: tuple[str, int] | None = None) -> Facts:
    """What is public; with `now`, the event and year that are being decided, also what follows from who waited."""
    shown = tuple(_shown(table, plan) for table in told if not table.withheld)
    within = tuple((_shown(table, plan).block, table.within) for table in told if table.within)
    few = tuple(_waited(told, plan, now)) if now else ()
    return Facts(len(plan.events), plan.first - 1, plan.k, shown, few, within)


def _waited(told: Sequence[Table], plan: Plan, now: tuple[str, int]) -> Iterable[Block]:
    """Blocks that were let wait: they had no cell to show. Fewer than k persons in all is stricter, and safe to assume."""
    for at, event in enumerate(plan.events):
        if not plan.dimensions.get(event):
            continue
        for first, last in sorted({(table.first, table.last) for table in told if table.event == event}):
            if last > first:
                yield Block(at, first - 1, last - 1)
        decided = now[1] if at < plan.events.index(now[0]) else now[1] - 1
        if decided >= (first := _next(told, event, plan)):
            yield Block(at, first - 1, decided)


def _check(records: Sequence[Person], earlier: Sequence[Table], plan: Plan) -> None:
    for table in earlier:
        planned = table.dimension in plan.dimensions.get(table.event, ())
        if not planned or not set(table.cells) <= set(plan.codes[table.dimension]):
            raise ValueError(
                f"An earlier table, {table.event} by {table.dimension}, is not in the plan. Keep what was ever shown in it, with all its codes."
            )
    for person in records:
        years = [person[event][0] for event in plan.events if event in person]
        if years != sorted(years) or any(event not in person for event in plan.events[: len(years)]):
            raise ValueError("A person has an event without the one before it, or before its year. Correct the record.")
        for event in plan.events[: len(years)]:
            for dimension in plan.dimensions.get(event, ()):
                if person[event][1].get(dimension) not in plan.codes[dimension]:
                    raise ValueError(f"A person at {event} has no code of {dimension}. Give unknown a code of its own.")
