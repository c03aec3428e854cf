"""From cells of text to codes, by the code book: the one place where a value that it does not know is found."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fyr.release.arrow import numbers, texts
from fyr.release.codebook import CodeBook, Column
from fyr.release.errors import Refused
from fyr.release.measure.counting import Codes

# The first line of a file names its columns, and people count from one.
FIRST_ROW = 2


def smallest(levels: int) -> type[np.unsignedinteger[Any]]:
    """The narrowest integers that count so many levels."""
    return np.uint8 if levels <= 256 else np.uint16


def missing(book: CodeBook, names: Sequence[str]) -> list[str]:
    """The columns of the code book that the table has not."""
    wanted = [column.name for column in book.columns] + ([book.unit_column] if book.unit_column else [])
    return [name for name in wanted if name not in set(names)]


def encoded(book: CodeBook, batch: pa.RecordBatch, before: int) -> Codes:
    """By field, the code of each row of the batch: its place among the field's levels, or their number where it is not filled.

    Columns are text, by the names of the code book. `before` rows came earlier. Raises Refused("strange_value") with row
    (as a spreadsheet numbers it), column and value.
    """
    told: Codes = []
    for column in book.columns:
        cells = batch.column(column.name)
        told += _several(column, cells, before) if column.separator else [_one(column, cells, before)]
    return told


def _one(column: Column, cells: pa.Array, before: int) -> np.ndarray[Any, np.dtype[Any]]:
    (field,) = column.fields()
    found = pc.index_in(cells, value_set=texts(field.texts))
    if found.null_count:
        row = pc.index(found.is_null(), True).as_py()
        raise _strange(column, cells[row].as_py(), before + row)
    return numbers(found)


def _several(column: Column, cells: pa.Array, before: int) -> Codes:
    """Cells repeat: each different one is taken apart once."""
    fields = list(column.fields())
    distinct = cells.dictionary_encode()
    rows = numbers(distinct.indices)
    table = np.empty((len(distinct.dictionary), len(fields)), np.int32)
    for number, cell in enumerate(distinct.dictionary.to_pylist()):
        codes = _apart(column, cell)
        if codes is None:
            raise _strange(column, cell, before + int(np.flatnonzero(rows == number)[0]))
        table[number] = codes
    return [table[:, number][rows] for number in range(len(fields))]


def _apart(column: Column, cell: str) -> list[int] | None:
    """The code of each field of one cell; None where the code book does not know it."""
    said = column.said
    nothing = len(column.answers) * [1]
    if cell in column.absent or cell == "":
        if cell not in column.absent:
            return None
        return nothing + ([said.index(cell) if cell in said else len(said)] if said else [])
    answers = Counter(cell.split(column.separator))
    if set(answers) - set(column.answers) or max(answers.values()) > 1:
        return None
    return [0 if answer in answers else 1 for answer in column.answers] + ([len(said)] if said else [])


def _strange(column: Column, value: str, row: int) -> Refused:
    return Refused("strange_value", row=row + FIRST_ROW, column=column.name, value=value)
