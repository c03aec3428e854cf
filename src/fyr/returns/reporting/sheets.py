"""The report's tables as an Excel workbook: a front sheet, then one sheet for each table.

Made with openpyxl, which keeps sheets in a temporary file while it writes: here that holds only what is published anyway.
"""

import io
from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from fyr.disclosure import K
from fyr.funding.interchange.plain import HIDDEN
from fyr.returns.reporting.content import Report, ReportTable, left_out, source, told, told_total
from fyr.web.registry import Text

# Excel takes no longer text.
LONGEST = 32_767
HEAD = 3
BOLD, TITLE = Font(bold=True), Font(bold=True, size=14)
FILL = PatternFill("solid", fgColor="DCE8EE")
LINE = Border(bottom=Side(style="thin", color="1C4A63"))
WRAP = Alignment(wrap_text=True, vertical="top")


def report_xlsx(report: Report, language: str) -> bytes:
    """Every shown number as it stands in the paper, with the least and the most that it can be for who reckons further."""
    with translation.override(language):
        book = Workbook()
        front = book.active
        _front(front, report)
        for at, table in enumerate(report.tables, 1):
            _table(book.create_sheet(_("Table %(number)s") % {"number": at}), table, at)
        book.properties.title = _clean(report.title)
        book.properties.creator = _clean(report.programme)
        book.properties.subject = _clean(report.period)
        book.properties.language = language
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _front(sheet: Worksheet, report: Report) -> None:
    sheet.title = _("About the report")
    lines = [(_("Programme"), report.programme), (_("Period"), report.period), (_("About the report"), report.lead)]
    lines += [(_("How to read the numbers") if not at else "", note) for at, note in enumerate(report.all_notes())]
    lines += [(_("Source"), source())]
    lines += [
        (_("Table %(number)s") % {"number": at}, f"{table.title}, {table.period}")
        for at, table in enumerate(report.tables, 1)
    ]
    _text(sheet.cell(1, 1), report.title, TITLE)
    for row, (label, value) in enumerate(lines, 3):
        _text(sheet.cell(row, 1), label, BOLD).alignment = WRAP
        _text(sheet.cell(row, 2), value).alignment = WRAP
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 92


def _table(sheet: Worksheet, table: ReportTable, number: int) -> None:
    _text(sheet.cell(1, 1), table.title, TITLE)
    _text(sheet.cell(2, 1), table.period)
    if table.withheld:
        _text(sheet.cell(HEAD, 1), left_out())
        return
    _row(sheet, HEAD, [_("Group"), _("Persons"), _("At least"), _("At most")])
    for cell in sheet[HEAD]:
        cell.font, cell.fill, cell.border = BOLD, FILL, LINE
    for row, (label, shown) in enumerate(table.rows, HEAD + 1):
        low = shown or 0
        _row(sheet, row, [label, told(shown), low, low + K - 1])
    last = HEAD + len(table.rows)
    _row(sheet, last + 1, [_("In all"), told_total(table.total), table.total, None])
    for cell in sheet[last + 1]:
        cell.font = BOLD
    if table.rows:
        # A table object carries the header to screen readers; the total stands below it, so that sorting leaves it.
        made = Table(displayName=f"Table{number}", ref=f"A{HEAD}:D{last}")
        made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(made)
    sheet.freeze_panes = f"A{HEAD + 1}"
    sheet.print_title_rows = f"1:{HEAD}"
    for letter, width in zip("ABCD", (46, 18, 12, 12), strict=True):
        sheet.column_dimensions[letter].width = width


def _row(sheet: Worksheet, row: int, values: Sequence[Text | int | None]) -> None:
    for column, value in enumerate(values, 1):
        if isinstance(value, int):
            sheet.cell(row, column, value)
        elif value is not None:
            _text(sheet.cell(row, column), value)


def _text(cell: Cell, value: Text, font: Font | None = None) -> Cell:
    """Text is text whatever it looks like: marked as such, in a format that keeps it so when somebody edits it."""
    cell.value = _clean(value)
    cell.data_type = "s"
    cell.number_format = "@"
    if font:
        cell.font = font
    return cell


def _clean(value: Text) -> str:
    return HIDDEN.sub("", str(value))[:LONGEST]
