"""CSV in and out: one file for the persons, and in an archive one more for each thing that a case can have several of.

UTF-8 with a byte order mark and semicolons, as Excel in Sweden reads and writes them. Commas and tabs are read too.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from fyr.cases.htcds import layout
from fyr.cases.htcds.archive import MOST_CELLS, opened, refuse_large
from fyr.cases.htcds.catalogue import FIELDS, REPEATED
from fyr.cases.htcds.cells import SEPARATOR, cell_of
from fyr.cases.htcds.headings import CASE, Sheet
from fyr.cases.htcds.reader import OTHER_ENCODINGS, UnreadableFile
from fyr.cases.htcds.sheets import ABOUT, PERSONS, persons, tables
from fyr.cases.htcds.validate import Line

DELIMITERS = (SEPARATOR, ",", "\t")
PERSONS_FILE, ABOUT_FILE = "persons.csv", "about.txt"


def read(data: bytes) -> list[Line]:
    """One file of persons. Raises UnreadableFile, or Misplaced for headings that cannot be trusted."""
    refuse_large(data)
    return persons([_sheet(PERSONS_FILE, data)])


def read_archive(data: bytes) -> list[Line]:
    """persons.csv, and files named after what they repeat, such as event.csv."""
    refuse_large(data)
    with opened(data) as file:
        sheets = []
        for part in file.infolist():
            if part.is_dir() or part.filename.startswith("__MACOSX/"):
                continue
            name = PurePath(part.filename).name.lower()
            try:
                content = file.read(part)
            except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError) as error:
                told = _("%(name)s in the archive is damaged. Pack the files anew.")
                raise UnreadableFile(told % {"name": part.filename}) from error
            if name == ABOUT_FILE:
                sheets.append(Sheet(ABOUT, []))
            elif name.endswith(".csv"):
                sheets.append(_sheet(name.removesuffix(".csv") if name != PERSONS_FILE else name, content))
            else:
                told = _("Fyr does not know %(name)s in the archive. Put only CSV files into it: %(known)s.")
                known = ", ".join((PERSONS_FILE, *(f"{section}.csv" for section in REPEATED)))
                raise UnreadableFile(told % {"name": part.filename, "known": known})
        return persons(sheets)


def _sheet(name: str, data: bytes) -> Sheet:
    if data.startswith(OTHER_ENCODINGS):
        raise UnreadableFile(_("The file is written in UTF-16 or UTF-32. Save it as UTF-8 and try again."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        told = _(
            "Line %(line)d has a byte that is not UTF-8, often a letter such as å. In Excel, save the file as “CSV UTF-8”."
        )
        raise UnreadableFile(told % {"line": data.count(b"\n", 0, error.start) + 1}) from None
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    if text.count(delimiter) > MOST_CELLS:
        raise UnreadableFile(_("The file has more cells than any list of persons. Divide it and import the parts."))
    try:
        rows: list[list[object]] = [
            [value if value != "" else None for value in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        ]
    except csv.Error as error:
        told = _(
            "The file cannot be read as CSV: a quotation mark is missing, or a cell is far too long. Save it anew as CSV."
        )
        raise UnreadableFile(told) from error
    return Sheet(name, rows)


def write(people: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """The persons alone. Raises UnreadableFile where a case has several of something: that takes an archive."""
    sheets = tables(people)
    if any(sheets[section] for section in REPEATED):
        raise UnreadableFile(
            _(
                "Some cases have several events, plans or the like, which one CSV file cannot hold. Choose .zip or .xlsx instead."
            )
        )
    yield _table(PERSONS, sheets[PERSONS])


def write_archive(people: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, rows in tables(people).items():
            file.writestr(_entry(PERSONS_FILE if name == PERSONS else f"{name}.csv"), _table(name, rows))
        file.writestr(_entry(ABOUT_FILE), ("\n".join(layout.about()) + "\n").encode("utf-8-sig"))
    yield written.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _table(name: str, rows: list[tuple[int, Mapping[str, Any]]]) -> bytes:
    keys = layout.columns(name)
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=SEPARATOR, lineterminator="\r\n")
    table.writerow(keys)
    for number, fields in rows:
        table.writerow(
            number if key == CASE else _written(cell_of(FIELDS.get(key), fields[key])) if key in fields else ""
            for key in keys
        )
    return text.getvalue().encode("utf-8-sig")


def _written(value: object) -> object:
    return str(value).upper() if isinstance(value, bool) else value
