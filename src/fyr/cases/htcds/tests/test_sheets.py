"""Spreadsheets: what goes out comes back equal, and whatever is wrong is told with sheet, cell, field and value."""

import csv
import datetime
import io
import random
import zipfile

import openpyxl
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from fyr.cases.htcds import archive, invent, layout
from fyr.cases.htcds.catalogue import FIELDS, MORE, REPEATED, SOURCE_REFERENCE, Kind
from fyr.cases.htcds.cells import DANGEROUS, NONE, NULL, Unfit, guarded, unguarded, value_of
from fyr.cases.htcds.formats import format_for
from fyr.cases.htcds.headings import CASE, letters
from fyr.cases.htcds.sheets import ABOUT, PERSONS
from fyr.cases.htcds.tests.standard import path
from fyr.cases.htcds.tests.strategies import persons
from fyr.cases.htcds.tests.test_files import reference
from fyr.cases.htcds.validate import check_file


def written(people, suffix):
    return b"".join(format_for(f"a{suffix}").write(people))


def back(data, suffix=".xlsx"):
    return check_file(f"a{suffix}", data)


def many(count, seed=11):
    """Invented persons with a reference each, and several of everything in every seventh."""
    people = [{SOURCE_REFERENCE: f"Källa {row}", **one} for row, one in enumerate(invent.persons(count, seed), 1)]
    for at, one in enumerate(people[::7]):
        other = invent.persons(1, seed=at)[0]
        one[MORE] = {section: [{key: other[key] for key in keys}] * 2 for section, keys in REPEATED.items()}
    return people


PEOPLE = many(500)
SMALL = PEOPLE[:30]


@pytest.mark.parametrize("suffix", [".xlsx", ".zip"])
def test_five_hundred_persons_with_several_of_everything_come_back_equal(suffix):
    result = back(written(PEOPLE, suffix), suffix)
    assert result.rejections == []
    assert result.persons == PEOPLE


@pytest.mark.parametrize("suffix", [".xlsx", ".zip"])
@settings(max_examples=15, deadline=None)
@given(st.lists(persons(references=True, several=True), max_size=3, unique_by=reference))
def test_any_persons_come_back_equal_and_of_the_same_types(suffix, people):
    people = people or [{"prs_FirstName": "Åsa"}]
    result = back(written(people, suffix), suffix)
    assert result.rejections == []
    assert result.persons == people
    for person, came in zip(people, result.persons, strict=True):
        assert {key: type(value) for key, value in person.items()} == {
            key: type(person[key]) if person[key] == value and isinstance(value, int | float) else type(value)
            for key, value in came.items()
        }


def test_one_csv_file_holds_persons_and_says_when_it_cannot_hold_more():
    plain = [{key: value for key, value in one.items() if key != MORE} for one in SMALL]
    data = written(plain, ".csv")
    assert data.startswith(b"\xef\xbb\xbffyr_Case;cas_CaseOwner;")
    assert back(data, ".csv").persons == plain
    with pytest.raises(ValueError, match=r"Choose \.zip or \.xlsx"):
        written(SMALL, ".csv")


def test_the_workbook_has_the_layout_of_the_template_and_no_cell_that_calculates():
    names = {key: "=HYPERLINK(A1)" for key in ("prs_FirstName", "prs_SecondName")}
    book = openpyxl.load_workbook(io.BytesIO(written([names | {"prs_HomePhone": "+46701740605"}], ".xlsx")))
    assert book.sheetnames == [PERSONS, *REPEATED, ABOUT]
    sheet = book[PERSONS]
    assert sheet.row_dimensions[1].hidden
    assert [sheet["B1"].value, sheet["B2"].value] == ["cas_CaseOwner", "Case Owner"]
    assert [sheet["D3"].value, sheet["D3"].data_type] == ["'=HYPERLINK(A1)", "s"]
    assert any("fyr_UsesChildren" in str(row[0].value) for row in book[ABOUT].iter_rows())


@given(st.text())
def test_the_guard_comes_off_exactly(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(DANGEROUS)


def test_a_name_that_begins_with_an_apostrophe_keeps_it():
    assert unguarded("'t Hooft") == guarded("'t Hooft") == "'t Hooft"


def template(rows, change=lambda sheet: None):
    """IOM's own workbook, filled as people fill it: under the headings that they can read."""
    book = openpyxl.load_workbook(path("HTCDS Excel Spreadsheet v2.0.xlsx"))
    sheet = book.active
    by_heading = {sheet.cell(2, at).value: at for at in range(1, sheet.max_column + 1)}
    for row, fields in enumerate(rows, 3):
        for key, value in fields.items():
            held = ";".join(value) if isinstance(value, list) else value
            sheet.cell(row, by_heading[FIELDS[key].heading]).value = held
    change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_shipped_template_is_read_by_what_people_can_read():
    rows = [
        {key: one[key] for key in layout.TEMPLATE if one.get(key) is not None} for one in invent.persons(500, seed=3)
    ]
    result = back(template(rows))
    assert result.rejections == []
    assert result.persons == [one for one in rows if one]
    assert result.persons[0]["prs_MailingCity"] in {town[0] for town in invent.TOWNS}


def test_the_headings_of_the_template_are_those_of_the_written_file():
    sheet = openpyxl.load_workbook(path("HTCDS Excel Spreadsheet v2.0.xlsx")).active
    shipped = [sheet.cell(2, at).value for at in range(2, sheet.max_column + 1)]
    assert shipped == [layout.heading(key) for key in layout.TEMPLATE]


def book(*rows, sheets=None, change=lambda book: None):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for name, held in (sheets or {}).items():
        sheet = made.create_sheet(name)
        for row in held:
            sheet.append(row)
    change(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_the_names_of_the_xlsform_are_understood():
    rows = [
        ["prs_First_Name", "prs_Second_Name", "vic_Methods_of_Control", "prs_Citizenship"],
        ["Mira", "Ek", "DebtBondage  FalsePromises", "RO"],
    ]
    (person,) = back(book(*rows)).persons
    assert person == {
        "prs_FirstName": "Mira",
        "prs_SecondName": "Ek",
        "vic_MethodsOfControl": ["DebtBondage", "FalsePromises"],
        "prs_Citizenship": ["RO"],
    }


def test_several_industries_of_the_xlsform_are_refused_since_the_standard_holds_one():
    (told,) = back(book(["vic_ForcedLabourIndustry"], ["F_Construction C_Manufacturing"])).rejections
    assert (told.cell, told.field) == ("A2", "vic_ForcedLabourIndustry")


def test_our_own_codes_are_taken_when_they_are_written_as_ours():
    rows = [
        ["vic_MethodsOfControl", "vic_TypeOfExploitation"],
        ["fyr_UsesChildren;DebtBondage ", "fyr_ForcedCriminality"],
    ]
    (person,) = back(book(*rows)).persons
    assert person["vic_MethodsOfControl"] == ["fyr_UsesChildren", "DebtBondage"]
    (told,) = back(book(["vic_MethodsOfControl"], ["UsesChildren"])).rejections
    assert "Did you mean fyr_UsesChildren" in told.expectation


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("prs_Birthdate", datetime.datetime(1999, 3, 8), "1999-03-08"),
        ("prs_Birthdate", datetime.date(1999, 3, 8), "1999-03-08"),
        ("prs_Birthdate", 36227, "1999-03-08"),
        ("prs_Birthdate", "1999-03-08", "1999-03-08"),
        ("prs_Birthdate", " 1999-03-08 00:00:00", "1999-03-08"),
        ("prs_NumberOfChildren", "3", 3),
        ("prs_NumberOfChildren", 3.0, 3),
        ("hte_Latitude", "59,33", 59.33),
        ("hte_Latitude", "\N{MINUS SIGN}12.5", -12.5),
        ("prs_MailingPostalCode", 11120, "11120"),
        ("prs_FirstName", 7, "7"),
        ("prs_MobilePhone", "+46 70-174 06 05", "+46701740605"),
        ("prs_MobilePhone", "'+46701740605", "+46701740605"),
        ("con_Consent", True, True),
        ("con_Consent", "Ja", True),
        ("con_Consent", 0, False),
        ("con_Consent", "No", False),
        ("con_Consent", NULL, None),
        ("prs_Citizenship", "SE; RO;", ["SE", "RO"]),
        ("prs_Citizenship", NONE, []),
        ("prs_Gender", " Feminine\xa0", "Feminine"),
    ],
)
def test_what_people_and_programs_write_is_understood(key, cell, value):
    assert value_of(FIELDS[key], cell) == value


@pytest.mark.parametrize(
    ("key", "cell", "told"),
    [
        ("prs_Birthdate", 1990, "no date"),
        ("prs_Birthdate", 36227.5, "no date"),
        ("prs_Birthdate", datetime.datetime(1999, 3, 8, 9), "time of day"),
        ("prs_Birthdate", True, "YYYY-MM-DD"),
        ("prs_NumberOfChildren", "three", "digits only"),
        ("prs_MobilePhone", 701740605, "zeros in front are lost"),
        ("prs_IdentityNumber", 101011234, "zeros in front are lost"),
        ("hte_PostalCode", 1067, "zeros in front are lost"),
        ("prs_FirstName", float("inf"), "Format the cell as text"),
        ("prs_FirstName", 1e20, "Format the cell as text"),
        ("prs_FirstName", datetime.datetime(2026, 3, 1), "turned this into a date"),
        ("prs_FirstName", "=1+1", "formula"),
        ("con_Consent", "maybe", "TRUE or FALSE"),
        ("con_Consent", 2, "TRUE or FALSE"),
        ("prs_Gender", 5, "codes as text"),
        ("prs_Citizenship", 5, "semicolon"),
    ],
)
def test_what_a_program_may_have_changed_is_refused(key, cell, told):
    with pytest.raises(Unfit, match=told):
        value_of(FIELDS[key], cell)


def changed(change, people=SMALL):
    """A good workbook of ours, changed by somebody with a spreadsheet program."""
    made = openpyxl.load_workbook(io.BytesIO(written(people, ".xlsx")))
    change(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


COLUMN = {key: letters(at) for at, key in enumerate(layout.COLUMNS)}


def put(key, value, row=5, sheet=PERSONS):
    columns = {one: letters(at) for at, one in enumerate(layout.columns(sheet))}

    def change(made):
        made[sheet][f"{columns[key]}{row}"].value = value

    return change


def both(*changes):
    return lambda made: [change(made) for change in changes]


def move(made):
    """Gender to the far right."""
    sheet = made[PERSONS]
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, 90).value = sheet[f"{COLUMN['prs_Gender']}{row}"].value
    sheet.delete_cols(openpyxl.utils.column_index_from_string(COLUMN["prs_Gender"]))


def shift(made):
    """One row, one column to the right."""
    sheet = made[PERSONS]
    sheet.move_range(f"B4:{COLUMN['prs_Title']}4", cols=1)


def hide(made):
    made.create_sheet("Old").append(["prs_FirstName"])
    made["Old"].sheet_state = "hidden"


def tail(made):
    for row in range(40, 60):
        made[PERSONS].cell(row, 3).value = "  "
        made[PERSONS].cell(row, 95).value = None


BROKEN = [
    ("a heading renamed", put("prs_Gender", "Sex", 1), PERSONS, f"{COLUMN['prs_Gender']}1", "Sex"),
    ("the readable heading of another field", put("prs_Gender", "Birthdate", 2), PERSONS, f"{COLUMN['prs_Gender']}1", "prs_Gender"),
    ("a heading that nobody knows", put("prs_Gender", "Sort", 2), PERSONS, f"{COLUMN['prs_Gender']}1", "prs_Gender"),
    ("a field twice", both(put("prs_Gender", "prs_Title", 1), put("prs_Gender", None, 2)), PERSONS, f"{COLUMN['prs_Title']}1", "prs_Title"),
    ("a column without heading", both(put("prs_Gender", None, 1), put("prs_Gender", None, 2)), PERSONS, f"{COLUMN['prs_Gender']}1", "column H"),
    ("a code misspelt", put("prs_Gender", "Femenine"), PERSONS, f"{COLUMN['prs_Gender']}5", "prs_Gender"),
    ("one of several codes misspelt", put("vic_MethodsOfControl", "DebtBondage;Treats"), PERSONS, f"{COLUMN['vic_MethodsOfControl']}5", "vic_MethodsOfControl"),
    ("a day that is not in the calendar", put("prs_Birthdate", "2001-02-30"), PERSONS, f"{COLUMN['prs_Birthdate']}5", "prs_Birthdate"),
    ("a date of another order", put("prs_Birthdate", "08/03/2001"), PERSONS, f"{COLUMN['prs_Birthdate']}5", "prs_Birthdate"),
    ("text in a number", put("prs_NumberOfChildren", "two"), PERSONS, f"{COLUMN['prs_NumberOfChildren']}5", "prs_NumberOfChildren"),
    ("a number too large", put("prs_NumberOfChildren", 1900), PERSONS, f"{COLUMN['prs_NumberOfChildren']}5", "prs_NumberOfChildren"),
    ("a case number twice", put(CASE, 1), PERSONS, f"{COLUMN[CASE]}5", CASE),
    ("a reference twice", put(SOURCE_REFERENCE, "Källa 1"), PERSONS, f"{COLUMN[SOURCE_REFERENCE]}5", SOURCE_REFERENCE),
    ("a formula", put("prs_FirstName", "=A1"), PERSONS, f"{COLUMN['prs_FirstName']}5", "prs_FirstName"),
    ("an error of the program", put("prs_FirstName", "#REF!"), PERSONS, f"{COLUMN['prs_FirstName']}5", "prs_FirstName"),
    ("a phone that became a number", put("prs_MobilePhone", 701740605), PERSONS, f"{COLUMN['prs_MobilePhone']}5", "prs_MobilePhone"),
    ("merged cells", lambda made: made[PERSONS].merge_cells("C5:C6"), PERSONS, "C5", "prs_Salutation"),
    ("a row shifted", shift, PERSONS, None, None),
    ("a sheet missing", lambda made: made.remove(made["event"]), "event", "A1", ""),
    ("the sheet of persons missing", lambda made: made.remove(made[PERSONS]), "", "", ""),
    ("a sheet that nobody knows", lambda made: made.create_sheet("Extra").append(["x"]), "Extra", "A1", ""),
    ("a plan of no case", put(CASE, 999, 3, "plan"), "plan", "A3", CASE),
    ("a wrong date in a further event", put("hte_Date", "2001-13-01", 3, "event"), "event", "I3", "hte_Date"),
    ("a field of another sheet", put("hte_Date", "spl_Type", 1, "event"), "event", "I1", "spl_Type"),
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize(
    ("change", "sheet", "cell", "field"), [one[1:] for one in BROKEN], ids=[one[0] for one in BROKEN]
)
def test_a_broken_copy_is_refused_with_sheet_cell_field_and_what_to_do(change, sheet, cell, field, language):
    with translation.override(language):
        result = back(changed(change))
    assert result.rejections
    told = result.rejections[0]
    assert told.expectation and told.sheet == sheet
    if cell is not None:
        # What has no name in the file is named in the reader's language.
        named = field.replace("column", "kolumn") if language == "sv" else field
        assert (told.cell, told.field) == (cell, named)


@pytest.mark.parametrize("change", [move, tail, lambda made: None, put("prs_Gender", None, 2)])
def test_a_copy_that_says_the_same_is_taken_as_it_is(change):
    result = back(changed(change))
    assert result.rejections == []
    assert result.persons == SMALL


def test_a_hidden_sheet_that_holds_something_is_refused():
    (told,) = back(changed(hide)).rejections
    assert "Old is hidden" in told.expectation


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "old Excel file"),
        ("a.xlsx", b"prs_FirstName;x", "another kind"),
        ("a.xlsm", b"", r"without macros"),
        ("a.csv", "prs_FirstName\nÅsa".encode("utf-16"), "UTF-16"),
        ("a.csv", b"prs_FirstName\n\xc5sa", "Line 2"),
        ("a.csv", b'prs_FirstName\n"Mira', "quotation mark"),
    ],
)
def test_a_file_of_another_kind_is_one_line_that_says_what_to_do(name, data, told):
    (rejection,) = check_file(name, data).rejections
    assert rejection.row == 0 and told in rejection.expectation


def test_every_cut_of_a_workbook_is_refused_without_an_exception():
    data = written(SMALL[:2], ".xlsx")
    for end in range(1, len(data), len(data) // 60):
        (rejection,) = back(data[:end]).rejections
        assert rejection.row == 0
    packed = written(SMALL[:2], ".zip")
    for end in range(1, len(packed), len(packed) // 30):
        assert back(packed[:end], ".zip").rejections


def test_flipped_bytes_are_refused_or_change_nothing():
    people = SMALL[:3]
    for suffix in (".xlsx", ".zip"):
        data = written(people, suffix)
        source = random.Random(5)
        for _time in range(40):
            broken = bytearray(data)
            broken[source.randrange(len(data))] ^= 1 << source.randrange(8)
            result = back(bytes(broken), suffix)
            assert result.rejections or result.persons == people


def zipped(**files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return held.getvalue()


def test_a_file_that_grows_when_unpacked_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1000)
    for name in ("a.xlsx", "a.zip"):
        (rejection,) = check_file(name, zipped(persons_dot_csv=b"0" * 100_000)).rejections
        assert "Unpacked" in rejection.expectation


def test_macros_and_entities_are_refused():
    assert "macros" in back(zipped(xl__vbaProject_dot_bin=b"x")).rejections[0].expectation
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/>&b;</worksheet>'
    good = io.BytesIO(written(SMALL[:1], ".xlsx"))
    bad = io.BytesIO()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for part in source.infolist():
            target.writestr(part, bomb if part.filename.endswith("sheet1.xml") else source.read(part))
    (rejection,) = back(bad.getvalue()).rejections
    assert rejection.row == 0


def test_commas_and_tabs_are_read_as_well():
    for delimiter in (",", "\t", ";"):
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows([["prs_FirstName", "prs_Citizenship"], ["Mira, Noor", "SE;RO"]])
        (person,) = back(text.getvalue().encode(), ".csv").persons
        assert person == {"prs_FirstName": "Mira, Noor", "prs_Citizenship": ["SE", "RO"]}


def test_headings_in_swedish_alone_are_enough_where_they_name_one_field():
    (person,) = back(book(["Förnamn", "Födelsedatum"], ["Mira", "1999-03-08"])).persons
    assert person == {"prs_FirstName": "Mira", "prs_Birthdate": "1999-03-08"}
    (told,) = back(book(["Type"], ["NGO"])).rejections
    assert told.cell == "A1" and "first row" in told.expectation


CODED = [key for key, field in FIELDS.items() if field.kind in (Kind.SINGLE, Kind.DATE, Kind.INTEGER, Kind.CHECKBOX)]


@settings(max_examples=2, deadline=None)
@given(st.dictionaries(st.integers(3, 502), st.sampled_from(CODED), min_size=20, max_size=60))
def test_every_wrong_cell_of_five_hundred_rows_is_named_and_no_other(wrong):
    result = back(changed(both(*(put(key, "Wrong!", row) for row, key in wrong.items())), PEOPLE))
    assert {(one.sheet, one.row, one.cell, one.field, one.value) for one in result.rejections} == {
        (PERSONS, row, f"{COLUMN[key]}{row}", key, '"Wrong!"') for row, key in wrong.items()
    }
    assert len(result.persons) == 500 - len(wrong)


def test_a_cell_formatted_far_away_costs_nothing_and_a_filled_one_is_refused():
    def far(value):
        def change(made):
            made[PERSONS]["KA1048576"].value = value
            made[PERSONS]["KA1048576"].number_format = "@"

        return change

    assert back(changed(far(None))).persons == SMALL
    (told,) = back(changed(far("x"))).rejections
    assert "below row 10000" in told.expectation


def test_two_files_of_the_same_name_are_refused():
    data = zipped(persons_dot_csv="prs_Title\nKock", event_dot_csv="fyr_Case", old__event_dot_csv="fyr_Case")
    assert "two sheets" in back(data, ".zip").rejections[0].expectation


def test_an_object_that_names_a_repeated_part_twice_is_told():
    data = b'[{"fyr_More": {"event": [{"hte_City": "Riga"}], "event": [{"hte_City": "Oslo"}]}}]'
    (told,) = back(data, ".json").rejections
    assert (told.row, told.field) == (1, "fyr_More.event")


BLOATED = {
    "cells": ("archive.MOST_CELLS", 100, ".xlsx", lambda: written(SMALL, ".xlsx")),
    "styles": ("archive.MOST_ELSE", 20, ".xlsx", lambda: written(SMALL, ".xlsx")),
    "merged cells": ("excel.MOST_CELLS", 100, ".xlsx", lambda: template(
        [{"prs_FirstName": "A"}] * 30, lambda sheet: [sheet.merge_cells("A4:T30"), sheet.merge_cells("A40:T60")]
    )),
    "columns of a CSV file": ("commas.MOST_CELLS", 100, ".csv", lambda: b"prs_FirstName\n" + b";" * 101 + b"\n"),
    "objects": ("reader.MOST_OBJECTS", 10, ".json", lambda: b"[" + b"{}," * 10 + b"{}]"),
    "persons": ("validate.MOST_PERSONS", 10, ".json", lambda: b"[" + b"{}," * 10 + b"{}]"),
}  # fmt: skip


@pytest.mark.parametrize("what", BLOATED)
def test_a_file_that_would_keep_its_reader_busy_is_refused_in_one_sentence_before_it_is_read(what, monkeypatch):
    limit, few, suffix, make = BLOATED[what]
    data = make()
    monkeypatch.setattr(f"fyr.cases.htcds.{limit}", few)
    result = back(data, suffix)
    assert result.persons == [] and len(result.rejections) == 1
    assert result.rejections[0].field == "" and result.rejections[0].expectation


def test_a_mistake_made_everywhere_is_told_so_often_and_that_there_is_more(monkeypatch):
    monkeypatch.setattr("fyr.cases.htcds.validate.MOST_FAULTS", 20)
    told = back(b"[" + b'{"prs_Gender": "x"},' * 40 + b"{}]", ".json").rejections
    assert len(told) == 21 and "more" in told[-1].expectation
    assert len(back(b"[{" + b",".join(b'"a%d": 1' % at for at in range(40)) + b"}]", ".json").rejections) == 20
