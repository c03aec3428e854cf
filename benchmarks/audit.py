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
from fyr.release.codebook import Absent, CodeBook, Column

RUNS = int(os.environ.get("FYR_AUDIT_RUNS", "200"))
BUDGET = Budget(4.0, 1e-5)
EMPTY = {"": Absent.EMPTY}
BOOK = CodeBook(
    "audit",
    (
        Column("gender", ("f", "m", "x")),
        Column("form", ("sex", "labour"), EMPTY),
        Column("age", ("0-17", "18-24", "25+"), EMPTY),
        Column("means", ("debt",), EMPTY),
        Column("region", ("n", "s", "e", "w"), EMPTY),
    ),
    size=3000,
)
HERS = {"gender": "x", "form": "labour", "age": "0-17", "means": "debt", "region": "w"}
Array = np.ndarray[Any, np.dtype[Any]]


def table(seed: int) -> pd.DataFrame:
    """Sixty persons, none of whom is like her."""
    draw = np.random.default_rng(seed)
    cells = {one.name: draw.choice([*one.answers, *one.absent], 60).astype(object) for one in BOOK.columns}
    return pd.DataFrame(cells).replace({"gender": {"x": "f"}})


def seen(rows: pd.DataFrame, folder: Path) -> tuple[float, float]:
    """(how far the published counts lean towards her, how many synthetic rows are like her in all but one field)."""
    made = build(rows, BOOK, BUDGET, folder / "out", ledger_path=folder / "ledger")
    leaning = 0.0
    for one in made.estimates:
        names = [BOOK.fields[field].name for field in one.fields]
        cell = tuple(texts.index(HERS[name]) for name, texts in zip(names, one.levels, strict=True))
        leaning += float(one.count[cell]) / float(one.sd[cell]) ** 2
    assert made.codes is not None
    hers = np.array([field.texts.index(HERS[field.name]) for field in BOOK.fields])
    return leaning, float(((made.codes == hers[:, None]).sum(axis=0) >= len(hers) - 1).sum())


def world(rows: pd.DataFrame) -> Array:
    told = []
    for _run in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            told.append(seen(rows, Path(folder)))
    return np.array(told)


def main() -> int:
    without = table(1)
    both = world(without), world(pd.concat([without, pd.DataFrame([HERS])]))
    red = 0
    for number, name in enumerate(("published counts", "synthetic rows like her")):
        bound = lower_bound(both[0][:, number], both[1][:, number], float(BUDGET.delta or 0))
        red += bound > BUDGET.epsilon
        print(f"{name}: claimed {BUDGET.epsilon:g}, audited at least {bound:.2f} ({RUNS} releases of each)")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
