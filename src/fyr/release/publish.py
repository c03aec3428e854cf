"""The files of a release."""

import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from fyr import __version__
from fyr.release import folder, tables
from fyr.release.arrow import integers, texts
from fyr.release.codebook import CodeBook, Column, as_data
from fyr.release.made import Made
from fyr.release.report import report

FORMAT = "fyr-release/1"
LIBRARIES = ("numpy", "duckdb", "pyarrow", "opendp")
Array = np.ndarray[Any, np.dtype[Any]]


def publish(into: Path, made: Made) -> None:
    """synthetic.csv where there are rows, tables.csv, report.html, codebook.json, and release.json with the hashes of them all."""
    book = made.plan.book
    if made.learnt is not None:
        write_rows(book, made.learnt.codes, into / "synthetic.csv")
    tables.write(book, made.estimates, into / "tables.csv")
    (into / "codebook.json").write_text(json.dumps(as_data(book), ensure_ascii=False, indent=1) + "\n", "utf-8")
    told = facts(made)
    (into / "report.html").write_text(report(made, told), "utf-8")
    told["files"] = {path.name: folder.sha256(path) for path in sorted(into.iterdir())}
    (into / "release.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def facts(made: Made) -> dict[str, Any]:
    """What a reader needs to check the promise. Nothing in it was read off the table but through noise."""
    planned, book = made.plan, made.plan.book
    return {
        "format": FORMAT,
        "name": book.name,
        "kind": planned.verdict.value,
        "protects": made.seed is None,
        "unit": book.unit,
        "rows_each": book.rows_each,
        "declared_size": book.size,
        "filled_at_most": book.cap,
        "epsilon": planned.budget.epsilon,
        "delta": planned.delta,
        "rho": planned.rho,
        "rho_of_the_dataset_so_far": made.spent,
        "neighbours": "one unit more or fewer, with all her rows",
        "noise": "discrete Gaussian"
        if made.seed is None
        else f"drawn from seed {made.seed}: for tests, protects nobody",
        "tables": [
            {"fields": [book.fields[field].name for field in one.fields], "sigma": float(np.max(one.sd))}
            for one in made.estimates
        ],
        "rows": int(made.learnt.codes.shape[1]) if made.learnt else 0,
        "versions": {"fyr": __version__, "python": platform.python_version()}
        | {name: version(name) for name in LIBRARIES},
    }


def write_rows(book: CodeBook, codes: Array, path: Path) -> None:
    """Synthetic rows with the columns of the code book; cells that hold several answers are put together again."""
    place = {field.name: number for number, field in enumerate(book.fields)}
    cells = {}
    for column in book.columns:
        fields = list(column.fields())
        if column.separator:
            cells[column.name] = _together(column, np.stack([codes[place[field.name]] for field in fields]))
        else:
            cells[column.name] = pa.DictionaryArray.from_arrays(
                integers(codes[place[column.name]]), texts(fields[0].texts)
            )
    connection = duckdb.connect()
    connection.register("told", pa.table(cells))
    connection.sql("SELECT * FROM told").write_csv(str(path), header=True)


def _together(column: Column, codes: Array) -> pa.Array:
    """Cells repeat: each different one is put together once."""
    said = column.said
    different, which = np.unique(codes, axis=1, return_inverse=True)
    found = []
    for cell in different.T:
        answers = [answer for answer, code in zip(column.answers, cell, strict=False) if code == 0]
        absent = said[cell[-1]] if said and cell[-1] < len(said) and not answers else ""
        found.append(column.separator.join(answers) or absent)
    return pa.DictionaryArray.from_arrays(integers(which), texts(found))
