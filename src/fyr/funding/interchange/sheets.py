"""Published grants as spreadsheets, with the headings of 360Giving: CSV, and a workbook with a sheet about itself."""

import csv
import io
from collections.abc import Iterable, Iterator

from fyr.funding.interchange.columns import table
from fyr.funding.interchange.giving import about
from fyr.funding.interchange.sheet import META
from fyr.funding.interchange.xlsx_out import workbook
from fyr.funding.models.public import PublishedGrant

BOM = b"\xef\xbb\xbf"
# As the metadata sheet of the standard names them: https://standard.threesixtygiving.org/en/latest/technical/metadata/
META_TITLES = {"version": "Version", "title": "Title", "issued": "Issued", "license": "License"}
PUBLISHER_TITLES = {"name": "Name", "identifier": "Identifier", "website": "Website"}


def csv_pieces(grants: Iterable[PublishedGrant]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, so that spreadsheet programs read å, ä and ö."""
    yield BOM
    for row in table(grants):
        line = io.StringIO(newline="")
        csv.writer(line, quoting=csv.QUOTE_MINIMAL).writerow(row)
        yield line.getvalue().encode()


def xlsx_pieces(grants: Iterable[PublishedGrant]) -> Iterator[bytes]:
    yield workbook({"grants": table(grants), META: meta()})


def meta() -> list[list[str]]:
    told = about()
    rows = [[title, told[key]] for key, title in META_TITLES.items()]
    rows += [
        [f"Publisher:{title}", told["publisher"][key]]
        for key, title in PUBLISHER_TITLES.items()
        if key in told["publisher"]
    ]
    return rows
