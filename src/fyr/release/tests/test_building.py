"""A release is there whole or not at all, costs what it says, and holds nothing that its code book does not know."""

import csv
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from fyr.release import Budget, Refused, build
from fyr.release.codebook import Absent, CodeBook, Column, Impossible, write
from fyr.release.folder import sha256
from fyr.release.ledger import spent
from fyr.release.tests.tables import rows, small_book

FILES = {"synthetic.csv", "tables.csv", "report.html", "codebook.json", "release.json"}


def built(tmp_path, book, table, epsilon=8.0, name="out", **told):
    return build(table, book, Budget(epsilon), tmp_path / name, ledger_path=tmp_path / "ledger", **told)


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    """A release of rows in which labour is always in the north, and with a rule."""
    folder = tmp_path_factory.mktemp("release")
    book = small_book(impossible=(Impossible({"gender": frozenset("x"), "form": frozenset({"labour"})}),), size=3000)
    table = rows(book, 3000)
    table.loc[table["form"] == "labour", ["region", "gender"]] = ["n", "f"]
    return built(folder, book, table), table


def test_a_release_has_its_files_and_their_hashes(one):
    release, _table = one
    assert {path.name for path in release.out.iterdir()} == FILES
    facts = json.loads((release.out / "release.json").read_text("utf-8"))
    assert facts["files"] == {name: sha256(release.out / name) for name in FILES - {"release.json"}}
    assert facts["protects"] is True and facts["epsilon"] == 8.0


def test_synthetic_rows_know_nothing_that_the_code_book_does_not_and_break_none_of_its_rules(one):
    release, _table = one
    made = pd.read_csv(release.out / "synthetic.csv", dtype=str, keep_default_na=False)
    for column in release.plan.book.columns:
        assert set(made[column.name]) <= {*column.answers, *column.absent}
    assert not ((made["gender"] == "x") & (made["form"] == "labour")).any()
    assert abs(len(made) - 3000) < 60


def test_synthetic_rows_follow_what_goes_together_in_the_true_ones(one):
    release, table = one
    made = pd.read_csv(release.out / "synthetic.csv", dtype=str, keep_default_na=False)
    for told in (table, made):
        labour = told[told["form"] == "labour"]
        assert len(labour) > 800 and (labour["region"] == "n").mean() > 0.95


def test_what_is_not_written_stays_not_written(one):
    """Other tools fill in what nobody said."""
    release, table = one
    made = pd.read_csv(release.out / "synthetic.csv", dtype=str, keep_default_na=False)
    for name in ("form", "age", "means", "region"):
        assert abs((made[name] == "").mean() - (table[name] == "").mean()) < 0.05


def test_published_counts_are_near_the_true_ones_and_say_how_near(one):
    release, table = one
    with (release.out / "tables.csv").open(encoding="utf-8") as file:
        told = [line for line in csv.DictReader(file) if line["table"] == "gender"]
    for line in told:
        true = (table["gender"] == line["answer_1"]).sum()
        assert abs(int(line["count"]) - true) < 6 * float(line["sigma"])
        assert int(line["low"]) <= max(0, int(line["count"])) <= int(line["high"])


@pytest.mark.parametrize("kind", ["polars", "arrow"])
def test_tables_in_memory_are_taken_as_they_are(kind, tmp_path):
    table = rows(small_book(), 1000)
    told = pl.from_pandas(table) if kind == "polars" else pa.Table.from_pandas(table)
    assert built(tmp_path, small_book(), told).codes.shape[0] == 5


def test_a_second_release_beyond_the_budget_is_refused_and_nothing_is_written(tmp_path):
    built(tmp_path, small_book(), rows(small_book(), 1000))
    with pytest.raises(Refused, match="budget"):
        built(tmp_path, small_book(), rows(small_book(), 1000), name="second")
    assert not (tmp_path / "second").exists() and len(spent(tmp_path / "ledger")) == 1
    built(tmp_path, small_book(), rows(small_book(), 1000), name="third", limit=Budget(16.0))
    assert len(spent(tmp_path / "ledger")) == 2


def test_the_ledger_is_written_before_noise_is_drawn(tmp_path, monkeypatch):
    def crash(_counts, _sigma):
        assert len(spent(tmp_path / "ledger")) == 1
        raise MemoryError

    monkeypatch.setattr("fyr.release.building.exact", crash)
    with pytest.raises(MemoryError):
        built(tmp_path, small_book(), rows(small_book(), 1000))
    assert len(spent(tmp_path / "ledger")) == 1


def test_stopping_a_release_leaves_no_half_of_it(tmp_path):
    """Ctrl-C while files are written: the folder appears with all of them or not at all."""
    rows(small_book(), 1000).to_csv(tmp_path / "rows.csv", index=False)
    write(small_book(), tmp_path / "book.json")
    script = (
        "import sys, time, fyr.release.publish as publish\n"
        "def slow(*told):\n    print('writing', flush=True)\n    time.sleep(60)\n"
        "publish.tables.write = slow\n"
        "from fyr.release.command import main\n"
        "sys.exit(main(['build', 'rows.csv', '--codebook', 'book.json', '--epsilon', '8', '--out', 'out']))\n"
    )
    source = str(Path(__file__).parents[3])
    running = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": source},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None and running.stdout.readline() == b"writing\n"
    running.send_signal(signal.SIGINT)
    assert running.wait() == 130
    assert {path.name for path in tmp_path.iterdir()} == {
        "rows.csv", "book.json", "rows.csv.ledger", "rows.csv.ledger.lock"
    }  # fmt: skip


def test_a_release_is_never_written_over(tmp_path):
    (tmp_path / "out").mkdir()
    with pytest.raises(Refused, match="there already"):
        built(tmp_path, small_book(), rows(small_book(), 1000))


def test_a_release_for_tests_can_be_drawn_again_and_says_that_it_protects_nobody(tmp_path):
    told = [
        built(tmp_path, small_book(), rows(small_book(), 1000), name=name, seed_for_tests=7, limit=Budget(20.0))
        for name in ("one", "two")
    ]
    assert (told[0].codes == told[1].codes).all()
    assert json.loads((told[0].out / "release.json").read_text("utf-8"))["protects"] is False
    assert "protects nobody" in (told[0].out / "report.html").read_text("utf-8")


def test_few_persons_are_told_as_tables_and_never_as_rows(tmp_path):
    book = replace(small_book(), size=100, columns=small_book().columns[:3])
    release = built(tmp_path, book, rows(book, 100), epsilon=4.0)
    assert release.codes is None
    assert {path.name for path in release.out.iterdir()} == FILES - {"synthetic.csv"}


def test_where_nothing_holds_nothing_is_read_spent_or_written(tmp_path):
    book = small_book(size=30)
    with pytest.raises(Refused, match="says nothing that holds"):
        built(tmp_path, book, "a file that is not there", epsilon=0.5)
    assert list(tmp_path.iterdir()) == []


def test_cells_with_several_answers_come_out_as_they_went_in(tmp_path):
    means = Column("means", ("debt", "threat", "force"), {"": Absent.EMPTY, "?": Absent.UNKNOWN}, ";")
    book = CodeBook("several", (means, Column("gender", ("f", "m"))), size=2000)
    table = pd.DataFrame({"means": ["debt;threat", "", "?", "force"] * 500, "gender": ["f", "m", "f", "m"] * 500})
    made = built(tmp_path, book, table)
    told = pd.read_csv(made.out / "synthetic.csv", dtype=str, keep_default_na=False)
    seen = set(told["means"])
    assert {"debt;threat", "", "?", "force"} <= seen
    assert all(set(cell.split(";")) <= set(means.answers) for cell in seen - {"", "?"})
