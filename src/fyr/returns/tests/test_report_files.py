"""The report as files: accessible, and with nothing in them but what disclosure control shows."""

import io
import re
import zipfile

import openpyxl
import pikepdf
import pytest
from django.template import engines
from django.utils.translation import override

from fyr.returns.reporting.content import Report, ReportTable, told, told_total
from fyr.returns.reporting.paper import STYLE, report_html, report_pdf
from fyr.returns.reporting.sheets import report_xlsx
from fyr.web.pdf import can_make_pdf


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


needs_pango = pytest.mark.skipif(not can_make_pdf(), reason="Debian's pango is missing, so no PDF can be made here")

REPORT = Report(
    title="Report on voluntary return",
    programme="The return programme",
    period="2024–2026",
    lead="What the programme did, and for how many.",
    tables=[
        ReportTable("Referred by region", "2026", [("North", None), ("=1+1", 10), ("@South", 25)], 35),
        ReportTable("Departed by country", "2025–2026", [("A", None), ("B", None)], 0),
        ReportTable("Agreed by sex", "2026", withheld=True),
    ],
    narrative=[("Work during the year", "We worked <b>on</b>.\n\nAnd on."), ("+Next", "=HYPERLINK(1)")],
    notes=["-A note of the programme's own."],
)


def test_a_table_takes_shown_numbers_only_and_a_total_that_is_their_sum():
    for rows, total in ([("a", 3)], 3), ([("a", 0)], 0), ([("a", 12)], 12), ([("a", 10), ("b", None)], 12):
        with pytest.raises(ValueError, match=r"multiples|total"):
            ReportTable("t", "2026", rows, total)
    with pytest.raises(ValueError, match="no rows"):
        ReportTable("t", "2026", [("a", None)], 0, withheld=True)


def test_a_number_is_told_as_all_that_it_can_be():
    assert [told(None), told(5), told(10)] == ["<5", "5–9", "10–14"]
    assert told_total(35) == "35 or more"
    assert told_total(0) == "Too few to show"


def test_the_page_escapes_what_was_written_and_has_header_cells():
    html = report_html(REPORT, "en")
    assert "<b>" not in html and "&lt;b&gt;" in html
    assert "&lt;5" in html and "10–14" in html
    assert html.count('scope="row"') == 7 and html.count("<caption>") == 2
    assert "style=" not in html
    assert engines["django"].get_template("returns/report_pdf.html")


@needs_pango
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pdf_is_tagged_and_knows_its_language_and_title(language):
    with pikepdf.open(io.BytesIO(report_pdf(REPORT, language))) as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == language
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == REPORT.title
        kinds = list(_kinds(root.StructTreeRoot))
        assert kinds.count("/Table") == 2
        assert kinds.count("/TH") == 4 + 7
        assert {"/H1", "/H2", "/H3", "/Caption", "/L"} <= set(kinds)
        with pdf.open_metadata() as said:
            assert said["pdfuaid:part"] == "1"


def _kinds(node):
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node and "/K" in node:
            yield str(node.S)
        yield from _kinds(node.get("/K"))
    elif isinstance(node, pikepdf.Array):
        for one in node:
            yield from _kinds(one)


def test_the_paper_has_nothing_to_load():
    assert "url(" not in STYLE.read_text(encoding="utf-8")
    assert not re.search(r"<(img|link|script|object|svg)|\b(src|href)=", report_html(REPORT, "sv"))


@pytest.fixture
def book():
    return openpyxl.load_workbook(io.BytesIO(report_xlsx(REPORT, "en")))


def test_the_workbook_has_a_front_sheet_and_one_for_each_table(book):
    assert book.sheetnames == ["About the report", "Table 1", "Table 2", "Table 3"]
    front = {str(value) for row in book["About the report"].values for value in row if value}
    assert "2024–2026" in front
    assert any(one.startswith("<5 means fewer than 5 persons") for one in front)
    assert any(one.startswith("Source:") for one in front)
    assert (book.properties.title, book.properties.language) == (REPORT.title, "en")


def test_a_sheet_holds_shown_values_under_frozen_header_cells(book):
    sheet = book["Table 1"]
    rows = list(sheet.values)
    assert rows[0][0] == "Referred by region" and rows[1][0] == "2026"
    assert rows[2:] == [
        ("Group", "Persons", "At least", "At most"),
        ("North", "<5", 0, 4),
        ("=1+1", "10–14", 10, 14),
        ("@South", "25–29", 25, 29),
        ("In all", "35 or more", 35, None),
    ]
    assert sheet.freeze_panes == "A4" and all(cell.font.bold for cell in sheet[3])
    assert sheet.tables["Table1"].ref == "A3:D6"
    assert sheet.tables["Table1"].column_names == ["Group", "Persons", "At least", "At most"]
    assert "Not shown" in book["Table 3"]["A3"].value
    assert not book["Table 3"].tables


def test_no_cell_is_one_that_a_spreadsheet_program_would_calculate(book):
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert all(cell.number_format == "@" for cell in cells if isinstance(cell.value, str))
    archive = zipfile.ZipFile(io.BytesIO(report_xlsx(REPORT, "en")))
    assert not any(re.search(rb"<f[ >]", archive.read(name)) for name in archive.namelist() if "sheets/" in name)


def test_the_files_speak_the_language_that_was_asked_for():
    sheets = openpyxl.load_workbook(io.BytesIO(report_xlsx(REPORT, "sv")))
    assert sheets.properties.language == "sv"
    assert 'lang="sv"' in report_html(REPORT, "sv")
