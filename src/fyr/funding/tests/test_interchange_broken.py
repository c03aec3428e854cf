"""Files in which something is wrong: each is refused with the row, the field, the value and what to do."""

import io
import json
import zipfile

import openpyxl
import pytest
from django.utils import translation

from fyr.funding.interchange.reading import read
from fyr.funding.tests.interchange_samples import grant, package

ORG = {"id": "GB-CHC-1", "name": "One"}
# What is changed, the field that is named, the value that is shown, and words of the reason.
WRONG = {
    "an id of no publisher": ({"id": "A-1"}, "id", "A-1", "360G-"),
    "an amount with a letter": ({"amountAwarded": "12x"}, "amountAwarded", "12x", "in digits"),
    "an amount of yes": ({"amountAwarded": True}, "amountAwarded", "True", "in digits"),
    "half an öre": ({"amountAwarded": 10.005}, "amountAwarded", "10.005", "no such small part"),
    "yen with decimals": ({"amountAwarded": 10.5, "currency": "JPY"}, "amountAwarded", "10.5", "no such small part"),
    "more than there is": ({"amountAwarded": 10**17}, "amountAwarded", str(10**17), "larger than"),
    "a currency in words": ({"currency": "kronor"}, "currency", "kronor", "ISO 4217"),
    "a day that is none": ({"awardDate": "2024-02-30"}, "awardDate", "2024-02-30", "year-month-day"),
    "a day as people write it": ({"awardDate": "8/3 2024"}, "awardDate", "8/3 2024", "year-month-day"),
    "a moment without zone": ({"dateModified": "2024-03-08T12:00:00"}, "dateModified", "2024-03-08T12:00:00", "zone"),
    "no title": ({"title": " "}, "title", "", "missing"),
    "no recipient": ({"recipientOrganization": []}, "recipientOrganization", "", "which organisation"),
    "a nameless one": ({"recipientOrganization": [{"id": "GB-1"}]}, "recipientOrganization/0/name", "", "missing"),
    "one that is no list": ({"recipientOrganization": ORG}, "recipientOrganization", "", "a list"),
    "no funder": ({"fundingOrganization": None}, "fundingOrganization", "", "missing"),
    "a code of no list": ({"regrantType": "FRG999"}, "regrantType", "FRG999", "FRG010"),
    "a scope of no list": ({"locationScope": "GLS070"}, "locationScope", "GLS070", "GLS010"),
    "perhaps an open call": ({"fromOpenCall": "Maybe"}, "fromOpenCall", "Maybe", "Yes or No"),
    "a page without https": ({"url": "www.a.se"}, "url", "www.a.se", "https://"),
    "a page that acts": ({"dataSource": "javascript:alert(1)"}, "dataSource", "javascript:alert(1)", "https://"),
    "a reason of no list": (
        {"toIndividualsDetails": {"primaryGrantReason": "poor"}}, "toIndividualsDetails/primaryGrantReason", "poor", "GTIR010"
    ),
    "a land in words": (
        {"beneficiaryLocation": [{"countryCode": "Sverige"}]}, "beneficiaryLocation/0/countryCode", "Sverige", "ISO 3166"
    ),
    "what cannot be seen": ({"title": "a\u0000b"}, "title", "", "cannot be seen"),
    "half a character": ({"title": "a\ud800b"}, "title", "", "cannot be seen"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("case", WRONG)
def test_a_broken_grant_is_refused_by_row_field_value_and_what_to_do(case):
    change, field, value, words = WRONG[case]
    found = read("a.json", package(grant(1), grant(2, **change)))
    assert [(one.row, one.field, one.value) for one in found.faults] == [(2, field, value)]
    assert words in found.faults[0].reason


def test_an_id_that_stands_twice_is_refused():
    found = read("a.json", package(grant(1), grant(2), grant(1)))
    assert [(one.row, one.field, one.value) for one in found.faults] == [(3, "id", "360G-abc-1")]
    assert "row 1" in found.faults[0].reason


@pytest.mark.parametrize(
    "change",
    [
        {"recipientIndividual": {"id": "360G-abc-person-1", "name": "Åsa Ek"}},
        {"recipientOrganization": [{"id": "SE-ON-8112189876", "name": "Åsa Eks firma"}]},
        {"recipientOrganization": [{"id": "SE-ON-198112189876", "name": "Åsa Eks firma"}]},
        {"recipientOrganization": [{"id": "SE-ON-811218-9876", "name": "Åsa Eks firma"}]},
        {"fundingOrganization": [{"id": "se-on-8112189876", "name": "Åsa Eks firma"}]},
        {"recipientOrganization": [{"id": "SE-X", "name": "Åsa", "companyNumber": "811218-9876"}]},
        {"recipientIndividual": "Åsa Ek"},
        {"title": {"till": "811218-9876"}},
        {"description": "till Åsa Ek, 811218-9876, för resor"},
        {"note": {"19811218-9876": "hon"}},
    ],
)
def test_data_about_a_person_is_refused_and_not_repeated_in_the_refusal(change):
    found = read("a.json", package(grant(1, **change)))
    assert found.faults
    assert any("persons" in one.reason for one in found.faults)
    assert "9876" not in str([(one.field, one.value) for one in found.faults])
    assert "Åsa" not in str(found.faults)


@pytest.mark.parametrize("number", ["2021006149", "8020001234", "162021006149", "202100-6149"])
def test_the_number_of_an_organisation_is_not_taken_for_that_of_a_person(number):
    found = read("a.json", package(grant(1, recipientOrganization=[{"id": f"SE-ON-{number}", "name": "X"}])))
    assert found.faults == []


def test_who_to_call_at_an_organisation_is_left_out():
    told = {"id": "GB-1", "name": "X", "contactName": "Åsa", "email": "asa@a.se", "telephone": "1", "postalCode": "1"}
    found = read("a.json", package(grant(1, recipientOrganization=[told])))
    assert found.left_out == 3
    assert found.records[0]["recipientOrganization"] == [{"id": "GB-1", "name": "X", "postalCode": "1"}]


def test_amounts_are_read_digit_by_digit():
    def told(number: str) -> bytes:
        return package(grant(1, amountAwarded="?")).replace(b'"?"', number.encode())

    assert read("a.json", told("1234567890.10")).records[0]["amountAwarded"] == 1234567890.1
    assert read("a.json", told("30000.00")).records[0]["amountAwarded"] == 30000
    assert "more digits" in read("a.json", told("10.00000000000000001")).faults[0].reason
    assert "larger" in read("a.json", told("1e999999999")).faults[0].reason
    assert "NaN" in read("a.json", told("NaN")).faults[0].reason
    assert "Infinity" in read("a.json", told("-Infinity")).faults[0].reason


def test_a_field_that_stands_twice_in_a_grant_is_refused():
    data = package(grant(1)).replace(b'"amountAwarded"', b'"amountAwarded": 1, "amountAwarded"')
    (fault,) = read("a.json", data).faults
    assert (fault.row, fault.field) == (1, "amountAwarded")


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("_", "/") + ".xml", data)
    return out.getvalue()


# The name of the file, what is in it, and words of the only refusal.
FILES = {
    "nothing": ("a.json", b" \n", "empty"),
    "a picture": ("a.json", b"\x89PNG\r\n\x1a\n", "neither"),
    "an old workbook or one with a password": ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99, "password"),
    "a workbook that is cut off": ("a.xlsx", b"PK\x03\x04" + b"0" * 99, "damaged"),
    "an archive of something else": ("a.xlsx", _zip(hello=b"x"), "damaged"),
    "a bomb of styles": ("a.xlsx", _zip(xl_styles=b"0" * 8_000_000), "far larger"),
    "a bomb of texts": ("a.xlsx", _zip(xl_sharedStrings=b"0" * 80_000_000), "far larger"),
    "JSON that is cut off": ("a.json", package(grant(1))[:-20], "line 1"),
    "JSON without grants": ("a.json", b'{"data": []}', "no list of grants"),
    "a list without grants": ("a.json", b"[]", "empty"),
    "grants that are numbers": ("a.json", b"[1]", "an object"),
    "JSON that is too deep": ("a.json", b"[" * 100_000, "too deep"),
    "another encoding": ("a.json", json.dumps([grant(1)], ensure_ascii=False).encode("latin-1"), "UTF-8"),
    "wide characters": ("a.json", json.dumps([grant(1)]).encode("utf-16"), "UTF-8"),
    "a table without ids": ("a.csv", b"Title,Amount Awarded\na,1\n", '"Identifier"'),
    "a table without rows": ("a.csv", b"Identifier,Title\n", "no grant"),
    "a heading that stands twice": ("a.csv", b"Identifier,Title,title\n360G-a-1,a,b\n", "two columns"),
    "a quotation mark that does not close": ("a.csv", b'Identifier,Title\n360G-a-1,"a\n', "quotation"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_holds_no_grants_is_told_from_one_that_does(case):
    name, data, words = FILES[case]
    (fault,) = read(name, data).faults
    assert fault.row in (0, 1)
    assert words in fault.reason


def test_a_file_in_which_everything_is_wrong_is_given_up_soon():
    empty = read("a.json", b"[" + b"{}," * 99_999 + b"{}]")
    assert len(empty.records) == 100_000
    assert 5_000 <= len(empty.faults) < 5_100
    lists = read("a.json", package(grant(1, plannedDates=[1] * 100_000, note=["\u0001"] * 100_000)))
    assert len(lists.faults) < 11_000


def test_a_file_that_is_too_large_is_not_read(settings):
    settings.UPLOAD_LARGEST = 1 << 20
    (fault,) = read("a.json", b"[" * (1 << 20) + b"[").faults
    assert "1 MB" in fault.reason


def test_a_bare_list_and_a_byte_order_mark_are_read():
    assert read("a.json", b"\xef\xbb\xbf" + json.dumps([grant(1)]).encode()).faults == []


def _workbook(*rows, sheet="grants", more=None) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    for name, lines in (more or {}).items():
        other = book.create_sheet(name)
        for line in lines:
            other.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEADINGS = (
    "Identifier", "Title", "Description", "Currency", "Amount Awarded", "Award Date",
    "Recipient Org:Identifier", "Recipient Org:Name", "Funding Org:Identifier", "Funding Org:Name",
)  # fmt: skip
ROW = ("360G-a-1", "T", "D", "SEK", 1500.5, "2024-03-08", "GB-1", "R", "GB-2", "F")


def test_a_fault_in_a_workbook_names_the_row_of_the_sheet_and_the_heading_of_the_column():
    wrong = (*ROW[:4], "12x", *ROW[5:])
    found = read("a.xlsx", _workbook((), HEADINGS, ROW, ("",), ("360G-a-2", *wrong[1:])))
    assert [(one.row, one.field, one.value) for one in found.faults] == [(5, "Amount Awarded", "12x")]
    missing = read("a.xlsx", _workbook(HEADINGS[:-1], ROW[:-1]))
    assert [(one.row, one.field) for one in missing.faults] == [(2, "Funding Org:Name")]


def test_a_table_that_is_too_long_or_too_wide_is_refused_whole_and_never_cut(monkeypatch):
    from fyr.funding.interchange import csv_in, xlsx_in

    rows = [(f"360G-a-{number}", *ROW[1:]) for number in range(1, 3001)]
    assert len(read("a.xlsx", _workbook(HEADINGS, *rows)).records) == 3000
    wide = (*HEADINGS, *(f"x{at}" for at in range(400)))
    assert "larger" in read("a.xlsx", _workbook(wide, ROW)).faults[0].reason
    monkeypatch.setattr(xlsx_in, "MOST_ROWS", 5)
    monkeypatch.setattr(csv_in, "MOST_ROWS", 5)
    gap = [()] * 5
    assert "larger" in read("a.xlsx", _workbook(HEADINGS, ROW, *gap, ("360G-a-9", *ROW[1:]))).faults[0].reason
    text = "\n".join([",".join(HEADINGS), *(",".join(map(str, row)) for row in rows[:6])])
    assert "larger" in read("a.csv", text.encode()).faults[0].reason


def test_a_formula_in_a_workbook_is_refused():
    found = read("a.xlsx", _workbook(HEADINGS, (*ROW[:4], "=1+1", *ROW[5:])))
    assert (found.faults[0].row, found.faults[0].field, found.faults[0].value) == (2, "Amount Awarded", "=1+1")
    assert "formula" in found.faults[0].reason


def test_numbered_and_technical_headings_are_understood():
    more = ("Beneficiary Location:2:Name", "beneficiaryLocation/1/name", "Recipient Org:Nickname", "From an open call?")
    found = read("a.xlsx", _workbook((*HEADINGS, *more), (*ROW, "B", "A", "Nisse", "Yes")))
    assert found.faults == []
    (record,) = found.records
    assert record["beneficiaryLocation"] == [{"name": "A"}, {"name": "B"}]
    assert record["recipientOrganization"] == [{"id": "GB-1", "name": "R", "Nickname": "Nisse"}]
    assert record["fromOpenCall"] == "Yes"


def test_grants_in_a_second_sheet_are_not_passed_over():
    found = read("a.xlsx", _workbook(HEADINGS, ROW, more={"2023": [HEADINGS, ROW]}))
    assert "2023" in found.faults[0].reason
    notes = read("a.xlsx", _workbook(HEADINGS, ROW, more={"Meta": [["Title", "X"]], "Notes": [["Made by us"]]}))
    assert notes.faults == []
