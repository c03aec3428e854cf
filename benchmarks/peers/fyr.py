"""Fyr itself, by the command that a researcher calls: a CSV file in, a release out."""

import json
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.peers.places import FYR
from benchmarks.peers.tables import Table
from benchmarks.peers.watched import LAST


def command(table: Table, epsilon: float, rows: Path) -> list[str]:
    """The code book is public and made once, so making it is not timed. The ledger is new each time: no run knows of another."""
    told = [FYR, "release", "build", table.file, "--codebook", code_book(table, rows.with_suffix(".codebook.json"))]
    told += ["--epsilon", epsilon, "--delta", repr(table.delta)]
    told += ["--out", rows.with_suffix(".release"), "--ledger", rows.with_suffix(".ledger")]
    return [str(part) for part in told]


def rows_of(rows: Path) -> Path:
    """Where the rows of a release stand that was asked for by `command`."""
    return rows.with_suffix(".release") / "synthetic.csv"


def code_book(table: Table, path: Path) -> Path:
    """Every category in the table is taken over: these tables hold nobody's data. Raises ValueError where that fails."""
    draft: list[str | Path] = [
        FYR,
        "release",
        "codebook",
        table.file,
        "--out",
        path,
        "--size",
        str(table.rows),
        "--yes",
    ]
    done = subprocess.run(draft, check=False, capture_output=True, text=True)
    if done.returncode:
        raise ValueError(f"no code book: {done.stderr.strip()[-LAST:]}")
    return path


def score(table: Table, rows: Path) -> tuple[dict[str, Any], str]:
    """(all figures of the rows, why there are none)."""
    told = [str(part) for part in (FYR, "release", "score", table.file, rows)]
    done = subprocess.run(told, check=False, capture_output=True, text=True)
    if done.returncode:
        return {}, f"cannot be scored: {done.stderr.strip()[-LAST:]}"
    return json.loads(done.stdout), ""
