"""Promise 19: no published number points at a person.

Two attackers. One knows the program and goes through every little world that would give the same pages. The other is
handed big tables, puts bounds on every cell from all that was published, and tightens them until nothing moves.
"""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fyr.disclosure import K, protect, share

pytestmark = [pytest.mark.promise(19)]
SMALL = set(range(K))


def honest(counts):
    """Everything that a page may show of one quarter: cells, every margin, every share."""
    table = protect(counts)
    places = len(next(iter(counts)))
    codes = [sorted({cell[place] for cell in counts}) for place in range(places)]
    shown = {}
    for pattern in product(*([*held, None] for held in codes)):
        shown[pattern] = table.at_least(*pattern)
    whole = shown[(None,) * places]
    shares = {pattern: share(number, whole) for pattern, number in shown.items()}
    return (*sorted(shown.items(), key=str), *sorted(shares.items(), key=str))


def rounded_totals(counts):
    """Leaky: the total is rounded by itself instead of being added up from what is shown."""
    whole = sum(counts.values())
    return (*sorted(protect(counts).cells.items()), whole - whole % K)


def exact_totals(counts):
    """Leaky: no secondary suppression."""
    return (*sorted(protect(counts).cells.items()), sum(counts.values()))


def zeros_told(counts):
    """Leaky: says of an empty cell that it is empty."""
    return (*sorted(protect(counts).cells.items()), *sorted(cell for cell, count in counts.items() if not count))


def exact_shares(counts):
    """Leaky: a percentage of a known base."""
    whole = sum(counts.values())
    return tuple(round(100 * count / whole) if whole else 0 for _cell, count in sorted(counts.items()))


def exhausted(publish, cells, largest):
    """What the attacker who knows the program can pin down: small counts of which not all of 0..k-1 are left possible."""
    possible = defaultdict(lambda: [set() for _ in cells])
    for counts in product(range(largest + 1), repeat=len(cells)):
        seen = possible[publish(dict(zip(cells, counts, strict=True)))]
        for values, count in zip(seen, counts, strict=True):
            values.add(count)
    return sum(bool(values & SMALL) and not values >= SMALL for seen in possible.values() for values in seen)


THREE = [("syd", "met"), ("syd", "unmet"), ("norr", "met")]


def test_whoever_knows_the_program_cannot_tell_a_small_count_from_none():
    assert exhausted(honest, THREE, 11) == 0


@pytest.mark.parametrize("leaky", [rounded_totals, exact_totals, zeros_told, exact_shares])
def test_the_attacker_finds_what_leaks(leaky):
    assert exhausted(leaky, THREE, 11) > 0


def test_two_windows_that_overlap_would_be_found_and_two_quarters_are_not():
    cells = [("Q1", "met"), ("Q2", "met"), ("Q1", "unmet")]

    def quarters(counts):
        return tuple(honest({cell: n for cell, n in counts.items() if cell[0] == quarter}) for quarter in ("Q1", "Q2"))

    def overlapping(counts):
        both = counts[("Q1", "met")] + counts[("Q2", "met")]
        return quarters(counts), tuple(protect({("half-year",): both}).cells.items())

    assert exhausted(quarters, cells, 9) == 0
    assert exhausted(overlapping, cells, 9) > 0


def bounds(constraints, cells):
    """Interval propagation: each constraint says that the sum of some cells lies between two numbers."""
    low, high = dict.fromkeys(cells, 0), dict.fromkeys(cells, 10**6)
    moved = True
    while moved:
        moved = False
        for members, least, most in constraints:
            lows, highs = sum(low[one] for one in members), sum(high[one] for one in members)
            for one in members:
                tight = max(low[one], least - (highs - high[one])), min(high[one], most - (lows - low[one]))
                if tight != (low[one], high[one]):
                    low[one], high[one] = tight
                    highs, lows = sum(high[each] for each in members), sum(low[each] for each in members)
                    moved = True
    return {cell: (low[cell], high[cell]) for cell in cells}


REGIONS, KINDS, STATES = ("syd", "norr"), ("medical", "legal", "work"), ("met", "unmet")
GRID = list(product(REGIONS, KINDS, STATES))
PATTERNS = [one for one in product((*REGIONS, None), (*KINDS, None), (*STATES, None)) if None in one]
PEOPLE = st.lists(st.sampled_from(GRID), max_size=120)


def constraints_of(counts, *, true_margins):
    table = protect(counts)
    told = [([cell], table.at_least(*cell), table.at_least(*cell) + K - 1) for cell in counts]
    for pattern in PATTERNS:
        members = [cell for cell in counts if all(p in (None, c) for c, p in zip(cell, pattern, strict=True))]
        if true_margins:
            whole = sum(counts[cell] for cell in members)
            told.append((members, whole, whole))
        else:
            told.append((members, table.at_least(*pattern), 10**6))
    return told


def pinned(counts, *, true_margins):
    found = bounds(constraints_of(counts, true_margins=true_margins), list(counts))
    return [cell for cell, (low, high) in found.items() if counts[cell] < K and (low > 0 or high < K - 1)]


def population(people):
    return {cell: people.count(cell) for cell in GRID}


@settings(max_examples=60)
@given(people=PEOPLE)
def test_no_population_gives_bounds_to_a_small_cell(people):
    assert pinned(population(people), true_margins=False) == []


def test_the_second_attacker_finds_totals_without_secondary_suppression():
    people = [GRID[0]] * 9 + [GRID[1]] * 2
    assert pinned(population(people), true_margins=True)


@given(people=PEOPLE, again=st.randoms(use_true_random=False))
def test_asking_again_and_in_another_order_gives_the_same_answer(people, again):
    shuffled = list(population(people).items())
    again.shuffle(shuffled)
    assert list(protect(dict(shuffled)).cells.items()) == list(protect(population(people)).cells.items())
