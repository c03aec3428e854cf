"""Which file formats HTCDS comes in, chosen by the suffix of the file's name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from fyr.cases.htcds import reader, writer
from fyr.cases.htcds.reader import UnreadableFile

__all__ = ["SUFFIXES", "Format", "UnreadableFile", "format_for"]


@dataclass(frozen=True, slots=True)
class Format:
    """`read` gives rows for validate.check and raises UnreadableFile or Misplaced; `write` gives the file in pieces."""

    read: Callable[[bytes], object]
    write: Callable[[Iterable[Mapping[str, object]]], Iterator[bytes]]


SUFFIXES = (".json", ".xlsx", ".csv", ".zip")
# What people have at hand instead, and what to do with it.
OTHERS = (".xls", ".xlsm", ".xlsb", ".xltx", ".ods")


def format_for(name: str) -> Format:
    """The format of a file with this name. Raises UnreadableFile for a suffix that Fyr does not know."""
    # Spreadsheets need validate, which needs this module; and a node that never sees one need not load openpyxl.
    from fyr.cases.htcds import commas, excel

    suffix = PurePath(name).suffix.lower()
    if suffix in OTHERS:
        told = _(
            "Fyr does not read %(suffix)s files. Save it as an Excel workbook (.xlsx), without macros and password."
        )
        raise UnreadableFile(told % {"suffix": suffix})
    match suffix:
        case ".json":
            return Format(read=reader.read, write=writer.write)
        case ".xlsx":
            return Format(read=excel.read, write=excel.write)
        case ".csv":
            return Format(read=commas.read, write=commas.write)
        case ".zip":
            return Format(read=commas.read_archive, write=commas.write_archive)
    told = _("Fyr reads and writes HTCDS files that end in %(known)s. Give the file such a name and content.")
    raise UnreadableFile(told % {"known": ", ".join(SUFFIXES)})
