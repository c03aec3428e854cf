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

    @property
    def width(self) -> int:
        return int(sum(self.sizes))

    def block(self, field: int) -> slice:
        return slice(int(self.starts[field]), int(self.starts[field]) + self.sizes[field])

    def filled(self, field: int) -> slice:
        """The same without the empty level."""
        return slice(int(self.starts[field]), int(self.starts[field]) + self.sizes[field] - self.empty[field])
