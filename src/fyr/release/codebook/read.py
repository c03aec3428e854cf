"""A code book as JSON (data/codebook.schema.json), read with every contradiction named."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from fyr.release.codebook.book import Absent, CodeBook, Column, Impossible
from fyr.release.errors import Refused

FORMAT = "fyr-codebook/1"
# More fields than these have more pairs than a budget can be shared between.
MOST_FIELDS = 100
KEYS = {"format", "name", "size", "unit", "unit_column", "rows_each", "filled_at_most", "columns", "impossible"}
COLUMN_KEYS = {"name", "answers", "absent", "separator"}


def read(path: Path) -> CodeBook:
    """Raises Refused, saying where: not JSON, unknown keys, columns or answers twice, an answer that is absent too."""
    try:
        told = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise Refused("no_codebook", path=path) from error
    except (ValueError, UnicodeDecodeError) as error:
        raise Refused("codebook_not_json", path=path, why=str(error)) from error
    return of(told)


def write(book: CodeBook, path: Path) -> None:
    path.write_text(json.dumps(as_data(book), ensure_ascii=False, indent=1) + "\n", "utf-8")


def of(told: Any) -> CodeBook:
    """The same of JSON that was read already."""
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise Refused("codebook_format", wanted=FORMAT)
    _known(told, KEYS, "")
    columns = tuple(column(one, number) for number, one in enumerate(_list(told, "columns", ""), 1))
    _once([one.name for one in columns], "columns", "columns")
    book = CodeBook(
        name=_text(told, "name", ""),
        columns=columns,
        size=_number(told, "size", 1),
        unit=told.get("unit", "person"),
        unit_column=told.get("unit_column", ""),
        rows_each=_number(told, "rows_each", 1, default=1),
        filled=_number(told, "filled_at_most", 1, default=0) or None,
        impossible=tuple(_impossible(one) for one in told.get("impossible", ())),
    )
    _fits(book)
    return book


def as_data(book: CodeBook) -> dict[str, Any]:
    """What `of` reads."""
    told: dict[str, Any] = {"format": FORMAT, "name": book.name, "size": book.size, "unit": book.unit}
    told |= {"unit_column": book.unit_column} if book.unit_column else {}
    told |= {"rows_each": book.rows_each} if book.rows_each > 1 else {}
    told |= {"filled_at_most": book.filled} if book.filled else {}
    told["columns"] = [
        {"name": one.name, "answers": list(one.answers)}
        | ({"absent": {text: kind.value for text, kind in one.absent.items()}} if one.absent else {})
        | ({"separator": one.separator} if one.separator else {})
        for one in book.columns
    ]
    if book.impossible:
        told["impossible"] = [
            {"where": {name: sorted(texts) for name, texts in one.where.items()}, "why": one.why}
            for one in book.impossible
        ]
    return told


def column(told: Any, number: int) -> Column:
    """One column of a code book; `number` says which, where it is wrong."""
    where = f"columns[{number}]"
    if not isinstance(told, dict):
        raise Refused("codebook_kind", where=where, wanted="{…}")
    _known(told, COLUMN_KEYS, where)
    name = _text(told, "name", where)
    answers = tuple(_list(told, "answers", name))
    absent = told.get("absent", {})
    separator = told.get("separator", "")
    for text in (*answers, *absent):
        if not isinstance(text, str):
            raise Refused("codebook_kind", where=f"{name}: {text!r}", wanted='"…"')
    _once([*answers, *absent], "answers", name)
    if "" in answers:
        raise Refused("codebook_empty_answer", column=name)
    try:
        kinds = {text: Absent(kind) for text, kind in absent.items()}
    except ValueError as error:
        raise Refused("codebook_absent", column=name, kinds=", ".join(Absent)) from error
    if Counter(kinds.values())[Absent.EMPTY] > 1:
        raise Refused("codebook_two_empty", column=name)
    if separator and any(separator in text for text in (*answers, *absent)):
        raise Refused("codebook_separator", column=name, separator=separator)
    return Column(name, answers, kinds, separator)


def _impossible(told: Any) -> Impossible:
    where = told.get("where") if isinstance(told, dict) else None
    if not isinstance(where, dict) or len(where) < 2:
        raise Refused("codebook_impossible")
    return Impossible({name: frozenset(texts) for name, texts in where.items()}, told.get("why", ""))


def _fits(book: CodeBook) -> None:
    """What holds between the parts."""
    if not book.columns:
        raise Refused("codebook_no_columns")
    if len(book.fields) > MOST_FIELDS:
        raise Refused("too_many_fields", fields=len(book.fields), most=MOST_FIELDS)
    known = {field.name: set(field.texts) for field in book.fields}
    for rule in book.impossible:
        for name, texts in rule.where.items():
            if name not in known:
                raise Refused("impossible_column", column=name)
            if strange := sorted(texts - known[name]):
                raise Refused("impossible_answer", column=name, answer=strange[0])
            if texts >= known[name]:
                raise Refused("impossible_all", column=name)
    if book.unit_column and book.unit_column in {one.name for one in book.columns}:
        raise Refused("unit_is_column", column=book.unit_column)


def _known(told: dict[str, Any], keys: set[str], where: str) -> None:
    if strange := sorted(set(told) - keys):
        raise Refused("codebook_key", where=where or "…", key=strange[0], known=", ".join(sorted(keys)))


def _once(names: list[Any], what: str, where: str) -> None:
    if twice := [one for one, count in Counter(names).items() if count > 1]:
        raise Refused("codebook_twice", where=where, what=what, one=twice[0])


def _list(told: dict[str, Any], key: str, where: str) -> list[Any]:
    if not isinstance(told.get(key), list) or not told[key]:
        raise Refused("codebook_kind", where=f"{where} {key}".strip(), wanted="[…]")
    return list(told[key])


def _text(told: dict[str, Any], key: str, where: str) -> str:
    if not isinstance(told.get(key), str) or not told[key]:
        raise Refused("codebook_kind", where=f"{where} {key}".strip(), wanted='"…"')
    return str(told[key])


def _number(told: dict[str, Any], key: str, least: int, default: int | None = None) -> int:
    value = told.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or (value < least and value != default):
        raise Refused("codebook_kind", where=key, wanted=f"≥ {least}")
    return value
