"""What is known so far: one file for each run that came to an end, whichever end that was."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from benchmarks.peers.places import RESULTS
from benchmarks.peers.watched import STOPPED

# How a figure is reached in the score.
FIGURES = {
    "TVD1": ("tvd_1", "mean"),
    "TVD2": ("tvd_2", "mean"),
    "TVD3": ("tvd_3", "mean"),
    "fab2": ("combos_2", "fabricated_rate"),
    "lost2>=10": ("combos_2", "lost_rate_ge_R"),
    "lost2": ("combos_2", "lost_rate"),
    "leak2": ("combos_2", "leak_rate"),
    "abs_err2": ("abs_err_2",),
}


@dataclass(frozen=True)
class Run:
    """`failure` is '' where rows were made and scored; `busy` is its time on the processor, and `load` how busy the
    machine was before it started."""

    table: str
    epsilon: float
    peer: str
    repeat: int
    seconds: float
    megabytes: float
    failure: str
    busy: float = 0.0
    load: float = 0.0
    at: str = ""
    score: dict[str, Any] = field(default_factory=dict)

    def figure(self, name: str) -> float:
        value: Any = self.score
        for key in FIGURES[name]:
            value = value[key]
        return float(value)


@dataclass(frozen=True)
class Runs:
    """All repeats of one peer on one table at one epsilon; figures are medians of those that made rows."""

    all: tuple[Run, ...]

    @property
    def good(self) -> list[Run]:
        return [run for run in self.all if not run.failure]

    @property
    def failure(self) -> str:
        return "" if self.good else self.all[-1].failure

    @property
    def stopped(self) -> bool:
        """Whether it made nothing in the time that each run is given."""
        return self.failure.startswith(STOPPED)

    @property
    def seconds(self) -> float:
        return median(run.seconds for run in self.good or self.all)

    @property
    def busy(self) -> float:
        return median(run.busy for run in self.good or self.all)

    @property
    def megabytes(self) -> float:
        return median(run.megabytes for run in self.good or self.all)

    def figure(self, name: str) -> float:
        return median(run.figure(name) for run in self.good)


def name_of(table: str, epsilon: float, peer: str, repeat: int) -> str:
    return f"{table}-{epsilon:g}-{peer}-{repeat}.json"


def keep(run: Run) -> None:
    """Whole or not at all: a run whose file is there is never made again."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / name_of(run.table, run.epsilon, run.peer, run.repeat)
    beside = path.with_suffix(".part")
    beside.write_text(json.dumps(asdict(run), indent=1) + "\n", "utf-8")
    os.replace(beside, path)


def found(table: str, epsilon: float, peer: str) -> Runs | None:
    runs = tuple(_read(table, epsilon, peer))
    return Runs(runs) if runs else None


def _read(table: str, epsilon: float, peer: str) -> Iterator[Run]:
    repeat = 1
    while (path := RESULTS / name_of(table, epsilon, peer, repeat)).exists():
        yield Run(**json.loads(path.read_text("utf-8")))
        repeat += 1
