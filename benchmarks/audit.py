"""Whole releases of two tables that differ in one person, made many times: what can be told of her from all that is published.

`make audit`; FYR_AUDIT_RUNS says how many releases of each (200). With few runs a bound can only be low: it is printed beside the
claim, and a bound above the claim is an error in proof or program.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from fyr.release import Budget, build
from fyr.release.audit import lower_bound
from fyr.release.tests.tables import rows, small_book

RUNS = int(os.environ.get("FYR_AUDIT_RUNS", "200"))
BUDGET = Budget(4.0, 1e-5)
BOOK = small_book(size=3000)
HERS = {"gender": "x", "form": "labour", "age": "0-17", "means": "debt", "region": "w"}
Array = np.ndarray[Any, np.dtype[Any]]


def seen(table: pd.DataFrame, folder: Path) -> tuple[float, float]:
    """(how far the published counts lean towards her, how many synthetic rows are like her in all but one field)."""
    made = build(table, BOOK, BUDGET, folder / "out", ledger_path=folder / "ledger")
    leaning = 0.0
    for one in made.estimates:
        names = [BOOK.fields[field].name for field in one.fields]
        cell = tuple(texts.index(HERS[name]) for name, texts in zip(names, one.levels, strict=True))
        leaning += float(one.count[cell]) / float(one.sd[cell]) ** 2
    assert made.codes is not None
    hers = np.array([field.texts.index(HERS[field.name]) for field in BOOK.fields])
    return leaning, float(((made.codes == hers[:, None]).sum(axis=0) >= len(hers) - 1).sum())


def world(table: pd.DataFrame) -> Array:
    told = []
    for _run in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            told.append(seen(table, Path(folder)))
    return np.array(told)


def main() -> int:
    # Sixty persons, none of whom is like her.
    without = rows(BOOK, 60, seed=1).replace({"gender": {"x": "f"}})
    both = world(without), world(pd.concat([without, pd.DataFrame([HERS])]))
    red = 0
    for number, name in enumerate(("published counts", "synthetic rows like her")):
        bound = lower_bound(both[0][:, number], both[1][:, number], float(BUDGET.delta or 0))
        red += bound > BUDGET.epsilon
        print(f"{name}: claimed {BUDGET.epsilon:g}, audited at least {bound:.2f} ({RUNS} releases of each)")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
