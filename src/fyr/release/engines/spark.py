"""Spark, for rows that outgrow one machine: the same code counts on every partition, and what comes back are tables."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from fyr.release.codebook import CodeBook
from fyr.release.encode import encoded
from fyr.release.engines.units import limited
from fyr.release.errors import Refused
from fyr.release.measure.counting import Counts, counted
from fyr.release.measure.margin import Margin


class Spark:
    """Uses the session that there is (a cluster's), or one on this machine. `told` is a file that the cluster can read, or a
    DataFrame of Spark. Fyr and its release needs are to be installed where the executors run."""

    def __init__(self, told: Any) -> None:
        try:
            from pyspark.sql import SparkSession
        except ModuleNotFoundError as missing:
            raise Refused("no_spark", what="pyspark") from missing
        if isinstance(told, str | Path):
            if "://" not in str(told) and not Path(told).is_file():
                raise Refused("no_file", path=told)
            # On this machine the executors run what runs here; a cluster says for itself.
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            session = SparkSession.builder.appName("fyr release").getOrCreate()
            parquet = str(told).lower().endswith((".parquet", ".pq"))
            reader = session.read.option("header", True).option("escape", '"').option("multiLine", True)
            told = reader.parquet(str(told)) if parquet else reader.csv(str(told))
        self.frame = told
        self.names: Sequence[str] = list(told.columns)

    def count(self, book: CodeBook, margins: Sequence[Margin]) -> list[Counts]:
        """A strange value is named with its place in its partition: rows of a cluster have no numbers."""
        session = self.frame.sparkSession
        self.frame.createOrReplaceTempView("given")
        rows = session.sql(limited(book, _quoted))

        def partition(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            try:
                parts = counted(book, margins, (encoded(book, one, 0) for one in batches if one.num_rows))
            except Refused as refused:
                strange = str(refused.values.get("column", "")), str(refused.values.get("value", ""))
                yield _batch([-1], [0], [0], *strange)
                return
            for number, counts in enumerate(parts):
                cells = np.flatnonzero(counts)
                if len(cells):
                    yield _batch(np.full(len(cells), number), cells, counts.ravel()[cells])

        told = [np.zeros(one.shape, np.int64) for one in margins]
        for margin, cell, count, column, value in rows.mapInArrow(partition, SCHEMA).toLocalIterator():
            if margin < 0:
                raise Refused("strange_value", row="?", column=column, value=value)
            told[margin].reshape(-1)[cell] += count
        return told


SCHEMA = "margin int, cell long, count long, column string, value string"


def _batch(margin: Any, cell: Any, count: Any, column: str = "", value: str = "") -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [
            pa.array(margin, pa.int32()),
            pa.array(cell, pa.int64()),
            pa.array(count, pa.int64()),
            pa.array([column] * len(margin), pa.string()),
            pa.array([value] * len(margin), pa.string()),
        ],
        names=["margin", "cell", "count", "column", "value"],
    )


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
