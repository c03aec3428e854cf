"""Counts are exact, whatever the table came as, and a value outside the code book is named where it stands."""

import dataclasses

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from fyr.release.codebook import Absent, CodeBook, Column
from fyr.release.engines import duck, opened
from fyr.release.errors import Refused
from fyr.release.measure.margin import margin
from fyr.release.tests.tables import by_hand, every_margin, rows, small_book


def margins(book):
    return [margin(book, *fields) for order in (0, 1, 2, 3) for fields in every_margin(book, order)]


@pytest.mark.parametrize("kind", ["csv", "parquet", "pandas", "arrow"])
def test_counts_are_those_of_counting_by_hand(kind, tmp_path):
    book = small_book(filled=5)
    table = rows(book, 500)
    path = tmp_path / f"rows.{kind}"
    given = {
        "csv": lambda: table.to_csv(path, index=False) or path,
        "parquet": lambda: table.to_parquet(path) or path,
        "pandas": lambda: table,
        "arrow": lambda: pa.Table.from_pandas(table),
    }[kind]()
    for one, counts in zip(margins(book), opened("duckdb", given).count(book, margins(book)), strict=True):
        told = {
            tuple(book.fields[field].levels[code] for field, code in zip(one.fields, cell, strict=True)): int(
                counts[cell]
            )
            for cell in np.ndindex(counts.shape)
            if counts[cell]
        }
        assert told == by_hand(book, table, one.fields)


def test_cells_with_several_answers_count_for_each_of_them():
    book = CodeBook(
        "several", (Column("means", ("debt", "threat"), {"": Absent.EMPTY, "?": Absent.UNKNOWN}, ";"),), size=5
    )
    table = pd.DataFrame({"means": ["debt", "threat;debt", "", "?", "debt"]})
    assert [field.name for field in book.fields] == ["means=debt", "means=threat", "means: none"]
    wanted = [margin(book, 0), margin(book, 1), margin(book, 2), margin(book, 0, 1), margin(book, 0, 2)]
    counts = opened("duckdb", table).count(book, wanted)
    assert [int(one.sum()) for one in counts] == [3, 1, 1, 1, 0]


def test_of_a_person_with_more_rows_than_promised_only_so_many_count():
    book = dataclasses.replace(small_book(), unit_column="person", rows_each=2)
    table = rows(book, 9).assign(person=["a"] * 5 + ["b"] * 2 + ["c"] * 2)
    (counted,) = opened("duckdb", table).count(book, [margin(book)])
    assert int(counted) == 6
    turned = opened("duckdb", table.iloc[::-1]).count(book, margins(book))
    assert all(
        (one == other).all()
        for one, other in zip(turned, opened("duckdb", table).count(book, margins(book)), strict=True)
    )


@pytest.mark.parametrize("row", [0, 3, 7_000])
def test_a_value_that_the_code_book_does_not_know_is_named_with_row_and_column(row, tmp_path, monkeypatch):
    monkeypatch.setattr(duck, "CHUNK", 2048)
    book = small_book()
    table = rows(book, 8_000)
    table.loc[row, "form"] = "organs"
    table.to_csv(tmp_path / "rows.csv", index=False)
    with pytest.raises(Refused) as refused:
        opened("duckdb", tmp_path / "rows.csv").count(book, [margin(book)])
    assert refused.value.values == {"row": row + 2, "column": "form", "value": "organs"}


def test_a_cell_that_says_an_answer_twice_is_refused():
    book = CodeBook("several", (Column("means", ("debt", "threat"), {"": Absent.EMPTY}, ";"),), size=5)
    with pytest.raises(Refused) as refused:
        opened("duckdb", pd.DataFrame({"means": ["debt", "debt;debt"]})).count(book, [margin(book)])
    assert refused.value.values["row"] == 3
