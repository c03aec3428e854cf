"""Fails on Python files and functions that have outgrown their reader, and where half of the files are no longer short.

Tests and migrations may be longer.
"""

import ast
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
FILE, FUNCTION, HALF = 400, 60, 60


def faults(path: Path) -> list[str]:
    source = path.read_text(encoding="utf-8")
    lines = source.count("\n")
    found = [f"{path.relative_to(ROOT)}: {lines} lines, at most {FILE}"] if lines > FILE else []
    for one in ast.walk(ast.parse(source)):
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (one.end_lineno or one.lineno) - one.lineno + 1
            if length > FUNCTION:
                found.append(
                    f"{path.relative_to(ROOT)}:{one.lineno}: {one.name} has {length} lines, at most {FUNCTION}"
                )
    return found


def main() -> int:
    places = (ROOT / folder for folder in ("src", "scripts", "benchmarks"))
    paths = [
        path
        for place in places
        for path in sorted(place.rglob("*.py"))
        if not {"tests", "migrations"} & set(path.parts)
    ]
    said = [fault for path in paths for fault in faults(path)]
    middle = median(path.read_text(encoding="utf-8").count("\n") for path in paths)
    if middle >= HALF:
        said.append(f"Half of the files have {middle:.0f} lines or more; it should be under {HALF}.")
    print("\n".join(said) or f"{len(paths)} files, half of them under {middle:.0f} lines")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
