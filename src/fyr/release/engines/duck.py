"""DuckDB in this process: files larger than memory are read in chunks."""

from collections.abc import Iterator, Sequence
from typing import Any

from fyr.release.codebook import CodeBook
from fyr.release.encode import Codes, encoded
from fyr.release.engines.units import every, limited
from fyr.release.measure.counting import Counts, counted
from fyr.release.measure.margin import Margin
from fyr.release.source import Table, quoted

CHUNK = 100_000


class Duck:
    def __init__(self, told: Any) -> None:
        self.table = Table(told)
        self.names = self.table.names

    def count(self, book: CodeBook, margins: Sequence[Margin]) -> list[Counts]:
        if book.unit_column:
            # Rows come in another order below: here a strange value is found where it stands.
            for _codes in self._chunks(book, every(book, quoted)):
                pass
        return counted(book, margins, self._chunks(book, limited(book, quoted)))

    def _chunks(self, book: CodeBook, sql: str) -> Iterator[Codes]:
        rows = 0
        for batch in self.table.batches(sql, CHUNK):
            if batch.num_rows:
                yield encoded(book, batch, rows)
            rows += batch.num_rows
