"""For every number that a cell can hold there are other persons whose reports, year after year, are the very same."""

from collections import Counter
from itertools import product

from hypothesis import given, settings

from fyr.disclosure.linked import Plan, _facts, _shown, publish
from fyr.disclosure.tests.attacks import series
from fyr.disclosure.tests.test_linked import PLAN, person, persons
from fyr.disclosure.worlds import Block, found, total

# Small enough that silence and waiting are common.
TIGHT = Plan(
    ("referred", "agreed"),
    {"referred": ("region", "form"), "agreed": ("sex",)},
    {"region": "abc", "form": "ab", "sex": "ab"},
    first=2021,
    longest=2,
)
UNTIL = 2023


def arrivals(facts, world, event, plan):
    """The year in which each person comes to the event: as late as the world allows, first come first."""
    years = sorted({year for at, year in facts.nodes if at == event})
    cumulative = [world[facts.nodes[event, year]] for year in years]
    return [
        next(year for year, so_far in zip(years, cumulative, strict=True) if so_far > at)
        for at in range(cumulative[-1])
    ]


def coded(table, total, low, wish, plan):
    """Codes for the total such that the shown sum is `low`: as in the table, with `wish` (code, number) kept. Or None."""
    codes = list(plan.codes[table.dimension])
    base = dict.fromkeys(codes, 0)
    if table.withheld:
        base[codes[0]] = low
    else:
        base.update(table.cells)
    counts = dict(base)
    if wish:
        counts[wish[0]] = wish[1]
    rest = total - sum(counts.values())
    for code in codes:
        if not wish or code != wish[0]:
            more = max(0, min(rest, plan.k - 1))
            counts[code] += more
            rest -= more
    return [code for code in codes for _each in range(counts[code])] if rest == 0 else None


def twins(told, plan, facts, world, wish):
    """Populations in that world; several, because what a withheld table would have shown can be one thing or another.

    `wish`: (place of the table, code, number) that the population is to have.
    """
    width = plan.k - 1
    totals = [total(facts, world, _shown(table, plan).block) for table in told]
    choices = [
        [low for low in range(0, whole + 1, plan.k) if whole <= low + width * len(plan.codes[table.dimension])]
        if table.withheld
        else [0]
        for table, whole in zip(told, totals, strict=True)
    ]
    coming = [arrivals(facts, world, at, plan) for at in range(len(plan.events))]
    for lows in product(*choices):
        held = [
            coded(table, whole, low, wish[1:] if wish[0] == at else None, plan)
            for at, (table, whole, low) in enumerate(zip(told, totals, lows, strict=True))
        ]
        if None not in held:
            named = {(table.event, table.dimension, table.last): codes for table, codes in zip(told, held, strict=True)}
            yield [person(plan, *steps(told, at, coming, named, plan)) for at in range(len(coming[0]))]


def steps(told, at, coming, named, plan):
    """The events of one person, who takes the next code of each table that counts her."""
    for event, years in zip(plan.events, coming, strict=True):
        if at >= len(years):
            return
        ends = [table.last for table in told if table.event == event and table.first <= years[at] <= table.last]
        codes = [
            named[event, dimension, ends[0]].pop() if ends else plan.codes[dimension][0]
            for dimension in plan.dimensions[event]
        ]
        yield years[at], "".join(codes)


def untold(records, plan):
    """The numbers of cells for which no twin was found."""
    told = series(publish, records, plan, UNTIL)
    facts = _facts(told, plan, (plan.events[0], UNTIL + 1))
    for event in range(len(plan.events)):
        facts = facts.and_within(Block(event, plan.first - 1, UNTIL), ((0, 500),))
    missing = []
    for at, table in enumerate(told):
        if table.withheld:
            continue
        for code, more in product(plan.codes[table.dimension], range(plan.k)):
            shown = _shown(table, plan)
            number = table.cells.get(code, 0) + more
            world = found(facts, shown.block, shown.leaves(more, plan.k))
            if world is None or not any(
                series(publish, twin, plan, UNTIL) == told and _counted(twin, table, code) == number
                for twin in twins(told, plan, facts, world, (at, code, number))
            ):
                missing.append((table, code, number))
    return missing


def _counted(people, table, code):
    return Counter(
        one[table.event][1][table.dimension]
        for one in people
        if table.event in one and table.first <= one[table.event][0] <= table.last
    )[code]


@settings(max_examples=10)
@given(records=persons(TIGHT, most=14))
def test_every_number_of_every_cell_has_persons_with_the_same_series_of_reports(records):
    assert untold(records, TIGHT) == []


@settings(max_examples=2)
@given(records=persons(PLAN, most=40))
def test_so_it_is_at_the_size_of_the_programme(records):
    assert untold(records, PLAN) == []
