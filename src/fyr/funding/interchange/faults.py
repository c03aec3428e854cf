"""What reading a file gives: grants, and what is wrong with them."""

from dataclasses import dataclass, field
from typing import Any

from fyr.access.errors import Refused
from fyr.funding.interchange.persons import holds_personal

LONGEST_SHOWN = 80
# More faults than this are one mistake made everywhere, and nobody reads on.
ENOUGH = 5_000


@dataclass(frozen=True)
class Fault:
    """`row` from 1: the place of the grant in JSON, the row of the sheet in a table; 0 where it is about the whole file."""

    row: int
    field: str
    value: str
    reason: str


@dataclass
class Read:
    """`records` as in 360Giving's JSON, without floats that were rounded; `rows` says where each of them stands.

    `left_out` counts names, telephone numbers and addresses of contact persons, which Fyr does not take.
    """

    records: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    left_out: int = 0


class Unreadable(Refused):
    """The file as a whole cannot be read; the text says what to do."""


def shown(value: object) -> str:
    """A value as a refusal repeats it: shortened, and not at all where it holds the number of a person."""
    text = " ".join(str(value).split())
    if holds_personal(text):
        return ""
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
