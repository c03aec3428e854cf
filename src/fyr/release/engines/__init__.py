"""Where the rows are read: on this machine by DuckDB, or by a cluster. Both count the same."""

from collections.abc import Sequence
from typing import Any, Protocol

from fyr.release.codebook import CodeBook
from fyr.release.errors import Refused
from fyr.release.measure.counting import Counts
from fyr.release.measure.margin import Margin

NAMES = ("duckdb", "spark")


class Engine(Protocol):
    """`names` are the columns of the table, in its order."""

    @property
    def names(self) -> Sequence[str]: ...

    def count(self, book: CodeBook, margins: Sequence[Margin]) -> list[Counts]:
        """Exact counts by margin. Raises Refused where a value is not in the code book."""
        ...


def opened(name: str, told: Any) -> Engine:
    """The engine of that name with a table in it: a CSV or Parquet file; for duckdb also a table of pandas, polars or Arrow,
    for spark a DataFrame of its own. Raises Refused for a name, or a table, that it does not know."""
    if name == "duckdb":
        from fyr.release.engines.duck import Duck

        return Duck(told)
    if name == "spark":
        from fyr.release.engines.spark import Spark

        return Spark(told)
    raise Refused("no_engine", name=name, known=", ".join(NAMES))
