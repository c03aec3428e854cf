"""Where each level of each field stands in one long vector, the empty one included."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from fyr.release.codebook import CodeBook

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Layout:
    """`sizes` are the levels of each field with its empty one, which is the last where `empty` says so."""

    sizes: tuple[int, ...]
    empty: tuple[bool, ...]

    @classmethod
    def of(cls, book: CodeBook) -> "Layout":
        return cls(tuple(field.size for field in book.fields), tuple(field.empty is not None for field in book.fields))

    @cached_property
    def starts(self) -> Array:
        return np.concatenate([[0], np.cumsum(self.sizes)[:-1]]).astype(np.int64)

    @cached_property
    def field_of(self) -> Array:
        """levels x fields: one where the level is of the field."""
        return np.repeat(np.eye(len(self.sizes)), self.sizes, axis=0)

    @cached_property
    def filled_of(self) -> Array:
        """The same of filled levels alone."""
        told = self.field_of.copy()
        for field in range(len(self.sizes)):
            told[self.filled(field).stop : self.block(field).stop] = 0
        return told

    @cached_property
    def same_field(self) -> Array:
        """levels x levels: true where both are of one field."""
        return np.asarray(self.field_of @ self.field_of.T > 0)

    @property
    def width(self) -> int:
        return int(sum(self.sizes))

    def block(self, field: int) -> slice:
        return slice(int(self.starts[field]), int(self.starts[field]) + self.sizes[field])

    def filled(self, field: int) -> slice:
        """The same without the empty level."""
        return slice(int(self.starts[field]), int(self.starts[field]) + self.sizes[field] - self.empty[field])
