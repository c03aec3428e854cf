"""Tables of one programme over years: what all of them together say of a cell is what the cell says."""

import json
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fyr.disclosure import linked, menu, worlds
from fyr.disclosure.linked import Plan, Table, bounds, publish
from fyr.disclosure.tests.attacks import exhausted, naive, narrowed, overlapping, series

PLAN = Plan(
    ("referred", "agreed", "departed"),
    {"referred": ("region", "form"), "agreed": ("sex",), "departed": ("country", "way")},
    {"region": "abcd", "form": "abc", "sex": "ab", "country": "abc", "way": "ab"},
    first=2021,
)


def person(plan, *steps):
    """`steps`: (year, codes) for each event that was reached, the codes in the order of the event's dimensions."""
    return {
        event: (year, dict(zip(plan.dimensions[event], codes, strict=True)))
        for event, (year, codes) in zip(plan.events, steps, strict=False)
    }


@st.composite
def persons(draw, plan=PLAN, years=(2021, 2023), most=60):
    """Up to `most` persons a year, with codes that are unevenly common, as they are."""
    rng = draw(st.randoms(use_true_random=False))
    found = []
    for first in range(years[0], years[1] + 1):
        for _each in range(draw(st.integers(0, most))):
            year, steps = first, []
            for event in plan.events:
                codes = "".join(
                    rng.choices(plan.codes[one], [3**-at for at in range(len(plan.codes[one]))])[0]
                    for one in plan.dimensions[event]
                )
                steps.append((year, codes))
                if rng.random() < 0.2:
                    break
                year += rng.random() < 0.3
            found.append(person(plan, *steps))
    return found


@settings(max_examples=20)
@given(records=persons())
def test_no_cell_can_be_bounded_from_all_tables_of_all_years(records):
    told = series(publish, records, PLAN, 2023)
    assert narrowed(told, PLAN) == []
    assert all(high - low == 4 and low % 5 == 0 for low, high in bounds(told, PLAN).values())


def departed(ways, sexes="a" * 10):
    return [person(PLAN, (2021, "aa"), (2021, sex), (2021, f"a{way}")) for way, sex in zip(ways, sexes, strict=True)]


@pytest.mark.parametrize(
    ("records", "bounded"),
    [(departed("a" * 7 + "b" * 3), "way"), (departed("a" * 10, "a" * 7 + "b" * 3), "sex")],
)
def test_the_attacker_succeeds_where_each_table_is_shown_by_itself(records, bounded):
    told = series(naive, records, PLAN, 2021)
    cells = {(told[at].dimension, code) for at, code in narrowed(told, PLAN)}
    assert (bounded, "b") in cells
    known = bounds(told, PLAN)
    assert {(told[at].dimension, code) for (at, code), (low, high) in known.items() if high - low < 4} == cells
    assert narrowed(series(publish, records, PLAN, 2021), PLAN) == []


def test_a_year_with_nothing_to_show_waits_for_the_next_and_no_longer_than_the_longest_block():
    few = [person(PLAN, (year, "aa")) for year in range(2021, 2029) for _each in range(2)]
    told = series(publish, few, PLAN, 2028)
    assert [(table.first, table.last, dict(table.cells)) for table in told if table.dimension == "region"] == [
        (2021, 2023, {"a": 5}),
        (2024, 2026, {"a": 5}),
    ]
    nobody = series(publish, [], PLAN, 2026)
    assert {(table.first, table.last, len(table.cells)) for table in nobody} == {(2021, 2025, 0)}


@settings(max_examples=5)
@given(records=persons())
def test_asking_once_and_asking_every_year_give_the_same_and_what_was_shown_stays(records):
    told = series(publish, records, PLAN, 2023)
    assert publish(records, [], until=2023, plan=PLAN) == told
    assert publish(records, told, until=2023, plan=PLAN) == []
    assert series(publish, records[::-1], PLAN, 2023) == told
    # Later corrections move nothing of what was shown, and nothing is shown anew for years that are settled.
    assert publish(records[5:], told, until=2023, plan=PLAN) == []


def test_a_table_comes_back_from_json_as_it_was():
    table = Table("agreed", "sex", 2021, 2022, {"a": 5})
    withheld = Table("agreed", "sex", 2023, 2023, withheld=True, within=((0, 8), (20, 28)))
    assert [Table.from_json(json.loads(json.dumps(one.as_json()))) for one in (table, withheld)] == [table, withheld]


@pytest.mark.parametrize(
    "broken",
    [
        [{"agreed": (2021, {"sex": "a"})}],
        [person(PLAN, (2022, "aa"), (2021, "a"))],
        [person(PLAN, (2021, "az"))],
    ],
)
def test_records_that_cannot_be_reasoned_about_are_refused(broken):
    with pytest.raises(ValueError, match=r"Correct the record|Give unknown"):
        publish(broken, [], until=2021, plan=PLAN)


def test_a_dimension_belongs_to_one_event_and_is_never_taken_out_of_the_plan():
    with pytest.raises(ValueError, match="one event only"):
        Plan(("in", "out"), {"in": ("sex",), "out": ("sex",)}, {"sex": "ab"}, first=2021)
    with pytest.raises(ValueError, match="Keep what was ever shown"):
        publish([], [Table("referred", "age", 2021, 2021)], until=2022, plan=PLAN)


def test_tables_that_no_programme_has_are_called_that():
    tables = [Table("referred", "region", 2021, 2021), Table("referred", "form", 2021, 2021, {"a": 50})]
    with pytest.raises(ValueError, match="contradict"):
        bounds(tables, PLAN)


SMALL = Plan(
    ("in", "out"), {"in": ("x", "y"), "out": ("z",)}, {"x": "ab", "y": "ab", "z": "ab"}, first=1, k=2, longest=2
)
ONE = Plan(("in",), {"in": ("x", "y")}, {"x": "ab", "y": "ab"}, first=1, k=2, longest=2)
CHAIN = Plan(("in", "out"), {"in": ("x",), "out": ("z",)}, {"x": "ab", "z": "ab"}, first=1, k=2, longest=2)


def margins(plan, event, years, totals):
    """All ways to give the persons of each year codes of the event, each dimension by itself, as [[(year, codes)]]."""
    splits = [product(range(total + 1), repeat=len(plan.dimensions[event])) for total in totals]
    for chosen in product(*splits):
        yield [
            (year, "".join("a" if at < first else "b" for first in firsts))
            for year, total, firsts in zip(years, totals, chosen, strict=True)
            for at in range(total)
        ]


def little(plan, years, most):
    """Every population that tables can tell apart, of up to `most` persons a year."""
    first, *later = plan.events
    for totals in product(range(most + 1), repeat=len(years)):
        for coming in margins(plan, first, years, totals):
            if not later:
                yield [person(plan, step) for step in coming]
                continue
            for going in product(range(sum(totals) + 1), repeat=len(years)):
                if any(sum(going[: at + 1]) > sum(totals[: at + 1]) for at in range(len(years))):
                    continue
                for out in margins(plan, later[0], years, going):
                    # Both are in order of years, so the first to come may be the first to go.
                    yield [person(plan, step, *out[at : at + 1]) for at, step in enumerate(coming)]


WORLDS = [(ONE, (1,), 8), (SMALL, (1,), 6), (ONE, (1, 2), 4), (CHAIN, (1, 2), 2)]


@pytest.mark.parametrize(("plan", "years", "most"), WORLDS)
def test_whoever_knows_the_program_cannot_pin_a_cell_down(plan, years, most):
    assert exhausted(publish, little(plan, years, most), plan, years[-1], most) == []


@pytest.mark.parametrize("leaky", [naive, overlapping(naive)])
def test_whoever_knows_the_program_pins_cells_down_where_tables_are_not_audited(leaky):
    assert exhausted(leaky, little(ONE, (1, 2), 4), ONE, 2, 4)


def test_the_attacker_finds_a_silence_that_speaks(monkeypatch):
    """A program that withholds what is unsafe, and does not ask what its withholding says."""

    def deaf(facts):
        return worlds.whole(facts) if not facts.within or facts.within[-1][1][-1][1] == worlds.ENDLESS else True

    menu.menu.cache_clear()
    monkeypatch.setattr(menu, "whole", deaf)
    assert exhausted(publish, little(SMALL, (1,), 6), SMALL, 1, 6)
    menu.menu.cache_clear()


def test_the_attacker_finds_a_wait_that_speaks(monkeypatch):
    menu.menu.cache_clear()
    monkeypatch.setattr(linked, "_waited", lambda *_all: [])
    assert exhausted(publish, little(SMALL, (1,), 6), SMALL, 1, 6)
    menu.menu.cache_clear()
