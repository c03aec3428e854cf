"""What counting costs: never less than the most that one person can move."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fyr.release.budget import Budget
from fyr.release.measure import design
from fyr.release.measure.counting import kept
from fyr.release.measure.margin import cost, margin, scaled
from fyr.release.tests.tables import every_margin, rows, small_book

SIGMAS = st.floats(0.5, 50)


@given(st.data(), st.integers(1, 5), st.integers(1, 3))
def test_no_person_can_move_the_tables_further_than_their_cost_says(data, cap, rows_each):
    """All rows that there can be, by which of their fields are filled: a person has so many of the worst of them."""
    book = small_book(filled=cap, rows_each=rows_each)
    every = [one for order in (0, 1, 2, 3) for one in every_margin(book, order)]
    chosen = data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=12, unique=True))
    margins = [margin(book, *fields, sigma=data.draw(SIGMAS)) for fields in chosen]
    worst = 0.0
    for size in range(len(book.fields) + 1):
        for filled in itertools.combinations(range(len(book.fields)), size):
            for held in itertools.combinations(filled, min(cap, size)):
                reached = [one for one in margins if set(one.fields) <= set(held if one.capped else filled)]
                worst = max(worst, sum(one.sigma**-2 for one in reached))
    assert cost(book, margins) >= rows_each**2 * worst / 2 * (1 - 1e-9)


@given(st.floats(0.25, 12), st.integers(30, 10**6), st.integers(1, 5), st.integers(1, 3))
def test_a_release_costs_no_more_than_its_budget(epsilon, size, cap, rows_each):
    book = small_book(size=size, filled=cap, rows_each=rows_each)
    rho = Budget(epsilon).rho(book)
    later = design.second(book, rho, [(0, 1), (0, 1, 2)])
    told = cost(book, design.first(book, rho)) + cost(book, later)
    assert rho * 0.99 <= told <= rho * (1 + 1e-9)


def test_half_the_budget_gives_noise_wider_by_the_root_of_two():
    book = small_book()
    one, half = (scaled(book, [margin(book, 0, 1)], rho)[0].sigma for rho in (0.2, 0.1))
    assert half / one == pytest.approx(2**0.5)


@given(st.integers(1, 5), st.integers(0, 1000))
def test_what_is_kept_of_a_row_is_capped_and_follows_from_that_row_alone(cap, seed):
    book = small_book(filled=cap)
    table = rows(book, 40, seed)
    codes = [np.array([field.texts.index(text) for text in table[field.name]]) for field in book.fields]
    levels = np.array([len(field.levels) for field in book.fields])
    held = np.stack(kept(book, codes), axis=1)
    filled = np.stack(codes, axis=1) < levels
    assert ((held < levels).sum(axis=1) == np.minimum(filled.sum(axis=1), cap)).all()
    assert (held[held < levels] == np.stack(codes, axis=1)[held < levels]).all()
    alone = [np.stack(kept(book, [code[row : row + 1] for code in codes]), axis=1)[0] for row in range(40)]
    assert (held == np.array(alone)).all()


def test_no_field_is_kept_much_more_often_than_another():
    book = small_book(filled=2)
    codes = [
        np.zeros(4000, np.int64) + (np.arange(4000) // 7**place) % len(field.levels)
        for place, field in enumerate(book.fields)
    ]
    share = (np.stack(kept(book, codes), axis=1) < np.array([len(field.levels) for field in book.fields])).mean(axis=0)
    assert share.sum() == pytest.approx(2) and share.min() > 0.2 and share.max() < 0.7
