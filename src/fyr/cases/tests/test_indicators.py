"""Lists of indicators: our data is what the source says, a rule is read as it stands, and a wrong list is refused in words."""

import copy
import csv
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from fyr.cases import indicators

ROOT = Path(__file__).resolve().parents[4]
SOURCE = ROOT.parent / "shared/data/indicators/ilo_ec_delphi_2009_labour.csv"
COUNTS = {"adult_labour": [10, 10, 16, 9, 15, 7], "child_labour": [10, 10, 15, 8, 15, 7]}
LISTS = {code: indicators.read(indicators.SHIPPED / f"{code}.json") for code in COUNTS}


@pytest.mark.parametrize("code", COUNTS)
def test_each_list_has_as_many_indicators_as_the_source(code):
    assert [len(one["indicators"]) for one in LISTS[code]["dimensions"]] == COUNTS[code]
    assert sum(COUNTS[code]) == {"adult_labour": 67, "child_labour": 65}[code]


@pytest.mark.parametrize("code", COUNTS)
def test_our_data_is_what_the_source_says(code):
    source = SOURCE
    if not source.exists():
        pytest.skip("The transcription of the source is not beside the project (../shared/data).")
    with source.open(encoding="utf-8", newline="") as file:
        said = [(row["dimension"], row["indicator"], row[code]) for row in csv.DictReader(file) if row[code]]
    ours = [(d["code"], one["en"], one["weight"]) for d in LISTS[code]["dimensions"] for one in d["indicators"]]
    assert ours == said


@runs(max_examples=60, derandomize=True, deadline=None)
@given(st.data(), st.sampled_from(sorted(COUNTS)))
def test_a_dimension_is_positive_exactly_where_the_rule_says_so(data, code):
    listed = LISTS[code]
    codes = [one["code"] for dimension in listed["dimensions"] for one in dimension["indicators"]]
    answers = data.draw(st.dictionaries(st.sampled_from(codes), st.sampled_from(["seen", "not_seen"])))
    for dimension, told in zip(listed["dimensions"], indicators.outcome(listed, answers), strict=True):
        weights = [one["weight"] for one in dimension["indicators"] if answers.get(one["code"]) == "seen"]
        strong, medium, weak = (weights.count(one) for one in ("strong", "medium", "weak"))
        positive = strong >= 2 or (strong >= 1 and medium + weak >= 1) or medium >= 3 or (medium >= 2 and weak >= 1)
        assert (told.alternative is not None) == positive


@pytest.fixture
def listed():
    return copy.deepcopy(LISTS["adult_labour"])


def test_a_list_with_an_unknown_weight_a_double_code_or_a_dimension_without_rule_is_refused(listed):
    first = listed["dimensions"][0]
    for change, told in (
        (lambda: first["indicators"][0].update(weight="huge"), "weight"),
        (lambda: first["indicators"][0].update(weight="weak", code=first["indicators"][1]["code"]), "twice"),
        (lambda: first.pop("rule"), "no rule"),
    ):
        change()
        with pytest.raises(indicators.BadList, match=told):
            indicators.check(listed)


def test_a_node_adds_lists_of_its_own(listed, tmp_path, monkeypatch):
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "own.json").write_text(json.dumps(listed | {"code": "own"}), encoding="utf-8")
    monkeypatch.setattr(indicators.node, "home", lambda: tmp_path)
    assert set(indicators.all_lists()) == {*COUNTS, "own"}


def test_the_command_says_whether_a_list_can_be_used(listed, tmp_path, capsys):
    file = tmp_path / "list.json"
    file.write_text(json.dumps(listed), encoding="utf-8")
    call_command("indicators", "check", str(file))
    assert "67 indicators" in capsys.readouterr().out
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(CommandError, match="needs"):
        call_command("indicators", "check", str(file))
