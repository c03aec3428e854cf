"""The code book: columns with their answers, the four ways of having none, and what is public about the table."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

MOSTLY = 0.6


class Absent(StrEnum):
    """No answer is not one thing: nothing was written, nobody knows, nobody asked, she did not want to say."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    DECLINED = "declined"


@dataclass(frozen=True)
class Column:
    """One column of the file.

    `answers` are its categories as they stand in the file; `absent` says of other texts ('' among them) in which way they
    are none. With `separator` a cell holds several answers, each at most once.
    """

    name: str
    answers: tuple[str, ...]
    absent: Mapping[str, Absent] = field(default_factory=dict)
    separator: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """The texts that say in which way there is no answer; the text of an empty cell is none of them."""
        return tuple(text for text, kind in self.absent.items() if kind != Absent.EMPTY)

    def fields(self) -> Iterator["Field"]:
        """What the engine counts of it: itself, or a yes for each answer of a cell that holds several."""
        said = self.said
        nothing = next((text for text, kind in self.absent.items() if kind == Absent.EMPTY), None)
        if not self.separator:
            yield Field(self.name, self.answers + said, nothing)
            return
        for answer in self.answers:
            yield Field(f"{self.name}={answer}", (answer,), "", of=self.name)
        if said:
            yield Field(f"{self.name}: none", said, "", of=self.name)


@dataclass(frozen=True)
class Field:
    """`levels` are what counts as filled, in the order of their codes; `empty` is the text of the last code, None where
    every row is filled. `of` names the column whose cell holds several of them."""

    name: str
    levels: tuple[str, ...]
    empty: str | None = None
    of: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """By code."""
        return self.levels if self.empty is None else (*self.levels, self.empty)

    @property
    def size(self) -> int:
        return len(self.levels) + (self.empty is not None)


@dataclass(frozen=True)
class Impossible:
    """A combination that no row can have: {field: texts}. A row has it where every field holds one of its texts."""

    where: Mapping[str, frozenset[str]]
    why: str = ""


@dataclass(frozen=True)
class CodeBook:
    """`size` is a public figure for the number of rows, rounded by whoever declares it: nothing is read off the table for it.

    `filled` is the most fields that one row may have filled and still count in full in combinations of fields; of a row with more,
    some are left out. `rows_each` is the most rows of one unit (a person), found by `unit_column` where there is one.
    """

    name: str
    columns: tuple[Column, ...]
    size: int
    unit: str = "person"
    unit_column: str = ""
    rows_each: int = 1
    filled: int | None = None
    impossible: tuple[Impossible, ...] = ()

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for column in self.columns for field in column.fields())

    @property
    def cap(self) -> int:
        """The most filled fields of a row that are counted in combinations: `filled`, or all that every row has filled and
        MOSTLY of the others. Of fields that may be empty few rows have all, and what the cap takes is made good."""
        always = sum(field.empty is None for field in self.fields)
        usual = always + math.ceil(MOSTLY * (len(self.fields) - always))
        return min(self.filled or usual, len(self.fields))
