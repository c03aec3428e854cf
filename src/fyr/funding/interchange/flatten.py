"""A grant as one row of a table; what columns cannot carry stands in the last one, as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from fyr.funding.interchange.cells import LISTS, NUMBERS, SEPARATOR
from fyr.funding.interchange.giving_fields import GRANT
from fyr.funding.interchange.giving_kinds import Field, Kind
from fyr.funding.interchange.plain import Path

Cell = str | int | float


def row_of(record: Mapping[str, Any]) -> tuple[dict[Path, Cell], str]:
    """The cells by place, and the JSON of every field that would not come back from them as it was; empty for none."""
    cells = dict(_cells(record, GRANT, ()))
    back: dict[str, Any] = {}
    for path, (value, _cell) in cells.items():
        _put(back, path, value)
    rest = {key: value for key, value in record.items() if key not in back or not _same(back[key], value)}
    told = json.dumps(rest, ensure_ascii=False, sort_keys=True) if rest else ""
    return {path: cell for path, (_value, cell) in cells.items()}, told


def _cells(part: Mapping[str, Any], fields: Sequence[Field], path: Path) -> Iterator[tuple[Path, tuple[Any, Cell]]]:
    """The place, the value that reading it gives back, and the cell."""
    for field in fields:
        value = part.get(field.key)
        if field.kind is Kind.OBJECT:
            places = enumerate(value) if field.many and isinstance(value, list) else ()
            for at, one in places:
                if isinstance(one, Mapping):
                    yield from _cells(one, field.fields, (*path, field.key, at))
            if not field.many and isinstance(value, Mapping):
                yield from _cells(value, field.fields, (*path, field.key))
        elif field.kind in LISTS:
            if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
                text = SEPARATOR.join(value)
                yield (*path, field.key), ([one.strip() for one in text.split(SEPARATOR) if one.strip()], text)
        elif field.kind in NUMBERS:
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield (*path, field.key), (value, value)
        elif isinstance(value, str) and value.strip():
            yield (*path, field.key), (value if field.kind is Kind.TEXT else value.strip(), value)


def _put(record: dict[str, Any], path: Path, value: Any) -> None:
    """Lists come in order and without gaps, or the field does not come back the same."""
    place: Any = record
    for part, after in pairwise(path):
        if isinstance(part, int):
            if part >= len(place):
                place.append({})
            place = place[-1]
        else:
            place = place.setdefault(part, [] if isinstance(after, int) else {})
    place[path[-1]] = value


def _same(one: Any, other: Any) -> bool:
    """As JSON, where 1 is not true."""
    return one == other and json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
