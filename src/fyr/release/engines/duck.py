"""DuckDB in this process: files larger than memory are read in chunks."""

from collections.abc import Iterator, Sequence
from typing import Any

from fyr.release.codebook import CodeBook
from fyr.release.encode import encoded, smallest
from fyr.release.engines.units import every, limited
from fyr.release.measure.counting import Codes, Counts, counted
from fyr.release.measure.margin import Margin
from fyr.release.source import Table, quoted

CHUNK = 100_000
# Bytes of codes that are kept between two rounds of counting; a table with more is read twice.
ROOM = 64_000_000


class Duck:
    def __init__(self, told: Any) -> None:
        self.table = Table(told)
        self.names = self.table.names
        self._kept: tuple[CodeBook, list[Codes]] | None = None

    def count(self, book: CodeBook, margins: Sequence[Margin]) -> list[Counts]:
        if book.unit_column:
            # Rows come in another order below: here a strange value is found where it stands.
            for _codes in self._chunks(book, every(book, quoted)):
                pass
        return counted(book, margins, self._held(book))

    def _held(self, book: CodeBook) -> Iterator[Codes]:
        """Chunks of codes, read once and kept for the next round of the same code book, where they fit."""
        if self._kept and self._kept[0] == book:
            yield from self._kept[1]
            return
        room = ROOM
        seen: list[Codes] = []
        for codes in self._chunks(book, limited(book, quoted)):
            small = [code.astype(smallest(field.size + 1)) for code, field in zip(codes, book.fields, strict=True)]
            room -= sum(code.nbytes for code in small)
            if room > 0:
                seen.append(small)
            yield small
        self._kept = (book, seen) if room > 0 else None

    def _chunks(self, book: CodeBook, sql: str) -> Iterator[Codes]:
        rows = 0
        for batch in self.table.batches(sql, CHUNK):
            if batch.num_rows:
                yield encoded(book, batch, rows)
            rows += batch.num_rows
