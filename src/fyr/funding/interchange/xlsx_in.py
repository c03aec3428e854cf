"""Excel workbooks in, as far as they are small, whole and without anything that acts by itself."""

import io
import re
import warnings
import zipfile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from fyr.funding.interchange.faults import Unreadable
from fyr.funding.interchange.sheet import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet, says_nothing

MOST_UNPACKED, MOST_ELSE, MOST_PARTS = 32 << 20, 4 << 20, 500
SMALL, MOST_PACKED = 1 << 20, 60
# Excel has no more; a file that names a later one keeps its reader busy for ever.
LAST_ROW = 1 << 20
TABLES = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
# Excel writes what XML cannot hold as _x000D_, and so a text that looks like that as _x005F_x000D_.
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read(data: bytes) -> list[Sheet]:
    """Its sheets. Raises Unreadable."""
    refuse_harmful(data)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out, such as styles: nothing of that is a value.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            left = MOST_CELLS
            sheets = []
            for one in book.worksheets:
                made, used = _sheet(one, left)
                left -= used
                sheets.append(made)
            return sheets
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(_damaged()) from error


def refuse_harmful(data: bytes) -> None:
    """Judges the archive by its own table of contents, before anything of it is unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise Unreadable(_damaged()) from error
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(_("The file has a password. Save it without one."))
    other = sum(part.file_size for part in parts if not TABLES.fullmatch(part.filename))
    if len(parts) > MOST_PARTS or other > MOST_ELSE or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(
            _("Unpacked, the file is far larger than grants need. Copy its rows into a new workbook, or divide them.")
        )
    # A table of real grants packs to a tenth or so; one of a million empty cells to a thousandth.
    if any(part.file_size > SMALL and part.file_size > MOST_PACKED * max(part.compress_size, 1) for part in parts):
        raise Unreadable(
            _("Unpacked, the file is far larger than grants need. Copy its rows into a new workbook, or divide them.")
        )
    if any("vbaproject" in part.filename.lower() for part in parts):
        raise Unreadable(_("The workbook holds macros. Save it as a workbook (.xlsx) without macros."))


def _damaged() -> str:
    return _(
        "The file is no workbook (.xlsx), or it is damaged or cut off. Open it, save it anew as .xlsx, and try again."
    )


def _sheet(sheet: ReadOnlyWorksheet, left: int) -> tuple[Sheet, int]:
    """The sheet, and how many cells it has; `left` are allowed."""
    made, used = Sheet(sheet.title), 0
    # What a workbook says of its own size is not always so.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), 1):
        values: list[object] = []
        # A cell far to the right makes its row as wide as that, so the width counts and not what is filled.
        used += len(row)
        for column, cell in enumerate(row if used <= left else ()):
            value = cell.value
            if cell.data_type == "f":
                made.wrong[number, column] = _("This is a formula. Copy the cell and paste it as a value.")
                value = str(value)
            elif cell.data_type == "e":
                made.wrong[number, column] = _("The program shows an error here. Write the value itself.")
            elif isinstance(value, str):
                value = ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
            values.append(value)
        while values and says_nothing(values[-1]):
            values.pop()
        if number > (MOST_ROWS if values else LAST_ROW) or len(values) > MOST_COLUMNS or used > left:
            raise Unreadable(
                _("The table is larger than Fyr can read. Divide it and take the parts in one after the other.")
            )
        if values:
            made.rows.append((number, values))
    return made, used
