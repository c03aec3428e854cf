"""Excel workbooks (.xlsx) in and out, in the layout of IOM's template.

Written by hand: openpyxl keeps what it writes in a temporary file, in clear, and rounds numbers to 16 digits.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from fyr.cases.htcds import layout
from fyr.cases.htcds.archive import MOST_CELLS, opened, refuse_bloated, refuse_large
from fyr.cases.htcds.catalogue import FIELDS
from fyr.cases.htcds.cells import cell_of
from fyr.cases.htcds.headings import CASE, Sheet, letters
from fyr.cases.htcds.reader import UnreadableFile
from fyr.cases.htcds.sheets import ABOUT, MOST_ROWS, persons, tables
from fyr.cases.htcds.validate import Line

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_COLUMNS = 400
# Excel writes what XML cannot hold as _x000D_, and so a text that looks like that as _x005F_x000D_.
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
NOT_XML = re.compile("[\r\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
MAIN_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Dates of the file itself would tell when it was made; the ZIP format cannot leave them out.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def read(data: bytes) -> list[Line]:
    """The rows of the workbook. Raises UnreadableFile, or Misplaced for headings that cannot be trusted."""
    refuse_large(data)
    if data.startswith(OLE):
        raise UnreadableFile(
            _(
                "This is an old Excel file (.xls), or one with a password. Save it as an Excel workbook (.xlsx) without a password."
            )
        )
    archive = opened(data)
    names = [info.filename for info in archive.infolist()]
    if any("vbaProject" in name or (name.endswith(".bin") and "macro" in name.lower()) for name in names):
        raise UnreadableFile(_("The workbook holds macros. Save it as an Excel workbook (.xlsx) without macros."))
    try:
        refuse_bloated(archive)
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out, such as styles and drop-down lists: nothing of that is a value.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), keep_links=False)
    except UnreadableFile:
        raise
    except DefusedXmlException:
        raise UnreadableFile(
            _("The workbook holds definitions that no spreadsheet program writes. Copy its rows into a new workbook.")
        ) from None
    except Exception as error:
        raise UnreadableFile(_damaged()) from error
    return persons([_sheet(sheet) for sheet in book.worksheets])


def _damaged() -> str:
    return _(
        "The file is no Excel workbook, or it is damaged or cut off. Open it in the program that made it, save it anew as .xlsx, and try again."
    )


def _sheet(sheet: Worksheet) -> Sheet:
    # What openpyxl gives as the size counts cells that are merely formatted, a whole million rows of them at worst.
    filled = [at for at, cell in sheet._cells.items() if cell.value is not None]
    height, width = (
        max((row for row, _column in filled), default=0),
        max((column for _row, column in filled), default=0),
    )
    if height > MOST_ROWS or width > MOST_COLUMNS:
        told = _(
            "The sheet %(name)s has something below row %(rows)d or to the right of column %(columns)d. Divide it, or remove what stands there."
        )
        raise UnreadableFile(told % {"name": sheet.title, "rows": MOST_ROWS, "columns": MOST_COLUMNS})
    made = Sheet(sheet.title, [])
    hidden = sheet.sheet_state != "visible"
    grid = sheet.iter_rows(max_row=height, max_col=width) if filled else ()
    for number, row in enumerate(grid, 1):
        values: list[object] = []
        for column, cell in enumerate(row):
            value = cell.value
            if cell.data_type == "f":
                made.wrong[number, column] = _(
                    "This is a formula. Write the value itself: copy the cell and paste it as a value."
                )
                value = str(value) if isinstance(value, str) else "="
            elif cell.data_type == "e":
                made.wrong[number, column] = _("The program shows an error here. Write the value itself.")
            elif isinstance(value, str):
                value = ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
            values.append(value)
        while values and values[-1] is None:
            values.pop()
        made.rows.append(values)
    while made.rows and not made.rows[-1]:
        made.rows.pop()
    if hidden and made.rows and made.name != ABOUT:
        told = _("The sheet %(name)s is hidden and holds something. Show it and look at it, or remove it.")
        raise UnreadableFile(told % {"name": made.name})
    _mark_merged(sheet, made, width)
    return made


def _mark_merged(sheet: Worksheet, made: Sheet, width: int) -> None:
    covered = 0
    for merged in sheet.merged_cells.ranges:
        covered += min(merged.size["rows"], len(made.rows)) * min(merged.size["columns"], width)
        if covered > MOST_CELLS:
            raise UnreadableFile(_("The sheet %(name)s is merged all over. Unmerge its cells.") % {"name": sheet.title})
        told = _("These cells are merged: %(cells)s. Unmerge them and write each value in its own cell.")
        for line in range(merged.min_row, min(merged.max_row, len(made.rows)) + 1):
            for column in range(merged.min_col - 1, min(merged.max_col, width)):
                made.wrong[line, column] = told % {"cells": merged.coord}


def write(people: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """The workbook, in one piece."""
    sheets = tables(people)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in _frame([*sheets, ABOUT]).items():
            _put(file, name, content)
        for at, (name, rows) in enumerate(sheets.items(), 1):
            _put(file, f"xl/worksheets/sheet{at}.xml", _table(name, rows))
        _put(file, f"xl/worksheets/sheet{len(sheets) + 1}.xml", _about())
    yield written.getvalue()


def _put(file: zipfile.ZipFile, name: str, content: str) -> None:
    info = zipfile.ZipInfo(name, LONG_AGO)
    info.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(info, content.encode())


def _table(name: str, rows: list[tuple[int, Mapping[str, Any]]]) -> str:
    """As in IOM's template: the standard's names in a hidden row, what people read under them."""
    keys = layout.columns(name)
    lines = [
        f'<row r="1" hidden="1">{"".join(_cell(1, at, key) for at, key in enumerate(keys))}</row>',
        f'<row r="2">{"".join(_cell(2, at, layout.heading(key), style=1) for at, key in enumerate(keys))}</row>',
    ]
    for row, (number, fields) in enumerate(rows, 3):
        cells = [
            _cell(row, at, number if key == CASE else cell_of(FIELDS.get(key), fields[key]))
            for at, key in enumerate(keys)
            if key == CASE or key in fields
        ]
        lines.append(f'<row r="{row}">{"".join(cells)}</row>')
    view = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    widths = f'<cols><col min="1" max="{len(keys)}" width="22" customWidth="1" style="2"/></cols>'
    return f'{HEAD}<worksheet xmlns="{MAIN_NS}">{view}{widths}<sheetData>{"".join(lines)}</sheetData></worksheet>'


def _about() -> str:
    rows = "".join(f'<row r="{row}">{_cell(row, 0, text)}</row>' for row, text in enumerate(layout.about(), 1))
    cols = '<cols><col min="1" max="1" width="140" customWidth="1"/></cols>'
    return f'{HEAD}<worksheet xmlns="{MAIN_NS}">{cols}<sheetData>{rows}</sheetData></worksheet>'


def _cell(row: int, column: int, value: str | int | float, style: int = 2) -> str:
    """Text is written as text whatever it looks like, and in a format that keeps it so when somebody edits it."""
    at = f'r="{letters(column)}{row}"'
    if isinstance(value, bool):
        return f'<c {at} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c {at}><v>{value!r}</v></c>"
    text = escape(NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", value))
    return f'<c {at} s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _frame(names: list[str]) -> dict[str, str]:
    """The parts of a workbook that say which sheets it has; style 1 is bold text, style 2 is text."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, 1)
    )
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{kind}.worksheet+xml"/>'
        for at in range(1, len(names) + 1)
    )
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{REL_NS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(names) + 1)
    )
    styles = f'<Relationship Id="rId{len(names) + 1}" Type="{REL_NS}/styles" Target="styles.xml"/>'
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{parts}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{REL_NS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN_NS}" xmlns:r="{REL_NS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}{styles}</Relationships>',
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN_NS}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }
