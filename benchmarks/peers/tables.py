"""The tables that all tools are given: made or found, never downloaded."""

import math
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.places import HOME, PYTHON, ROOT

SHARED = ROOT.parent / "shared"
GENERATOR = SHARED / "tools" / "make_cases.py"
SEED = 7


@dataclass(frozen=True)
class Table:
    """`rows` is how many it has, which everybody may know; `made` whether the generator makes it."""

    name: str
    title: str
    rows: int
    file: Path
    made: bool = True

    @property
    def delta(self) -> float:
        return 1 / (self.rows * math.log(self.rows))


def cases(name: str, rows: int) -> Table:
    return Table(name, f"case-like {name} x 20", rows, HOME / "data" / f"{name}.csv")


TABLES = {
    one.name: one
    for one in (
        cases("10k", 10_000),
        cases("100k", 100_000),
        cases("1m", 1_000_000),
        Table("adult", "adult 49k x 13", 48_842, SHARED / "data" / "adult" / "adult_13c.csv", made=False),
    )
}


def missing(table: Table) -> str:
    """Why the table is not to be had; '' where it is there, made now where it can be."""
    if table.file.exists():
        return ""
    if not table.made:
        return f"there is no {table.file.relative_to(ROOT.parent)} beside this repository"
    if not GENERATOR.exists():
        return f"there is no {GENERATOR.relative_to(ROOT.parent)} beside this repository to make it with"
    table.file.parent.mkdir(parents=True, exist_ok=True)
    beside = table.file.with_suffix(".part")
    command: list[str | Path] = [PYTHON, GENERATOR, "--rows", str(table.rows), "--seed", str(SEED), "--out", beside]
    if subprocess.run(command, check=False).returncode:
        return f"{GENERATOR.name} failed; what it said stands above"
    beside.rename(table.file)
    return ""
