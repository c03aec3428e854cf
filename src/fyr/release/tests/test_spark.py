"""Spark counts what DuckDB counts. Skipped where Java or pyspark is missing."""

import os
import shutil
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from fyr.release.engines import opened
from fyr.release.errors import Refused
from fyr.release.measure.margin import margin
from fyr.release.tests.tables import every_margin, rows, small_book

pytest.importorskip("pyspark", reason="pyspark is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is missing"),
    # Spark passes Arrow by here; that it does not yet know this pandas says nothing of it.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    made = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("spark")))
        .getOrCreate()
    )
    yield made
    made.stop()


def margins(book):
    return [margin(book, *fields) for order in (0, 1, 2, 3) for fields in every_margin(book, order)]


@pytest.mark.usefixtures("session")
def test_a_million_rows_count_the_same_in_both(tmp_path):
    book = small_book(filled=3)
    path = tmp_path / "rows.csv"
    rows(book, 1_000_000).to_csv(path, index=False)
    both = [opened(name, path).count(book, margins(book)) for name in ("duckdb", "spark")]
    assert all((one == other).all() for one, other in zip(*both, strict=True))
    assert int(both[0][0]) == 1_000_000


@pytest.mark.usefixtures("session")
def test_of_a_person_with_many_rows_both_keep_the_same(tmp_path):
    book = replace(small_book(), unit_column="person", rows_each=2)
    path = tmp_path / "rows.parquet"
    rows(book, 3000).assign(person=np.arange(3000) % 700).to_parquet(path)
    both = [opened(name, path).count(book, margins(book)) for name in ("duckdb", "spark")]
    assert all((one == other).all() for one, other in zip(*both, strict=True))
    assert int(both[0][0]) == 1400


@pytest.mark.usefixtures("session")
def test_a_value_that_the_code_book_does_not_know_is_refused(tmp_path):
    book = small_book()
    pd.concat([rows(book, 50), rows(book, 1).assign(form="organs")]).to_csv(tmp_path / "rows.csv", index=False)
    with pytest.raises(Refused) as refused:
        opened("spark", tmp_path / "rows.csv").count(book, [margin(book)])
    assert refused.value.values["value"] == "organs"
