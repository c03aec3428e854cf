"""Tables as text: CSV and Parquet files, and tables of pandas, polars or Arrow, read by DuckDB as they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from fyr.release.errors import Refused

Array = np.ndarray[Any, np.dtype[Any]]


def quoted(name: str) -> str:
    """A name of a column, or a text, as SQL has it: identifiers in double quotes."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class Table:
    """A table with its own connection to DuckDB, in which it is the view `given`. Empty cells and nulls are ''.

    Raises Refused for a file that is not there, is no CSV or Parquet, or is not UTF-8.
    """

    def __init__(self, told: Path | str | Any) -> None:
        self.connection = duckdb.connect()
        self.path = Path(told) if isinstance(told, Path | str) else None
        try:
            self._open(told)
            described = self.connection.execute("DESCRIBE given").fetchall()
        except duckdb.Error as error:
            raise self._refusal(error) from error
        self.names = [str(row[0]) for row in described]

    def _open(self, told: Any) -> None:
        if self.path is None:
            self.connection.register("told", told)
            self.connection.execute("CREATE VIEW given AS SELECT * FROM told")
            return
        if not self.path.is_file():
            raise Refused("no_file", path=self.path)
        where = literal(str(self.path))
        parquet = self.path.suffix.lower() in (".parquet", ".pq")
        read = f"read_parquet({where})" if parquet else f"read_csv({where}, header=true, all_varchar=true, delim=',')"
        self.connection.execute(f"CREATE VIEW given AS SELECT * FROM {read}")  # noqa: S608

    def text(self, name: str) -> str:
        """SQL: the cell of a column as text."""
        return f"coalesce(CAST({quoted(name)} AS VARCHAR), '')"

    def count(self) -> int:
        return int(self.run("SELECT count(*) FROM given").fetchall()[0][0])

    def run(self, sql: str) -> Any:
        """Raises Refused where a cell cannot be read."""
        try:
            return self.connection.execute(sql)
        except duckdb.Error as error:
            raise self._refusal(error) from error

    def batches(self, sql: str, rows: int) -> Iterator[Any]:
        """Arrow record batches of so many rows, in order. Raises Refused where a cell cannot be read."""
        try:
            yield from self.connection.sql(sql).to_arrow_reader(rows)
        except (duckdb.Error, OSError) as error:
            raise self._refusal(error) from error

    def _refusal(self, error: Exception) -> Refused:
        said = str(error)
        if "utf" in said.lower() or "unicode" in said.lower():
            return Refused("not_utf8", path=self.path or "table", why=said.splitlines()[0])
        return Refused("not_a_table", path=self.path or "table", why=said.splitlines()[0])


@dataclass(frozen=True)
class Both:
    """Two tables in one numbering. `codes` are (columns of the first, columns of the second), each an array of small integers
    by row; the code of '' is the last of its column where `empty` says that there is one."""

    names: list[str]
    rows: tuple[int, int]
    codes: tuple[Sequence[Array], Sequence[Array]]
    sizes: list[int]
    empty: list[bool]


def codes_of_both(first: Table, second: Table) -> Both:
    """The columns that both have, in the order of the first."""
    names = [name for name in first.names if name in set(second.names)]
    levels = []
    for name in names:
        found = {
            str(row[0])
            for table in (first, second)
            for row in table.run(f"SELECT DISTINCT {table.text(name)} FROM given").fetchall()  # noqa: S608
        }
        levels.append([*sorted(found - {""}), *([""] if "" in found else [])])
    codes = [encoded(table, names, levels) for table in (first, second)]
    rows = tuple(len(one[0]) if one else table.count() for one, table in zip(codes, (first, second), strict=True))
    return Both(
        names, (rows[0], rows[1]), (codes[0], codes[1]), [len(one) for one in levels], ["" in one for one in levels]
    )


def encoded(table: Table, names: Sequence[str], levels: Sequence[Sequence[str]]) -> list[Array]:
    """By column, the code of each row: its place among the levels."""
    if not names:
        return []
    parts = []
    for number, (name, texts) in enumerate(zip(names, levels, strict=True)):
        kind = f"levels_{number}"
        table.run(f"CREATE TYPE {kind} AS ENUM ({', '.join(map(literal, texts))})")
        parts.append(f"enum_code(CAST({table.text(name)} AS {kind})) AS c{number}")
    told = table.run(f"SELECT {', '.join(parts)} FROM given").fetchnumpy()  # noqa: S608
    for number in range(len(names)):
        table.run(f"DROP TYPE levels_{number}")
    return [np.asarray(told[f"c{number}"]) for number in range(len(names))]
