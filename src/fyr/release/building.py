"""A release from beginning to end: plan, count, spend, noise, model, rows, files."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from fyr.release import folder, ledger, small, tables
from fyr.release.budget import Budget
from fyr.release.codebook import CodeBook
from fyr.release.encode import missing
from fyr.release.engines import Engine, opened
from fyr.release.errors import Refused
from fyr.release.made import Made
from fyr.release.measure.margin import Margin
from fyr.release.model.learn import Learning
from fyr.release.noise import Noise, exact, for_tests
from fyr.release.planning import Plan, Verdict, plan
from fyr.release.publish import publish

Array = np.ndarray[Any, np.dtype[Any]]
# Called with a word of data/words.json and the share of the work that is done.
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Release:
    """`out` holds the files. `estimates` are the published tables; `codes` (fields x rows) the synthetic rows, None where the
    plan offered tables alone. `spent` is the rho of the dataset's life, this release in it."""

    out: Path
    plan: Plan
    estimates: list[tables.Estimate]
    codes: Array | None
    spent: float


def build(
    told: Any,
    book: CodeBook,
    budget: Budget,
    out: Path,
    *,
    ledger_path: Path | None = None,
    limit: Budget | None = None,
    engine: str = "duckdb",
    seed_for_tests: int | None = None,
    progress: Progress = lambda _word, _share: None,
) -> Release:
    """Write a release into the new folder `out`.

    `told` is a CSV or Parquet file, or a table of pandas, polars or Arrow, with the columns of `book` as text. `ledger_path` is
    the file of what was spent of this dataset (beside a file by default); `limit` what may be spent over its whole life, by
    default what its first release asks for. With `seed_for_tests` the noise can be drawn again: such a release protects nobody.

    Raises Refused, before anything is spent or written, where the table does not fit the code book, the plan offers nothing, the
    budget is spent or `out` is there already.
    """
    folder.free(out)
    planned = plan(book, budget)
    if planned.verdict == Verdict.NOTHING:
        raise Refused("plan_nothing", fewer=planned.fewer, columns=len(book.columns), size=book.size)
    source = opened(engine, told)
    if absent := missing(book, source.names):
        raise Refused("no_column", column=", ".join(absent), found=", ".join(source.names))
    progress("counting", 0.0)
    counted = book if planned.verdict == Verdict.ROWS else replace(book, filled=len(book.fields))
    exact_counts = source.count(counted, planned.margins)
    if not int(exact_counts[0].sum()):
        raise Refused("no_rows")
    spent = _spend(planned, _ledger(told, ledger_path), limit)
    draw = np.random.default_rng(seed_for_tests)
    noise = exact if seed_for_tests is None else for_tests(draw)
    noisy = [
        (margin, noise(counts, margin.sigma)) for margin, counts in zip(planned.margins, exact_counts, strict=True)
    ]
    if planned.verdict == Verdict.TABLES:
        return _publish(out, Made(planned, small.pooled(book, noisy), None, spent, seed_for_tests))
    found = Learning(book, planned.rho, _Again(source, book, noise), draw, progress)(noisy)
    estimates = [tables.raw(book, margin, counts) for margin, counts in found.measured]
    return _publish(out, Made(planned, estimates, found, spent, seed_for_tests))


@dataclass(frozen=True)
class _Again:
    """Counts what was chosen from noisy tables, with noise: its budget was spent with the rest, before the first draw."""

    source: Engine
    book: CodeBook
    noise: Noise

    def __call__(self, margins: list[Margin]) -> list[tuple[Margin, Array]]:
        counts = self.source.count(self.book, margins) if margins else []
        return [(margin, self.noise(one, margin.sigma)) for margin, one in zip(margins, counts, strict=True)]


def _ledger(told: Any, path: Path | None) -> Path:
    if path is not None:
        return path
    if not isinstance(told, str | Path):
        raise Refused("no_ledger")
    return Path(f"{told}.ledger")


def _spend(planned: Plan, path: Path, limit: Budget | None) -> float:
    """All of the release, before any noise is drawn."""
    most = limit.rho(planned.book) if limit else planned.rho
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    one = ledger.Spent(now, planned.rho, planned.budget.epsilon, planned.delta, planned.book.name)
    return ledger.spend(path, one, most)


def _publish(out: Path, made: Made) -> Release:
    with folder.made(out) as beside:
        publish(beside, made)
    return Release(out, made.plan, made.estimates, made.learnt.codes if made.learnt else None, made.spent)
