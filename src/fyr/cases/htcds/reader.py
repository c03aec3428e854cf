"""A JSON file as rows. What is wrong with the file as a whole is told in one sentence; rows are judged in validate."""

import codecs
import json
from collections import Counter

from django.utils.translation import gettext as _

# Some fifty thousand persons. A larger file is a mistake, or should come in parts.
MAX_BYTES = 64 * 1024 * 1024
# Twenty of them for each of those persons.
MOST_OBJECTS = 1_000_000

OTHER_ENCODINGS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableFile(ValueError):
    """The file cannot be read as rows; the message says what to do."""


class Row(dict[str, object]):
    """One object of the file, which remembers the keys that it named more than once."""

    repeated: tuple[str, ...] = ()


def read(data: bytes) -> object:
    """The JSON value in the file, objects as Row. Raises UnreadableFile; NaN and Infinity come out as such numbers."""
    text = _decoded(data)
    if data.count(b"{") > MOST_OBJECTS:
        raise UnreadableFile(_("The file holds more objects than fit into one import. Divide it and import the parts."))
    try:
        return json.loads(text, object_pairs_hook=_row)
    except json.JSONDecodeError as error:
        told = _(
            "This is not JSON from line %(line)d, column %(column)d on. "
            "Look there for a missing comma, quotation mark or bracket."
        )
        raise UnreadableFile(told % {"line": error.lineno, "column": error.colno}) from None
    except RecursionError:
        told = _("The file has brackets inside brackets far too deep. Write one flat object per person.")
        raise UnreadableFile(told) from None
    except ValueError:
        raise UnreadableFile(_("The file has a number of thousands of digits. Correct that number.")) from None


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        told = _("The file is larger than %(limit)d MB. Divide it and import the parts one after the other.")
        raise UnreadableFile(told % {"limit": MAX_BYTES // 1024 // 1024})
    if data.startswith(OTHER_ENCODINGS):
        raise UnreadableFile(_("The file is written in UTF-16 or UTF-32. Save it as UTF-8 and try again."))
    if data.startswith(codecs.BOM_UTF8):
        raise UnreadableFile(_("The file begins with a byte order mark. Save it as UTF-8 without BOM and try again."))
    if not data.strip():
        raise UnreadableFile(_("The file is empty. Write an array with one object per person."))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = _(
            "Line %(line)d has a byte that is not UTF-8, often a letter such as å. "
            "Save the file as UTF-8 and try again."
        )
        raise UnreadableFile(told % {"line": line}) from None


def _row(pairs: list[tuple[str, object]]) -> Row:
    row = Row(pairs)
    if len(row) < len(pairs):
        row.repeated = tuple(key for key, times in Counter(key for key, _value in pairs).items() if times > 1)
    return row
