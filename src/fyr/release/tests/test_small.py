"""Small groups: intervals that hold, and refusals that are right."""

import functools
from dataclasses import replace

import numpy as np
import pytest

from fyr.release import small
from fyr.release.budget import Budget
from fyr.release.measure import design
from fyr.release.measure.counting import counted
from fyr.release.noise import exact
from fyr.release.planning import Trust, Verdict, plan
from fyr.release.tests.tables import small_book

GROUPS = 334
SIZES = (30, 100, 300)


def drawn(size, columns, epsilon, groups):
    """(estimates, true counts by table) of so many simulated groups."""
    book = replace(small_book(), size=size, columns=small_book().columns[:columns])
    margins = design.small(book, Budget(epsilon).rho(book))
    draw = np.random.default_rng(size)
    for _group in range(groups):
        codes = [draw.integers(0, field.size, size) for field in book.fields]
        counts = counted(book, margins, [codes])
        noisy = [(margin, exact(one, margin.sigma)) for margin, one in zip(margins, counts, strict=True)]
        sure = [(margin, one) for margin, one in zip(margins, counts, strict=True)]
        yield small.pooled(book, noisy), [estimate.count for estimate in small.pooled(book, sure)]


@pytest.mark.parametrize("size", SIZES)
def test_of_a_thousand_small_groups_the_intervals_hold_the_true_counts_in_93_to_97_of_100(size):
    hit = every = 0
    for estimates, true in drawn(size, 4, 2.0, GROUPS):
        for estimate, counts in zip(estimates, true, strict=True):
            whole = np.rint(counts)
            hit += int(((estimate.low <= whole + 1e-6) & (whole - 1e-6 <= estimate.high)).sum())
            every += counts.size
    assert 0.93 <= hit / every <= 0.97


def test_pooled_tables_agree_with_one_another():
    for estimates, _true in drawn(100, 3, 2.0, 3):
        by_fields = {one.fields: one.count for one in estimates}
        assert by_fields[(0, 1)].sum(axis=1) == pytest.approx(by_fields[(0,)])
        assert by_fields[(1, 2)].sum() == pytest.approx(by_fields[(0,)].sum())


@functools.cache
def errors():
    """(what the plan expected, what came out) of each table of many plans, as shares of persons in the wrong cell."""
    told = []
    for size in SIZES:
        for columns in (1, 2, 3, 4):
            for epsilon in (0.5, 1.0, 2.0, 4.0):
                book = replace(small_book(), size=size, columns=small_book().columns[:columns])
                expected = {
                    one.fields: one for one in (*plan(book, Budget(epsilon)).ones, *plan(book, Budget(epsilon)).pairs)
                }
                for estimates, true in drawn(size, columns, epsilon, 7):
                    for estimate, counts in zip(estimates, true, strict=True):
                        names = tuple(book.fields[field].name for field in estimate.fields)
                        told.append((expected[names], float(np.abs(estimate.count - counts).sum()) / 2 / size))
    return told


def test_tables_that_the_plan_calls_hopeless_would_have_misled_in_95_of_100():
    refused = [error for one, error in errors() if one.trust == Trust.HOPELESS]
    assert len(refused) > 300
    assert np.mean([error > 0.1 for error in refused]) >= 0.95


def test_tables_that_the_plan_calls_good_or_fair_do_not_mislead_in_95_of_100():
    offered = [error for one, error in errors() if one.trust in (Trust.GOOD, Trust.FAIR)]
    assert len(offered) > 300
    assert np.mean([error < 0.3 for error in offered]) >= 0.95


def test_thirty_persons_get_no_rows_at_any_budget():
    for epsilon in (0.5, 4.0, 20.0):
        assert plan(small_book(size=30), Budget(epsilon)).verdict != Verdict.ROWS
