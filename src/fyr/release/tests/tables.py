"""Small tables and code books that tests share."""

import itertools

import numpy as np
import pandas as pd

from fyr.release.codebook import Absent, CodeBook, Column

EMPTY = {"": Absent.EMPTY}


def small_book(**changes):
    """Five columns, one of which is always filled."""
    columns = (
        Column("gender", ("f", "m", "x")),
        Column("form", ("sex", "labour"), EMPTY),
        Column("age", ("0-17", "18-24", "25+"), EMPTY),
        Column("means", ("debt",), EMPTY),
        Column("region", ("n", "s", "e", "w"), EMPTY),
    )
    return CodeBook(**({"name": "test", "columns": columns, "size": 1000} | changes))


def rows(book, count, seed=0):
    """`count` rows by the book, filled by chance; as text, as a file would have them."""
    draw = np.random.default_rng(seed)
    cells = {
        column.name: draw.choice([*column.answers, *column.absent], count).astype(object) for column in book.columns
    }
    return pd.DataFrame(cells)


def by_hand(book, table, fields):
    """{texts: count} of filled levels, row by row."""
    names = [book.fields[field].name for field in fields]
    told = {}
    for row in table.to_dict("records"):
        cell = tuple(row[name] for name in names)
        if all(text in book.fields[field].levels for field, text in zip(fields, cell, strict=True)):
            told[cell] = told.get(cell, 0) + 1
    return told


def every_margin(book, order):
    return list(itertools.combinations(range(len(book.fields)), order))
