"""A table as it was read, before its headings are understood."""

from dataclasses import dataclass, field
from typing import Any

META = "Meta"
# What columns cannot carry is kept in one more, as JSON: fields of others, lists in odd shapes.
OTHER = "Other fields (JSON)"
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 50_000, 400, 400_000


@dataclass
class Sheet:
    """`rows`: (row from 1, cells), without those that say nothing. `wrong`: what stands where no value can be read."""

    name: str
    rows: list[tuple[int, list[Any]]] = field(default_factory=list)
    wrong: dict[tuple[int, int], str] = field(default_factory=dict)


def says_nothing(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
