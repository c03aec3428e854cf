"""Published grants as a table: which columns there are, and the rows."""

from collections.abc import Iterable, Iterator

from fyr.funding.interchange.flatten import Cell, row_of
from fyr.funding.interchange.giving import record_of
from fyr.funding.interchange.guard import guarded
from fyr.funding.interchange.paths import heading, numbered, rank
from fyr.funding.interchange.plain import Path
from fyr.funding.interchange.sheet import OTHER
from fyr.funding.models.public import PublishedGrant


def table(grants: Iterable[PublishedGrant]) -> Iterator[list[Cell]]:
    """Headings, then rows. The grants are gone through twice: for the columns that any of them fills, and for the rows.

    An empty cell is "". Texts are guarded, so that no spreadsheet program calculates with them.
    """
    paths: set[Path] = set()
    has_other = False
    for grant in grants:
        cells, other = row_of(record_of(grant))
        paths.update(cells)
        has_other = has_other or bool(other)
    columns = sorted(paths, key=rank)
    lists = numbered(paths)
    yield [*(heading(path, lists) for path in columns), *([OTHER] if has_other else [])]
    for grant in grants:
        cells, other = row_of(record_of(grant))
        yield [*(_told(cells.get(path, "")) for path in columns), *([other] if has_other else [])]


def _told(cell: Cell) -> Cell:
    return guarded(cell) if isinstance(cell, str) and cell else cell
