"""Calendar quarters. A quarter is shown when it has ended, so no two windows overlap and none is shown twice."""

import datetime
import re
from dataclasses import dataclass

FORM = re.compile(r"(\d{4})Q([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, day: datetime.date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """From "2026Q3". Raises ValueError for anything else."""
        if not (found := FORM.fullmatch(text)):
            raise ValueError(f"{text!r} is no quarter such as 2026Q3.")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04}Q{self.number}"

    def before(self) -> "Quarter":
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    def ended(self, today: datetime.date) -> bool:
        return self < Quarter.of(today)
