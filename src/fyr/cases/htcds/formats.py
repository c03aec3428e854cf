"""Which file formats HTCDS comes in, chosen by the suffix of the file's name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from fyr.cases.htcds import reader, writer
from fyr.cases.htcds.reader import UnreadableFile

__all__ = ["FORMATS", "Format", "UnreadableFile", "format_for"]


@dataclass(frozen=True, slots=True)
class Format:
    """`read` gives rows for validate.check and raises UnreadableFile; `write` gives the file in pieces."""

    read: Callable[[bytes], object]
    write: Callable[[Iterable[Mapping[str, object]]], Iterator[bytes]]


FORMATS = {".json": Format(read=reader.read, write=writer.write)}


def format_for(name: str) -> Format:
    """The format of a file with this name. Raises UnreadableFile for a suffix that Fyr does not know."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in FORMATS:
        told = _("Fyr reads and writes HTCDS files that end in %(known)s. Give the file such a name and content.")
        raise UnreadableFile(told % {"known": ", ".join(FORMATS)})
    return FORMATS[suffix]
