"""A code book says what a table may hold; one that contradicts itself is refused with the place and what to write there."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import fyr.release
from fyr.release.codebook import Absent, read, write
from fyr.release.codebook.read import FORMAT, MOST_FIELDS, as_data, of
from fyr.release.errors import LANGUAGES, Refused, _words
from fyr.release.tests.tables import small_book

GENDER = {"name": "gender", "answers": ["Female", "Male"], "absent": {"": "empty", "Unknown": "unknown"}}
MEANS = {"name": "means", "answers": ["Debt", "Threats"], "absent": {"": "empty", "?": "declined"}, "separator": ";"}


def book(*columns, **more):
    return {"format": FORMAT, "name": "cases", "size": 10_000, "columns": list(columns or (GENDER, MEANS))} | more


def test_what_is_absent_is_four_things_and_only_nothing_written_counts_as_not_filled():
    gender, debt, threats, none = of(book()).fields
    assert (gender.levels, gender.empty, gender.size) == (("Female", "Male", "Unknown"), "", 4)
    assert [(one.name, one.texts) for one in (debt, threats, none)] == [
        ("means=Debt", ("Debt", "")), ("means=Threats", ("Threats", "")), ("means: none", ("?", "")),
    ]  # fmt: skip
    assert of(book()).columns[0].absent["Unknown"] == Absent.UNKNOWN


def test_a_code_book_comes_out_as_it_went_in(tmp_path):
    told = book(
        rows_each=2, unit_column="person", filled_at_most=3,
        impossible=[{"where": {"gender": ["Male"], "means=Debt": ["Debt"]}, "why": "an example"}],
    )  # fmt: skip
    write(of(told), tmp_path / "book.json")
    again = read(tmp_path / "book.json")
    assert again == of(told) and as_data(again) == as_data(of(told))
    assert again.cap == 3 and of(book()).cap == 3


WRONG = {
    "codebook_format": {"format": "csv"},
    "codebook_key": book(colums=[]),
    "codebook_no_columns": None,
    "codebook_twice": book(GENDER, GENDER),
    "codebook_kind": book(size=0),
    "codebook_empty_answer": book(GENDER | {"answers": ["", "Male"], "absent": {}}),
    "codebook_absent": book(GENDER | {"absent": {"": "nothing"}}),
    "codebook_two_empty": book(GENDER | {"absent": {"": "empty", "-": "empty"}}),
    "codebook_separator": book(MEANS | {"answers": ["Debt;Threats"]}),
    "codebook_impossible": book(impossible=[{"where": {"gender": ["Male"]}}]),
    "impossible_column": book(impossible=[{"where": {"gender": ["Male"], "age": ["9"]}}]),
    "impossible_answer": book(impossible=[{"where": {"gender": ["M"], "means=Debt": ["Debt"]}}]),
    "impossible_all": book(
        impossible=[{"where": {"gender": ["Female", "Male", "Unknown", ""], "means=Debt": ["Debt"]}}]
    ),
    "too_many_fields": book(*({"name": f"c{one}", "answers": ["1"]} for one in range(MOST_FIELDS + 1))),
    "unit_is_column": book(unit_column="gender"),
}


@pytest.mark.parametrize("code", [code for code, told in WRONG.items() if told])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_contradicts_itself_is_refused_with_what_to_do(code, language, monkeypatch):
    monkeypatch.setenv("FYR_LANGUAGE", language)
    with pytest.raises(Refused) as refused:
        of(WRONG[code])
    assert refused.value.code == code
    assert str(refused.value) == _words()[code][language].format(**refused.value.values)


@pytest.mark.parametrize(
    "content, code", [(None, "no_codebook"), (b"{", "codebook_not_json"), (b"\xff\xfe", "codebook_not_json")]
)
def test_a_file_that_is_none_is_said_by_name(tmp_path, content, code):
    path = tmp_path / "book.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.code == code and "book.json" in str(refused.value)


def test_every_text_is_there_in_both_languages_with_the_same_places():
    import re

    places = lambda text: set(re.findall(r"(?<!\{)\{(\w+)\}", text))
    for code, told in _words().items():
        assert set(told) == set(LANGUAGES), code
        assert places(told["sv"]) <= places(told["en"]), code


def test_json_that_was_written_is_json(tmp_path):
    write(of(book()), tmp_path / "book.json")
    assert json.loads((tmp_path / "book.json").read_text("utf-8"))["format"] == FORMAT


def test_the_schema_takes_what_is_read_and_refuses_what_is_not():
    schema = json.loads((Path(fyr.release.__file__).parent / "data" / "codebook.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    book = as_data(small_book(filled=3, rows_each=2, unit_column="person"))
    assert check.is_valid(book) and of(book)
    for wrong in (
        {"format": "x"},
        {"size": 0},
        {"shoe": 1},
        {"columns": []},
        {"columns": [{"name": "a", "answers": [""]}]},
    ):
        assert not check.is_valid(book | wrong)
        with pytest.raises(Refused):
            of(book | wrong)
