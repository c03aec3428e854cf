"""A dataset has one budget for its life, and what was begun is spent."""

import json

import pytest

from fyr.release.errors import Refused
from fyr.release.ledger import Spent, spend, spent


def line(rho):
    return Spent(at="2026-11-27T22:00:00Z", rho=rho, epsilon=1.0, delta=1e-6, what="a release")


def test_what_was_spent_adds_up_over_the_life_of_a_dataset(tmp_path):
    path = tmp_path / "cases.ledger"
    assert spent(path) == []
    assert spend(path, line(0.1), 0.3) == pytest.approx(0.1)
    assert spend(path, line(0.2), 0.3) == pytest.approx(0.3)
    assert [one.rho for one in spent(path)] == [0.1, 0.2]


def test_beyond_its_limit_nothing_is_spent_and_nothing_written(tmp_path):
    path = tmp_path / "cases.ledger"
    spend(path, line(0.25), 0.3)
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        spend(path, line(0.06), 0.3)
    assert refused.value.code == "budget_spent" and "0.25" in str(refused.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("broken", ["{", "[]", json.dumps({"rho": 1})])
def test_a_ledger_that_cannot_be_read_lets_nothing_be_spent(tmp_path, broken):
    path = tmp_path / "cases.ledger"
    path.write_text(f"{broken}\n", "utf-8")
    with pytest.raises(Refused) as refused:
        spend(path, line(0.01), 1)
    assert refused.value.code == "ledger_broken"
    assert path.read_text("utf-8") == f"{broken}\n"
