"""Promise 19, of what is released with noise: whoever sees a release can tell of nobody in it more than the claim allows.

Two tables that differ in one person are counted and drawn many times, and the best test between them gives a lower bound on
epsilon. The bound stays under the claim; where the engine is broken on purpose, it does not.
"""

import numpy as np
import pandas as pd
import pytest

from fyr.release.accounting import delta_of
from fyr.release.audit import lower_bound, scores
from fyr.release.budget import Budget
from fyr.release.codebook import CodeBook, Column
from fyr.release.measure import counting, design
from fyr.release.measure.margin import cost, margin, scaled
from fyr.release.noise import exact
from fyr.release.tests.tables import EMPTY as EMPTY_TEXT
from fyr.release.tests.tables import every_margin, rows, small_book

pytestmark = [pytest.mark.promise(19)]
BUDGET = Budget(4.0, 1e-5)
RUNS = 2000
BOOK = small_book(size=30_000, filled=3)
TABLE = rows(BOOK, 60)
FILLED = pd.DataFrame([{column.name: column.answers[-1] for column in BOOK.columns}])
EMPTY = FILLED.assign(form="", age="", means="", region="")
RARE = EMPTY.assign(gender="x", region="w")
NEIGHBOURS = {
    "an outlier with everything filled": pd.concat([TABLE, FILLED]),
    "an empty record": pd.concat([TABLE, EMPTY]),
    "a rare category": pd.concat([TABLE, RARE]),
    "one person fewer": TABLE.iloc[1:],
}


def margins():
    """All that a release counts, both rounds of it."""
    rho = BUDGET.rho(BOOK)
    told = design.first(BOOK, rho) + design.second(BOOK, rho, [(0, 1), (1, 2), (0, 1, 4)])
    assert cost(BOOK, told) <= rho * (1 + 1e-9)
    return told


def audited(neighbour, told, noise=exact):
    without, within = scores(BOOK, told, (TABLE, neighbour), noise, RUNS)
    return lower_bound(without, within, BUDGET.delta)


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_no_bound_is_above_the_claim(name, record_property):
    bound = audited(NEIGHBOURS[name], margins())
    record_property("beside", f"{name}: claimed {BUDGET.epsilon:g}, audited at least {bound:.2f}")
    assert bound <= BUDGET.epsilon


def test_noise_that_is_too_narrow_is_found():
    def narrow(counts, sigma):
        return exact(counts, sigma / 4)

    assert audited(NEIGHBOURS["an outlier with everything filled"], margins(), narrow) > BUDGET.epsilon


def test_a_cap_that_is_forgotten_is_found(monkeypatch):
    """A row with twelve filled fields lies in sixty-six pairs, and two of its fields in one."""
    book = CodeBook(
        "flags", tuple(Column(f"flag {number}", ("1",), EMPTY_TEXT) for number in range(12)), size=300, filled=2
    )
    told = scaled(book, [margin(book, *pair) for pair in every_margin(book, 2)], BUDGET.rho(book))
    table = rows(book, 60)
    outlier = pd.concat([table, pd.DataFrame([{column.name: "1" for column in book.columns}])])
    assert lower_bound(*scores(book, told, (table, outlier), exact, RUNS), BUDGET.delta) <= BUDGET.epsilon
    monkeypatch.setattr(counting, "kept", lambda _book, codes: codes)
    assert lower_bound(*scores(book, told, (table, outlier), exact, RUNS), BUDGET.delta) > BUDGET.epsilon


def test_the_audit_is_sharp_enough_to_see_an_eighth_of_what_is_spent():
    """A bound of nothing at all would pass every test above it."""
    bound = audited(NEIGHBOURS["an outlier with everything filled"], margins())
    assert bound > BUDGET.epsilon / 8


def test_the_bound_of_an_honest_gaussian_holds_and_is_not_far_below():
    draw = np.random.default_rng(3)
    within, without = draw.normal(1, 1, 20_000), draw.normal(0, 1, 20_000)
    bound = lower_bound(without, within, 1e-5)
    assert bound > 1.5 and delta_of(0.5, bound) >= 1e-5
