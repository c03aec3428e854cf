"""Excel workbooks out, row by row and without a temporary file; text is text whatever it looks like."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from fyr.funding.interchange.flatten import Cell
from fyr.funding.interchange.plain import HIDDEN

MAIN_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MARKED = re.compile("\r|_(?=x[0-9A-Fa-f]{4}_)")
# The ZIP format cannot leave dates out; those of the file would make two equal exports differ.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
# Excel takes no longer text. What is cut here stands whole in CSV and JSON.
LONGEST = 32_767
EXACT = 10**15


def workbook(sheets: Mapping[str, Iterable[Iterable[Cell]]]) -> bytes:
    """The sheets by name; the first row of each is bold. An empty text is an empty cell."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for name, content in _frame(list(sheets)).items():
            _part(file, name, [content])
        for at, rows in enumerate(sheets.values(), 1):
            _part(file, f"xl/worksheets/sheet{at}.xml", _lines(rows))
    return written.getvalue()


def _part(file: zipfile.ZipFile, name: str, lines: Iterable[str]) -> None:
    info = zipfile.ZipInfo(name, LONG_AGO)
    info.compress_type = zipfile.ZIP_DEFLATED
    with file.open(info, "w", force_zip64=True) as part:
        for line in lines:
            part.write(line.encode())


def _lines(rows: Iterable[Iterable[Cell]]) -> Iterable[str]:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    yield f'{HEAD}<worksheet xmlns="{MAIN_NS}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews><sheetData>'
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(number, at, value) for at, value in enumerate(row) if value != "")
        yield f'<row r="{number}">{cells}</row>'
    yield "</sheetData></worksheet>"


def _cell(row: int, column: int, value: Cell) -> str:
    at = f'r="{letters(column)}{row}"'
    if not isinstance(value, str) and abs(value) < EXACT:
        return f"<c {at}><v>{value!r}</v></c>"
    text = HIDDEN.sub("", str(value))[:LONGEST]
    text = escape(MARKED.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
    return f'<c {at} s="{1 if row == 1 else 2}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def letters(column: int) -> str:
    """Of a column from 0: A, Z, AA."""
    told = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        told = chr(65 + rest) + told
    return told


def _frame(names: list[str]) -> dict[str, str]:
    """The parts of a workbook that say which sheets it has; style 1 is bold text, style 2 is text."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, 1)
    )
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{KIND}.worksheet+xml"/>' for at in numbers
    )
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{REL_NS}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in numbers
    )
    styles = f'<Relationship Id="rId{len(names) + 1}" Type="{REL_NS}/styles" Target="styles.xml"/>'
    xf = '<xf numFmtId="{}" fontId="{}" fillId="0" borderId="0" xfId="0"/>'
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>{parts}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{REL_NS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN_NS}" xmlns:r="{REL_NS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}{styles}</Relationships>',
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN_NS}"><fonts count="2"><font><sz val="11"/></font><font><b/>'
        '<sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
        '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1">'
        f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">{xf.format(0, 0)}'
        f"{xf.format(49, 1)}{xf.format(49, 0)}</cellXfs>"
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }
