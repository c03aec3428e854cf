"""The floor that no release may fall below: each column counted alone, with noise, and drawn from on its own.

The whole budget goes to these counts. The noise is OpenDP's exact discrete Gaussian, as in every tool here.
"""

import csv
import math
from collections import Counter

import numpy as np
import opendp.prelude as dp

from benchmarks.peers.tool.told import told


def main() -> None:
    asked = told()
    dp.enable_features("contrib")
    with asked.table.open(newline="", encoding="utf-8") as file:
        names, *rows = csv.reader(file)
    counts = [Counter(column) for column in zip(*rows, strict=True)]
    texts = [sorted(one) for one in counts]
    noisy = with_noise([[one[text] for text in found] for one, found in zip(counts, texts, strict=True)], asked.rho)
    many = max(1, round(float(np.mean([one.sum() for one in noisy]))))
    draw = np.random.default_rng()
    made = [
        np.array(found, object)[draw.choice(len(found), many, p=shares(one))]
        for found, one in zip(texts, noisy, strict=True)
    ]
    with asked.rows.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(zip(*made, strict=True))


def with_noise(counts: list[list[int]], rho: float) -> list[np.ndarray]:
    """One row more or fewer changes one cell of each column by one: the square of it all is the number of columns."""
    space = dp.vector_domain(dp.atom_domain(T="i64")), dp.l2_distance(T="f64")
    measurement = dp.m.make_gaussian(*space, scale=math.sqrt(len(counts) / (2 * rho)))
    return [np.array(measurement(one)) for one in counts]


def shares(counts: np.ndarray) -> np.ndarray:
    """Of counts that noise may have put below zero; all alike where none is left above it."""
    kept = np.maximum(counts, 0)
    return kept / kept.sum() if kept.any() else np.full(len(kept), 1 / len(kept))


if __name__ == "__main__":
    main()
