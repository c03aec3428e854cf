"""The two currencies of privacy: what one is worth in the other is never said too well."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fyr.release.accounting import delta_of, epsilon_of, rho_of

EPSILONS = st.floats(0.05, 20)
DELTAS = st.floats(-30, -3).map(math.exp)


@given(EPSILONS, DELTAS)
def test_what_is_bought_for_an_epsilon_costs_no_more_than_it(epsilon, delta):
    rho = rho_of(epsilon, delta)
    assert delta_of(rho, epsilon) <= delta
    assert epsilon_of(rho, delta) == pytest.approx(epsilon, rel=1e-6)


@given(st.floats(1e-4, 5), DELTAS)
def test_it_is_tighter_than_the_textbook_and_no_better_than_one_gaussian_can_be(rho, delta):
    textbook = rho + 2 * math.sqrt(rho * math.log(1 / delta))
    told = epsilon_of(rho, delta)
    assert told <= textbook
    assert gaussian_delta(rho, told) <= delta * (1 + 1e-6)


def gaussian_delta(rho, epsilon):
    """What a Gaussian mechanism of this rho really gives (Balle, Wang 2018, theorem 8): no valid bound lies below it."""
    mu = math.sqrt(2 * rho)
    phi = lambda x: math.erfc(-x / math.sqrt(2)) / 2
    return phi(mu / 2 - epsilon / mu) - math.exp(epsilon) * phi(-mu / 2 - epsilon / mu)


@given(EPSILONS, DELTAS)
def test_two_halves_cost_no_more_than_the_whole(epsilon, delta):
    rho = rho_of(epsilon, delta)
    assert rho_of(epsilon / 2, delta) * 2 <= rho * (1 + 1e-6)


def test_nothing_spent_tells_nothing():
    assert delta_of(0, 1) == 0
