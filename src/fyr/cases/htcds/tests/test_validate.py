"""Every broken value is named with its row, its field, itself and what was expected."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fyr.cases.htcds.catalogue import DEPRECATED, FIELDS, SOURCE_REFERENCE, countries
from fyr.cases.htcds.tests.strategies import persons
from fyr.cases.htcds.validate import Rejection, check, check_file

BROKEN = [
    ("prs_FirstName", 7, "text in quotation marks"),
    ("prs_FirstName", {"a": 1}, "text in quotation marks"),
    ("prs_FirstName", "Anna\x00", "U+0000 at position 5"),
    ("prs_FirstName", "Anna\nMaria", "U+000A"),
    ("prs_FirstName", "\ud800", "U+D800"),
    ("prs_FirstName", "a" * 1001, "1001 characters"),
    ("cco_CaseComment", "a\x07", "U+0007"),
    ("cco_CaseComment", "a" * 100_001, "Shorten"),
    ("cas_CaseOwner", ["Astrid"], "text in quotation marks"),
    ("per_Organisation", 1, "text in quotation marks"),
    ("prs_Birthdate", "1999-02-29", "no such day"),
    ("prs_Birthdate", "2999-02-28", "in the future"),
    ("prs_Birthdate", "19990228", "YYYY-MM-DD"),
    ("prs_Birthdate", "1999-W05-3", "YYYY-MM-DD"),
    ("prs_Birthdate", "１９９９-02-28", "YYYY-MM-DD"),
    ("prs_Birthdate", 19990228, "YYYY-MM-DD"),
    ("prs_NumberOfChildren", -1, "whole number"),
    ("prs_NumberOfChildren", True, "whole number"),
    ("prs_NumberOfChildren", "2", "whole number"),
    ("prs_NumberOfChildren", 2.0, "whole number"),
    ("prs_NumberOfChildren", 10**30, "whole number"),
    ("prs_NumberOfChildren", "1_0", "whole number"),
    ("vic_AgeWhenTrafficked", "٣", "whole number"),
    ("vic_AgeWhenTrafficked", 10**400, "whole number"),
    ("hte_Longitude", 10**400, "-180 to 180"),
    ("hte_Latitude", -(10**400), "-90 to 90"),
    ("hte_Latitude", float("nan"), "-90 to 90"),
    ("org_ShippingLatitude", "1_0.5", "bare number"),
    ("prs_MailingLatitude", 90.1, "-90 to 90"),
    ("prs_MailingLatitude", "59.3", "bare number"),
    ("hte_Longitude", -181, "-180 to 180"),
    ("hte_Longitude", False, "-180 to 180"),
    ("con_Consent", "true", "true or false"),
    ("con_Consent", 1, "true or false"),
    ("prs_Gender", "feminine", "Did you mean Feminine?"),
    ("prs_Gender", ["Feminine"], "one of the standard's codes"),
    ("vic_RelationshipToTrafficker", "Unacquainted", "Unaquainted"),
    ("vic_MethodsOfControl", "DebtBondage", "square brackets"),
    ("vic_MethodsOfControl", ["DebtBondage "], "Did you mean DebtBondage?"),
    ("vic_MethodsOfControl", ["RestrictsMovement"], "standard's codes"),
    ("vic_MethodsOfControl", ["Other", "Other"], "Other is repeated"),
    ("vic_MethodsOfControl", [None], "null is not right"),
    ("vic_MethodsOfControl", [["Other"]], "standard's codes"),
    ("prs_Citizenship", "SE", "square brackets"),
    ("prs_Citizenship", ["SE", "SWE"], "two capital letters"),
    ("prs_Citizenship", ["SE", "SE"], "SE is repeated"),
    ("prs_Citizenship", sorted(countries())[:21], "21 values and at most 20"),
    ("vic_TypeOfExploitation", ["Other"] * 3_000, "3000 values and at most 20"),
    ("prs_MailingCountry", "se", "two capital letters"),
    ("org_ShippingCountry", "EU", "two capital letters"),
    ("prs_PrimaryLanguage", "sv", "three small letters"),
    ("prs_SecondaryLanguage", "qaa-qtz", "three small letters"),
    ("prs_MobilePhone", "070-174 06 05", "international form"),
    ("prs_MobilePhone", "+46701740605\n", "international form"),
    ("prs_HomePhone", "+123456789012345678", "international form"),
    (SOURCE_REFERENCE, "", "1 to 200 characters"),
    (SOURCE_REFERENCE, " \u00a0", "1 to 200 characters"),
    (SOURCE_REFERENCE, "\ud800", "U+D800"),
    (SOURCE_REFERENCE, None, "1 to 200 characters"),
    (SOURCE_REFERENCE, "a" * 201, "1 to 200 characters"),
    (SOURCE_REFERENCE, "a\tb", "U+0009"),
]


@pytest.mark.parametrize(("field", "value", "expectation"), BROKEN)
def test_a_broken_value_is_told_with_row_field_value_and_expectation(field, value, expectation):
    result = check([{"prs_FirstName": "Åsa"}, {field: value}])
    (rejection,) = result.rejections
    assert (rejection.row, rejection.field) == (2, field)
    assert rejection.value and len(rejection.value) <= 40 and rejection.value.isprintable()
    assert expectation in rejection.expectation
    assert result.persons == [{"prs_FirstName": "Åsa"}]


def test_each_kind_of_field_has_a_broken_example():
    assert {field.kind for field in FIELDS.values()} == {FIELDS[key].kind for key, *_rest in BROKEN if key in FIELDS}


@settings(deadline=None)
@given(persons())
def test_a_right_person_passes_unchanged(person):
    result = check([person])
    assert result.rejections == []
    assert result.persons == [person]


def test_every_bad_field_of_every_row_is_listed():
    rows = [{"prs_Gender": "x", "prs_Birthdate": "x"}, {"con_Consent": True}, {"con_Consent": "yes"}, 7, "Anna"]
    told = [(each.row, each.field) for each in check(rows).rejections]
    assert told == [(1, "prs_Gender"), (1, "prs_Birthdate"), (3, "con_Consent"), (4, ""), (5, "")]


@pytest.mark.parametrize("rows", [{"prs_Gender": "Feminine"}, "text", 3, None, True])
def test_a_file_that_is_no_array_asks_for_brackets(rows):
    (rejection,) = check(rows).rejections
    assert (rejection.row, rejection.field) == (0, "")
    assert "square brackets" in rejection.expectation


def test_an_unknown_key_is_refused_with_the_nearest_name():
    def told(key: str) -> str:
        (rejection,) = check([{key: "x"}]).rejections
        assert rejection.field == key
        return rejection.expectation

    assert "prs_FirstName" in told("prs_First_Name")
    assert "prs_Gender" in told("PRS_GENDER")
    assert "vic_TraffickingStatusDecisionMakingOrg" in told("vic_TraffickinStatusDecisionMakingOrg")
    assert "Did you mean" not in told("shoe_size")


@pytest.mark.parametrize("key", DEPRECATED)
def test_a_deprecated_key_is_refused_as_deprecated(key):
    (rejection,) = check([{key: True}]).rejections
    assert "deprecated" in rejection.expectation
    assert DEPRECATED[key].help_en in rejection.expectation


def test_one_reference_comes_once_in_a_file():
    (rejection,) = check([{SOURCE_REFERENCE: "A"}, {SOURCE_REFERENCE: "B"}, {SOURCE_REFERENCE: "A"}]).rejections
    assert (rejection.row, rejection.field) == (3, SOURCE_REFERENCE)
    assert "Row 1" in rejection.expectation


@pytest.mark.parametrize(("first", "second"), [("A1", "a1"), ("A 1", "A  1"), ("A1", "Ａ1"), ("A1", " A1 ")])
def test_references_that_the_index_cannot_tell_apart_are_one(first, second):
    (rejection,) = check([{SOURCE_REFERENCE: first}, {}, {SOURCE_REFERENCE: second}]).rejections
    assert (rejection.row, rejection.field, rejection.value) == (3, SOURCE_REFERENCE, f'"{second}"')
    assert "Row 1" in rejection.expectation


ANY_NUMBER = st.integers(-(10**600), 10**600) | st.integers(-200, 200) | st.floats()
ANY_TEXT = st.text(st.characters(), max_size=20) | st.sampled_from(["", " ", "SE", "swe", "2026-01-01", "1_0", "٣"])
ANY_JSON = st.recursive(
    st.none() | st.booleans() | ANY_NUMBER | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=25) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=30,
)


def assert_told(result):
    for one in result.rejections:
        assert isinstance(one, Rejection) and one.expectation
        assert len(one.value) <= 40 and (one.value + one.field).isprintable()
        json.dumps([one.row, one.field, one.value, one.expectation]).encode()


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from([*FIELDS, SOURCE_REFERENCE, "shoe_size"]) | ANY_TEXT, ANY_JSON, max_size=12))
def test_whatever_a_field_holds_it_is_judged(person):
    written = json.dumps([person], ensure_ascii=False).encode("utf-8", "surrogatepass")
    for result in (check([person]), check_file("a.json", written)):
        assert_told(result)
        assert bool(result.persons) != bool(result.rejections)


@given(st.sampled_from(sorted(FIELDS)), ANY_JSON)
def test_every_field_judges_every_value(key, value):
    assert_told(check([{key: value}]))


@settings(max_examples=300)
@given(st.text("persons.jsonxls/\0 ", max_size=12) | st.just("a.json"), st.binary(max_size=60))
@example("a.json", b'[{"hte_Longitude": ' + b"9" * 400 + b"}]")
@example("a.json", b'[{"hte_Longitude": -' + b"9" * 4300 + b"}]")
@example("a.json", b'[{"hte_Longitude": ' + b"9" * 100_000 + b"}]")
@example("a.json", b'{"a":' * 50_000)
def test_whatever_the_bytes_are_they_are_judged(name, data):
    assert_told(check_file(name, data))


def test_a_number_too_long_to_write_out_is_told():
    (rejection,) = check([{"prs_FirstName": 10**5_000}]).rejections
    assert rejection.value == "…"


def test_a_value_nested_without_end_is_told_and_not_unrolled():
    nested: list = []
    for _level in range(5_000):
        nested = [nested]
    (rejection,) = check([{"prs_FirstName": nested}]).rejections
    assert rejection.value == "…"
