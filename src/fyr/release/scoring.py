"""How near a synthetic table comes to the one it stands for, and what of it should not be there.

Every figure, its name and its rounding are those of the measure that other tools are compared by. None of them proves privacy:
where noise was added on purpose, a combination that was there and one that was made up look the same to whoever reads it.
"""

import itertools
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from fyr.release.errors import Refused
from fyr.release.source import Both, Table, codes_of_both

Array = np.ndarray[Any, np.dtype[Any]]
Clique = tuple[int, ...]
# Up to so many cells a table is counted whole; beyond it only where a row lies.
DENSE = 60_000_000
SUMS = ("abs", "real", "synth", "fab", "fabm", "synm", "lost", "realR", "lostR", "perR", "rare", "leak")


def score(
    true: Path | Any, synthetic: Path | Any, *, triples: int = 200, resolution: int = 10, seed: int = 0
) -> dict[str, Any]:
    """{figure: value}, shares from 0 to 1 with six decimals.

    `true` and `synthetic` are CSV or Parquet files, or tables of pandas, polars or Arrow; every cell is read as text, and ''
    is "empty". `triples` are drawn by `seed` from all sets of three columns; a count under `resolution` is rare. Raises
    Refused where the tables share no column.
    """
    both = codes_of_both(Table(true), Table(synthetic))
    if not both.names:
        raise Refused("score_no_columns")
    told: dict[str, Any] = {
        "rows_sensitive": both.rows[0],
        "rows_synthetic": both.rows[1],
        "columns": len(both.names),
    }
    work = cliques(len(both.names), triples, seed)
    told |= {"marginals": {str(k): len(v) for k, v in work.items()}, "resolution": resolution}
    for k, chosen in work.items():
        told |= _of_order(both, k, chosen, resolution)
    return told | {"rows": _rows(both)}


def cliques(columns: int, triples: int, seed: int) -> dict[int, list[Clique]]:
    """{1: all columns, 2: all pairs, 3: so many triples}, as indexes in order."""
    every = list(itertools.combinations(range(columns), 3))
    draw = np.random.default_rng(seed)
    picked = sorted(draw.choice(len(every), min(triples, len(every)), replace=False)) if every else []
    return {
        1: [(one,) for one in range(columns)],
        2: list(itertools.combinations(range(columns), 2)),
        3: [every[one] for one in picked],
    }


def counts(codes: Sequence[Array], sizes: Sequence[int], clique: Clique) -> tuple[Array, Array]:
    """(cells where a row lies, how many lie there), cells as numbers with the last column the fastest."""
    shape = [sizes[one] for one in clique]
    cell = np.zeros(len(codes[0]), np.int64)
    for one, size in zip(clique, shape, strict=True):
        cell = cell * size + codes[one]
    if math.prod(shape) <= DENSE:
        full = np.bincount(cell, minlength=math.prod(shape))
        found = np.flatnonzero(full)
        return found, full[found]
    found, many = np.unique(cell, return_counts=True)
    return found, many


def _of_order(both: Both, k: int, chosen: list[Clique], resolution: int) -> dict[str, Any]:
    distances, sums = [], dict.fromkeys(SUMS, 0.0)
    na, nb = both.rows[0], max(both.rows[1], 1)
    for clique in chosen:
        real, made, filled = _together(both, clique)
        distances.append(0.5 * np.abs(real / na - made / nb).sum())
        for name, value in _criteria(real[filled], made[filled], resolution).items():
            sums[name] += value
    return {
        f"tvd_{k}": {
            "mean": round(float(np.mean(distances)), 6) if distances else 0.0,
            "p95": round(float(np.quantile(distances, 0.95)), 6) if distances else 0.0,
            "max": round(float(np.max(distances)), 6) if distances else 0.0,
        },
        f"abs_err_{k}": _share(sums["abs"], sums["real"]),
        f"combos_{k}": {
            "distinct_sensitive": int(sums["real"]),
            "distinct_synthetic": int(sums["synth"]),
            "fabricated_rate": _share(sums["fab"], sums["synth"]),
            "fabricated_rate_sds": _share(sums["fab"], sums["real"]),
            "fabricated_mass": _share(sums["fabm"], sums["synm"]),
            "lost_rate": _share(sums["lost"], sums["real"]),
            "lost_rate_ge_R": _share(sums["lostR"], sums["realR"]),
            "prop_err_ge_R": _share(sums["perR"], sums["realR"]),
            "leak_rate": _share(sums["leak"], sums["rare"]),
        },
    }


def _together(both: Both, clique: Clique) -> tuple[Array, Array, Array]:
    """(true counts, synthetic counts, whether all of its values are filled) of every cell that either table has."""
    (cells_a, many_a), (cells_b, many_b) = (counts(codes, both.sizes, clique) for codes in both.codes)
    cells = np.union1d(cells_a, cells_b)
    real, made = np.zeros(len(cells), np.int64), np.zeros(len(cells), np.int64)
    real[np.searchsorted(cells, cells_a)] = many_a
    made[np.searchsorted(cells, cells_b)] = many_b
    filled, rest = np.ones(len(cells), bool), cells
    for one in reversed(clique):
        rest, code = np.divmod(rest, both.sizes[one])
        if both.empty[one]:
            filled &= code != both.sizes[one] - 1
    return real, made, filled


def _criteria(real: Array, made: Array, resolution: int) -> dict[str, float]:
    is_real, is_made, big = real > 0, made > 0, real >= resolution
    rare = is_real & ~big
    return {
        "abs": np.abs(real - made)[is_real].sum(),
        "real": is_real.sum(),
        "synth": is_made.sum(),
        "fab": (is_made & ~is_real).sum(),
        "fabm": made[~is_real].sum(),
        "synm": made.sum(),
        "lost": (is_real & ~is_made).sum(),
        "realR": big.sum(),
        "lostR": (big & ~is_made).sum(),
        "perR": (np.abs(real[big] - made[big]) / real[big]).sum(),
        "rare": rare.sum(),
        "leak": (rare & is_made & (made < resolution)).sum(),
    }


def _rows(both: Both) -> dict[str, float]:
    """Whole rows: how many synthetic ones equal a row that is alone of its kind in the true table."""
    a, b = (np.ascontiguousarray(np.stack(codes, 1)).astype(np.uint32) for codes in both.codes)
    whole = np.dtype((np.void, a.dtype.itemsize * a.shape[1]))
    kinds, many = np.unique(a.view(whole).ravel(), return_counts=True)
    alone = kinds[many == 1]
    at = np.searchsorted(alone, b.view(whole).ravel()) if len(alone) and len(b) else np.zeros(len(b), int)
    equal = (
        (at < len(alone)) & (alone[np.minimum(at, len(alone) - 1)] == b.view(whole).ravel()) if len(alone) else at > 0
    )
    empty = np.array([size - 1 if has else -1 for size, has in zip(both.sizes, both.empty, strict=True)])
    return {
        "sensitive_unique_share": round(len(alone) / both.rows[0], 6),
        "synthetic_equal_to_unique_sensitive": round(float(equal.mean()) if len(b) else 0.0, 6),
        "synthetic_empty_cells": round(float((b == empty).mean()) if len(b) else 0.0, 6),
        "sensitive_empty_cells": round(float((a == empty).mean()), 6),
    }


def _share(part: float, whole: float) -> float:
    return round(float(part / whole), 6) if whole else 0.0
