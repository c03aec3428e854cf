"""Files: what goes out comes back equal, and a file that cannot be read says why."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fyr.cases.htcds import reader
from fyr.cases.htcds.catalogue import FIELDS, MORE, SOURCE_REFERENCE
from fyr.cases.htcds.formats import UnreadableFile, format_for
from fyr.cases.htcds.tests.strategies import persons
from fyr.cases.htcds.validate import check_file
from fyr.vault import blind

JSON = format_for("a.json")


def reference(person):
    """What the person's reference is compared by; a person without one is like no other."""
    return blind.normal(person[SOURCE_REFERENCE]) if SOURCE_REFERENCE in person else id(person)


@settings(deadline=None)
@given(st.lists(persons(references=True, several=True), max_size=4, unique_by=reference))
def test_persons_written_are_read_back_equal(people):
    written = b"".join(JSON.write(people))
    result = check_file("persons.json", written)
    assert result.rejections == []
    assert result.persons == people
    for came, person in zip(result.persons, people, strict=True):
        assert all(type(came[key]) is type(person[key]) for key in came if key != MORE)
    assert b"".join(JSON.write(result.persons)) == written


def test_absent_and_null_stay_two_different_answers():
    people = [{"prs_Gender": None}, {}]
    assert check_file("a.json", b"".join(JSON.write(people))).persons == people


def test_fields_are_written_in_the_order_of_the_standard_after_the_reference():
    person = dict.fromkeys(reversed(FIELDS)) | {SOURCE_REFERENCE: "Å-1"}
    written = json.loads(b"".join(JSON.write([person])))
    assert list(written[0]) == [SOURCE_REFERENCE, *FIELDS]


def test_a_file_is_written_person_by_person():
    pieces = list(JSON.write({"prs_FirstName": "Åsa"} for _person in range(3)))
    assert len(pieces) == 4
    assert "Åsa".encode() in pieces[0]
    assert b"".join(JSON.write([])) == b"[]\n"


def test_a_key_that_no_file_may_carry_is_never_written():
    with pytest.raises(KeyError):
        list(JSON.write([{"secret": 1}]))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\xef\xbb\xbf[]", "byte order mark"),
        ("[]".encode("utf-16"), "UTF-16"),
        (b'[\n{"prs_FirstName": "\xc5sa"}]', "Line 2"),
        (b'[{"prs_FirstName": "a",}]', "line 1, column"),
        (b"[" * 100_000, "brackets"),
        (b"[" + b"9" * 10_000 + b"]", "digits"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(data, told):
    (rejection,) = check_file("persons.json", data).rejections
    assert rejection.row == 0
    assert told in rejection.expectation


def test_a_file_that_is_too_large_is_not_parsed(monkeypatch):
    monkeypatch.setattr(reader, "MAX_BYTES", 1024 * 1024)
    (rejection,) = check_file("persons.json", b" " * (1024 * 1024 + 1)).rejections
    assert "1 MB" in rejection.expectation


def test_another_suffix_names_those_that_fyr_knows():
    with pytest.raises(UnreadableFile, match=r"\.json, \.xlsx, \.csv, \.zip"):
        format_for("persons.pdf")
    with pytest.raises(UnreadableFile, match=r"Save it as an Excel workbook"):
        format_for("persons.xls")
    assert format_for("A FILE.JSON") == JSON


def test_a_field_named_twice_in_one_object_is_told_with_its_row():
    (rejection,) = check_file("a.json", b'[{}, {"prs_Gender": "Feminine", "prs_Gender": "Masculine"}]').rejections
    assert (rejection.row, rejection.field, rejection.value) == (2, "prs_Gender", '"Masculine"')
    assert "more than once" in rejection.expectation


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_what_is_no_number_is_told_with_row_and_field(number):
    (rejection,) = check_file("a.json", f'[{{"hte_Latitude": {number}}}]'.encode()).rejections
    assert (rejection.row, rejection.field) == (1, "hte_Latitude")
    assert "-90 to 90" in rejection.expectation
