"""The standard itself, where this machine has it: tables converted from IOM's own spreadsheet."""

import csv
import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[5]


def path(name: str) -> Path:
    """One file of the standard, which is not part of this repository: without it the test is skipped."""
    folder = Path(os.environ.get("FYR_REFERENCE_DATA") or PROJECT.parent / "shared" / "data")
    file = folder / "htcds" / name
    if not file.exists():
        pytest.skip(f"{name} is not here: set FYR_REFERENCE_DATA to the folder that holds htcds/{name}.")
    return file


def reference(name: str) -> list[dict[str, str]]:
    """The rows of one table."""
    with open(path(name), encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def live_keys() -> list[str]:
    """The keys of the 81 live fields, in the standard's order; the example questions have no prefix."""
    rows = reference("htcds_2.0_fields.csv")
    return [row["prefix"] + row["name"] for row in rows if row["prefix"] != "N/A" and row["status"] != "DEPRECATED"]
