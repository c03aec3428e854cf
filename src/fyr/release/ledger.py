"""What was spent of a dataset's budget, over its whole life. Written and safe on disk before any noise is drawn.

A ledger is a file of JSON lines beside the dataset, one for each release that was begun: a release that crashed after its line
has spent its share all the same, so that nobody can draw twice and keep the luckier draw.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from fyr.release.errors import Refused


@dataclass(frozen=True)
class Spent:
    """One release: `rho` of zCDP at most, as claimed to the reader by (epsilon, delta)."""

    at: str
    rho: float
    epsilon: float
    delta: float
    what: str


def spent(path: Path) -> list[Spent]:
    """All lines, the oldest first; none where there is no ledger yet. Raises Refused for a file that is no ledger."""
    try:
        lines = path.read_text("utf-8").splitlines()
        return [Spent(**json.loads(line)) for line in lines if line]
    except FileNotFoundError:
        return []
    except (ValueError, TypeError) as error:
        raise Refused("ledger_broken", path=path) from error


def spend(path: Path, one: Spent, limit: float | None) -> float:
    """Add a line, and give what is spent with it in all. Raises Refused where that is beyond `limit` (rho)."""
    with _held(path):
        before = sum(line.rho for line in spent(path))
        # A hair for sums of floating-point numbers, on the safe side of nothing: the limit itself was rounded downwards.
        if limit is not None and before + one.rho > limit * (1 + 1e-12):
            told = {"spent": f"{before:.6g}", "asked": f"{one.rho:.6g}", "limit": f"{limit:.6g}"}
            raise Refused("budget_spent", path=path, **told)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(one)) + "\n")
            file.flush()
            os.fsync(file.fileno())
        return before + one.rho


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """One release at a time adds to a ledger."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
