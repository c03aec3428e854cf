"""Goes through all runs that are wanted and not yet known."""

import datetime
import os
import shutil
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from benchmarks.peers import fyr, results
from benchmarks.peers.peers import Peer
from benchmarks.peers.places import HOME
from benchmarks.peers.results import Run
from benchmarks.peers.tables import Table
from benchmarks.peers.watched import Watched, watched

REPEATS, SLOW = 3, 60.0


def repeat(table: Table, epsilon: float, peer: Peer) -> None:
    """Up to three runs, and one alone where it took above a minute or made nothing."""
    while (more := _next(results.found(table.name, epsilon, peer.name))) is not None:
        run = _run(table, epsilon, peer, more)
        results.keep(run)
        told = run.failure or f"TVD2 {run.figure('TVD2'):.4f}"
        print(
            f"{table.title}, eps {epsilon:g}, {peer.title}, run {more}: {run.seconds:.1f} s,"
            f" {run.megabytes:.0f} MB, {told}",
            flush=True,
        )


def _next(known: results.Runs | None) -> int | None:
    if known is None:
        return 1
    first = known.all[0]
    enough = first.failure or first.seconds > SLOW or len(known.all) >= REPEATS
    return None if enough else len(known.all) + 1


def _run(table: Table, epsilon: float, peer: Peer, number: int) -> Run:
    HOME.mkdir(exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="run-", dir=HOME))
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    load = round(os.getloadavg()[0], 2)
    try:
        took, score = _made(table, epsilon, peer, scratch / "rows.csv")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return Run(table.name, epsilon, peer.name, number, load=load, at=at, score=score, **asdict(took))


def _made(table: Table, epsilon: float, peer: Peer, rows: Path) -> tuple[Watched, dict[str, Any]]:
    """(what it took, with why there is no score where there is none, its score)."""
    try:
        command = peer.command(table, epsilon, rows)
    except ValueError as refused:
        return Watched(0.0, 0.0, 0.0, str(refused)), {}
    took = watched(command)
    if took.failure:
        return took, {}
    made = fyr.rows_of(rows) if peer.name == "fyr" else rows
    if not made.exists():
        return replace(took, failure="made no rows"), {}
    score, failure = fyr.score(table, made)
    return replace(took, failure=failure), score
