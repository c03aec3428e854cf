"""The catalogue is the standard: nothing missing, nothing of our own."""

from collections import Counter

import pytest

from fyr.cases.htcds import catalogue, names
from fyr.cases.htcds.catalogue import DEPRECATED, FIELDS, SECTIONS, Kind, Sensitivity
from fyr.cases.htcds.tests.standard import live_keys, reference

KINDS = {
    "Text": {Kind.TEXT, Kind.PHONE, Kind.COUNTRY},
    "Long Text": {Kind.LONG_TEXT},
    "Date": {Kind.DATE},
    "Number": {Kind.INTEGER, Kind.LONGITUDE, Kind.LATITUDE},
    "Geolocation": {Kind.LONGITUDE, Kind.LATITUDE},
    "Checkbox": {Kind.CHECKBOX},
    "Picklist": {Kind.SINGLE, Kind.LANGUAGE},
    "Picklist or Text": {Kind.TEXT, Kind.COUNTRY},
    "Multiselect Picklist": {Kind.MULTI, Kind.COUNTRIES},
    "Lookup [to organisation]": {Kind.LOOKUP},
    "Lookup [to person]": {Kind.LOOKUP},
    "Lookup [to user]": {Kind.LOOKUP},
    "": {Kind.LOOKUP},
}


def test_there_are_81_live_fields_3_deprecated_and_170_codes():
    assert len(FIELDS) == 81
    assert len(DEPRECATED) == 3
    assert sum(len(field.codes) for field in FIELDS.values()) == 170
    assert sum(field.core for field in FIELDS.values()) == 38


def test_fields_are_those_of_the_standard_in_its_order():
    rows = [row for row in reference("htcds_2.0_fields.csv") if row["prefix"] != "N/A"]
    live = [row for row in rows if row["status"] != "DEPRECATED"]
    keys = live_keys()
    assert keys == list(FIELDS)
    assert {row["prefix"] + row["name"] for row in rows} - set(keys) == set(DEPRECATED)
    for key, row in zip(keys, live, strict=True):
        field = FIELDS[key]
        assert field.core == (row["core"] == "yes"), field.key
        assert field.kind in KINDS[row["type"]], field.key


def test_codes_are_those_of_the_standard_in_its_order():
    rows = reference("htcds_2.0_codes.csv")
    expected = [(row["field"], row["code"]) for row in rows if row["field"] not in DEPRECATED]
    assert [(field.key, code.code) for field in FIELDS.values() for code in field.codes] == expected


def test_everything_has_a_name_in_english_and_in_swedish():
    for field in (*FIELDS.values(), *DEPRECATED.values()):
        assert field.label_en and field.label_sv
        assert bool(field.help_en) == bool(field.help_sv), field.key
        for each in field.codes:
            assert each.label_en and each.label_sv
    assert FIELDS["prs_SecondName"].label("sv") == "Efternamn"
    assert FIELDS["prs_SecondName"].label("en-gb") == "Second name"


def test_labels_are_distinct_within_their_section_and_picklist():
    for language in ("sv", "en"):
        labels = Counter((field.section, field.label(language)) for field in FIELDS.values())
        labels += Counter((field.key, code.label(language)) for field in FIELDS.values() for code in field.codes)
        assert [label for label, times in labels.items() if times > 1] == []


def test_every_section_has_fields_and_every_field_a_section():
    assert {field.section for field in FIELDS.values()} == set(SECTIONS)
    assert sum(len(catalogue.section(name)) for name in SECTIONS) == 81
    with pytest.raises(KeyError):
        catalogue.section("weather")


def test_free_text_is_never_called_a_harmless_code():
    written = {Kind.TEXT, Kind.LONG_TEXT, Kind.LOOKUP, Kind.PHONE, Kind.LONGITUDE, Kind.LATITUDE}
    for field in FIELDS.values():
        assert (field.kind in written) <= (field.sensitivity is not Sensitivity.CODE), field.key
    assert FIELDS["prs_Birthdate"].sensitivity is Sensitivity.IDENTITY


def test_countries_and_languages_have_names_in_both_languages():
    for language in ("sv", "en"):
        for code, name in (*names.country_choices(language), *names.language_choices(language)):
            assert name and name != code, code
    assert len(catalogue.countries()) == 250 and "XK" in catalogue.countries()
    assert names.language_name("ger", "sv") == names.language_name("deu", "sv") == "tyska"


def test_swedish_sorts_its_own_letters_last():
    countries = [name for _code, name in names.country_choices("sv")]
    assert countries.index("Åland") > countries.index("Zimbabwe")
    assert countries.index("Åland") < countries.index("Österrike")
    assert [name for _code, name in names.country_choices("en")].index("Åland Islands") < 10
