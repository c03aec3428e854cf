"""No more rows of one unit (a person) than the code book promises, in SQL that DuckDB and Spark both read."""

from collections.abc import Callable

from fyr.release.codebook import CodeBook

Quote = Callable[[str], str]


def every(book: CodeBook, quote: Quote) -> str:
    """SELECT of the book's columns as text, nulls as '', from `given`. `quote` makes a name an identifier."""
    columns = ", ".join(f"{_cell(column.name, quote)} AS {quote(column.name)}" for column in book.columns)
    return f"SELECT {columns} FROM given"  # noqa: S608


def limited(book: CodeBook, quote: Quote) -> str:
    """The same with at most `rows_each` rows of a unit.

    Which of a person's rows stay depends on her rows alone: those whose text, hashed, comes first.
    """
    if not book.unit_column:
        return every(book, quote)
    names = ", ".join(quote(column.name) for column in book.columns)
    cells = ", ".join(f"{_cell(column.name, quote)} AS {quote(column.name)}" for column in book.columns)
    row = " || chr(31) || ".join(_cell(column.name, quote) for column in book.columns)
    place = f"row_number() OVER (PARTITION BY {_cell(book.unit_column, quote)} ORDER BY md5({row}))"
    ranked = f"SELECT {cells}, {place} AS fyr_place FROM given"  # noqa: S608
    return f"SELECT {names} FROM ({ranked}) AS ranked WHERE fyr_place <= {book.rows_each}"  # noqa: S608


def _cell(name: str, quote: Quote) -> str:
    return f"coalesce(CAST({quote(name)} AS STRING), '')"
