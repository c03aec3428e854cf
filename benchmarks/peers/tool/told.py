"""What every program here is told: the table, where its rows go, and the budget in both currencies."""

import argparse
from pathlib import Path


def told(*settings: str) -> argparse.Namespace:
    """`settings` are what this program can be asked for, the first of them unless told.

    `rho` is what (epsilon, delta) allows by the tightest conversion that is known, the one that Fyr uses too: a tool that
    counts in rho is not held back by a looser one of its own.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("table", type=Path)
    parser.add_argument("rows", type=Path)
    for name in ("epsilon", "delta", "rho"):
        parser.add_argument(f"--{name}", type=float, required=True)
    if settings:
        parser.add_argument("--setting", choices=settings, default=settings[0])
    return parser.parse_args()
