"""A form shows a section and gives back exactly what was there, but for what somebody changed."""

import time

import pytest
from django.utils.datastructures import MultiValueDict
from hypothesis import given, settings

from fyr.cases.htcds.catalogue import FIELDS, SECTIONS, countries
from fyr.cases.htcds.forms import section_form
from fyr.cases.htcds.inputs import raw
from fyr.cases.htcds.tests.strategies import persons
from fyr.cases.htcds.validate import MOST_VALUES


def posted(section: str, initial: dict, **changed) -> dict:
    """What a browser posts when the page is sent back with only `changed` entered."""
    form = section_form(section, initial=initial, language="sv")
    data = {}
    for name in form.fields:
        value = changed.get(name, raw(FIELDS[name], initial.get(name)))
        if FIELDS[name].kind == "countries":
            data |= {f"{name}_{position}": [country] for position, country in enumerate(value)}
        elif isinstance(value, str):
            data[name] = [value.replace("\n", "\r\n")]
        else:
            data[name] = value
    return data


def sent(section: str, initial: dict, **changed):
    data = MultiValueDict(posted(section, initial, **changed))
    return section_form(section, initial=initial, data=data, language="sv")


@settings(deadline=None)
@given(persons())
def test_a_form_sent_back_untouched_changes_nothing(person):
    for section in SECTIONS:
        form = sent(section, person)
        assert form.is_valid(), form.errors
        assert form.record() == {key: value for key, value in person.items() if FIELDS[key].section == section}


def test_the_standard_is_covered_by_its_sections():
    shown = [name for section in SECTIONS for name in section_form(section, initial={}, language="sv").fields]
    assert sorted(shown) == sorted(FIELDS)


def test_an_edited_field_changes_and_its_neighbours_do_not():
    before = {"prs_FirstName": " Anna ", "prs_Email": None, "prs_NumberOfChildren": 0}
    after = sent(
        "person", before, prs_NumberOfChildren="2", prs_MailingLatitude="59,33", prs_SecondName=" Ek "
    ).record()
    assert after == before | {"prs_NumberOfChildren": 2, "prs_MailingLatitude": 59.33, "prs_SecondName": "Ek"}


def test_an_emptied_field_becomes_absent():
    before = {"prs_FirstName": "Anna", "prs_Gender": "Feminine", "prs_Deceased": False, "prs_Citizenship": ["SE"]}
    emptied = sent("person", before, prs_FirstName=" ", prs_Gender="", prs_Deceased="", prs_Citizenship=[])
    assert emptied.record() == {}


def test_null_gives_way_to_an_answer():
    assert sent("consent", {"con_Consent": None}, con_Consent="no").record() == {"con_Consent": False}


def test_no_imported_citizenship_is_lost_however_many():
    five = ["SE", "EE", "LV", "LT", "PL"]
    form = section_form("person", initial={"prs_Citizenship": five}, language="en")
    page = str(form["prs_Citizenship"])
    assert page.count("<select") == 6
    assert page.count(" selected") == 6
    assert 'aria-label="Citizenship 6"' in page
    changed = sent("person", {"prs_Citizenship": five}, prs_Citizenship=[*five, "FI"])
    assert changed.record() == {"prs_Citizenship": [*five, "FI"]}


def test_a_form_with_as_many_citizenships_as_are_accepted_stays_quick_and_offers_no_more():
    many = sorted(countries())[:MOST_VALUES]
    began = time.process_time()
    page = str(section_form("person", initial={"prs_Citizenship": many}, language="en")["prs_Citizenship"])
    assert time.process_time() - began < 0.5
    assert page.count("<select") == page.count(" selected") == MOST_VALUES


def test_more_citizenships_than_are_accepted_now_are_kept_until_somebody_changes_them():
    all_of_them = sorted(countries())
    assert sent("person", {"prs_Citizenship": all_of_them}).record() == {"prs_Citizenship": all_of_them}
    changed = sent("person", {"prs_Citizenship": all_of_them}, prs_Citizenship=all_of_them[:-1])
    assert list(changed.errors) == ["prs_Citizenship"]


def test_a_long_list_is_announced_and_escaped_like_every_control():
    form = section_form("person", initial={"prs_MailingCountry": "CI"}, language="sv")
    page = str(form["prs_MailingCountry"])
    assert page.startswith('<select name="prs_MailingCountry" class="ds-input" id="id_prs_MailingCountry"')
    assert page.count(" selected") == 1 and '<option value="CI" selected>' in page
    assert '<option value="">' in page and "'" not in page


def test_codes_keep_their_order_and_new_ones_come_after():
    before = {"vic_MethodsOfControl": ["Other", "DebtBondage", "SexualAbuse"]}
    after = sent("victim", before, vic_MethodsOfControl=["DebtBondage", "FalsePromises", "Other"]).record()
    assert after == {"vic_MethodsOfControl": ["Other", "DebtBondage", "FalsePromises"]}


@pytest.mark.parametrize(
    ("section", "field", "entered"),
    [
        ("person", "prs_MobilePhone", "070-174 06 05"),
        ("person", "prs_NumberOfChildren", "two"),
        ("person", "prs_NumberOfChildren", "1_0"),
        ("person", "prs_NumberOfChildren", "٣"),
        ("person", "prs_NumberOfChildren", "1.5"),
        ("person", "prs_NumberOfChildren", "9" * 5_000),
        ("person", "prs_MailingLongitude", "1_0.5"),
        ("person", "prs_MailingLongitude", "9" * 400),
        ("person", "prs_MailingLatitude", "٣٣"),
        ("person", "prs_MailingLatitude", "nan"),
        ("person", "prs_Birthdate", "2026-02-30"),
        ("person", "prs_Gender", "Unicorn"),
        ("person", "prs_Citizenship", ["XX"]),
        ("victim", "vic_TypeOfExploitation", ["Other", "Nothing"]),
        ("consent", "con_Consent", "perhaps"),
        ("person", "prs_FirstName", "A\x07"),
    ],
)
def test_a_wrong_entry_is_told_at_its_field_and_gives_no_record(section, field, entered):
    form = sent(section, {}, **{field: entered})
    assert list(form.errors) == [field]
    with pytest.raises(ValueError, match="valid form"):
        form.record()


def test_a_number_is_entered_as_people_write_it():
    assert sent("person", {}, prs_MobilePhone="+46 70-174 06 05").record() == {"prs_MobilePhone": "+46701740605"}


def test_a_bibliographic_language_code_is_offered_where_it_was_imported():
    form = section_form("person", initial={"prs_PrimaryLanguage": "ger"}, language="sv")
    page = str(form["prs_PrimaryLanguage"])
    assert '<option value="ger" selected>' in page
    assert '<option value="ger"' not in str(form["prs_SecondaryLanguage"])


def test_labels_and_choices_follow_the_language():
    swedish = section_form("victim", initial={}, language="sv")
    english = section_form("victim", initial={}, language="en")
    assert "Skuldslaveri" in str(swedish["vic_MethodsOfControl"])
    assert "Debt bondage" in str(english["vic_MethodsOfControl"])
    assert swedish["vic_TypeOfExploitation"].label == "Exploateringsform"
