"""Files inside a file: never unpacked before it is known how much comes out."""

import io
import re
import zipfile

from django.utils.translation import gettext as _

from fyr.cases.htcds.reader import MAX_BYTES, UnreadableFile

MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 500
# Ten thousand rows of a hundred filled cells; more is no file that somebody filled in, and takes minutes to read.
MOST_CELLS = 1_000_000
MOST_ELSE = 50_000
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
# What stands between cells, rows and texts: styles, merged cells, rules, drop-down lists.
ELSE = re.compile(rb"<(?!(?:/|\?|!|(?:\w+:)?(?:c|v|f|is|si|t|r|rPr|row)[\s/>]))")


def refuse_large(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        told = _("The file is larger than %(limit)d MB. Divide it and import the parts one after the other.")
        raise UnreadableFile(told % {"limit": MAX_BYTES // 1024 // 1024})
    if not data:
        raise UnreadableFile(_("The file is empty. Choose the file with the persons."))


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive, once its own table of contents says that it is small enough; reading stops at what the table says."""
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        told = _(
            "The file is damaged, cut off, or of another kind than its name says. Save it anew in the program that made it, and try again."
        )
        raise UnreadableFile(told) from error
    parts = file.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        told = _("Unpacked, the file is larger than %(limit)d MB. Divide it and import the parts one after the other.")
        raise UnreadableFile(told % {"limit": MOST_UNPACKED // 1024 // 1024})
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile(_("The file has a password. Save it without one."))
    return file


def refuse_bloated(file: zipfile.ZipFile) -> None:
    """Raises UnreadableFile for a workbook of so many parts that its reader would be busy for minutes."""
    cells = other = 0
    for part in file.infolist():
        content = file.read(part) if part.filename.lower().endswith((".xml", ".rels")) else b""
        cells += sum(1 for _found in CELL.finditer(content))
        other += sum(1 for _found in ELSE.finditer(content))
    if cells > MOST_CELLS or other > MOST_ELSE:
        told = _(
            "The workbook holds far more cells or formats than persons need. Copy the rows into a new workbook, "
            "divide them if they are many, and import the parts one after the other."
        )
        raise UnreadableFile(told)
