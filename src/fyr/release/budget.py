"""What one release may tell of any one unit, in the words of its reader: (epsilon, delta)."""

import math
from dataclasses import dataclass

from fyr.release.accounting import rho_of
from fyr.release.codebook import CodeBook
from fyr.release.errors import Refused

# However few they are, nobody's data may be told as they are more often than once in so many times.
MOST_DELTA = 1e-4
# Beyond it the promise says nothing to a person any more.
MOST_EPSILON = 20.0


@dataclass(frozen=True)
class Budget:
    """`epsilon` above 0 and at most 20; `delta` above 0 and at most 0.0001, or None: then from the size that the code book
    declares, never from the rows that were counted."""

    epsilon: float
    delta: float | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.epsilon) and 0 < self.epsilon <= MOST_EPSILON):
            raise Refused("epsilon_range", told=self.epsilon, most=MOST_EPSILON)
        if self.delta is not None and not 0 < self.delta <= MOST_DELTA:
            raise Refused("delta_range", told=self.delta, most=MOST_DELTA)

    def delta_for(self, book: CodeBook) -> float:
        """1 / (n ln n) of the declared n, at most 0.0001."""
        if self.delta is not None:
            return self.delta
        size = max(book.size, 3)
        return min(MOST_DELTA, 1 / (size * math.log(size)))

    def rho(self, book: CodeBook) -> float:
        return rho_of(self.epsilon, self.delta_for(book))
