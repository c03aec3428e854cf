"""CSV in: UTF-8, with commas as 360Giving writes it, or with semicolons or tabs as spreadsheet programs do."""

import csv
import io

from django.utils.translation import gettext as _

from fyr.funding.interchange.faults import Unreadable
from fyr.funding.interchange.json_in import text_of
from fyr.funding.interchange.sheet import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet, says_nothing

DELIMITERS = ",;\t"
LONGEST_CELL = 10_000_000


def read(data: bytes) -> Sheet:
    """`rows` are counted as a spreadsheet program counts them. Raises Unreadable."""
    text = text_of(data)
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    csv.field_size_limit(LONGEST_CELL)
    made, cells = Sheet(""), 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            cells += len(row)
            if number > MOST_ROWS or len(row) > MOST_COLUMNS or cells > MOST_CELLS:
                raise Unreadable(
                    _("The table is larger than Fyr can read. Divide it and take the parts in one after the other.")
                )
            if not all(map(says_nothing, row)):
                made.rows.append((number, list(row)))
    except csv.Error as error:
        told = _("The file is no CSV: its quotation marks do not close. Save it anew in the program that made it.")
        raise Unreadable(told) from error
    return made
