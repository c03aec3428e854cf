"""Bad input: each a clear error in both languages, nothing written, nothing spent."""

import json

import pandas as pd
import pytest

from fyr.release.codebook import as_data, write
from fyr.release.command import main
from fyr.release.tests.tables import rows, small_book

BOOK = small_book()


def csv(text, encoding="utf-8"):
    return lambda path: path.write_bytes(text.encode(encoding))


def frame(table):
    return lambda path: table.to_csv(path, index=False)


WIDE = pd.DataFrame({f"c{number}": ["a", "b"] for number in range(200)})
# (what the file holds, what is changed in the code book, what the error names)
BAD = {
    "not there": (lambda _path: None, {}, "rows.csv"),
    "another encoding": (csv("gender,form,age,means,region\nf,sex,25+,debt,\xe5\n", "latin-1"), {}, "UTF-8"),
    "missing columns": (frame(rows(BOOK, 9).drop(columns=["age", "means"])), {}, "age, means"),
    "a value that nobody declared": (frame(rows(BOOK, 9).assign(form="organs")), {}, "organs"),
    "no rows": (frame(rows(BOOK, 9).iloc[:0]), {}, "r"),
    "nothing at all": (csv(""), {}, "gender, form, age, means, region"),
    "an epsilon of nothing": (frame(rows(BOOK, 9)), {}, "psilon"),
    "a column twice": (frame(rows(BOOK, 9)), {"columns": as_data(BOOK)["columns"][:1] * 2}, "gender"),
    "an answer that is absent too": (
        frame(rows(BOOK, 9)),
        {"columns": [{"name": "form", "answers": ["sex"], "absent": {"sex": "unknown"}}]},
        "form",
    ),
    "a rule of a column that is not there": (
        frame(rows(BOOK, 9)),
        {"impossible": [{"where": {"shoe": ["42"], "form": ["sex"]}, "why": ""}]},
        "shoe",
    ),
    "two hundred columns": (
        frame(WIDE),
        {"columns": [{"name": name, "answers": ["a", "b"]} for name in WIDE]},
        "200",
    ),
}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_and_nothing_is_written_or_spent(name, language, tmp_path, monkeypatch, capsys):
    make, changes, named = BAD[name]
    monkeypatch.setenv("FYR_LANGUAGE", language)
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "rows.csv")
    (tmp_path / "book.json").write_text(json.dumps(as_data(BOOK) | changes), "utf-8")
    before = {path.name for path in tmp_path.iterdir()}
    epsilon = "0" if name == "an epsilon of nothing" else "8"
    assert main(["build", "rows.csv", "--codebook", "book.json", "--epsilon", epsilon, "--out", "out"]) == 2
    said = capsys.readouterr().err
    assert named in said and "Traceback" not in said
    assert {path.name for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("table", [rows(BOOK, 1), rows(BOOK, 50).assign(form="", age="", means="", region="")])
def test_one_row_and_rows_that_say_nothing_are_released_as_they_are(table, tmp_path, monkeypatch):
    """To refuse them would tell: the declared size is what a plan goes by."""
    monkeypatch.chdir(tmp_path)
    table.to_csv("rows.csv", index=False)
    write(BOOK, tmp_path / "book.json")
    assert main(["build", "rows.csv", "--codebook", "book.json", "--epsilon", "8", "--out", "out"]) == 0
    assert len(pd.read_csv("out/synthetic.csv", keep_default_na=False)) >= 1


def test_a_draft_asks_before_it_takes_over_what_stands_in_the_table(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    rows(BOOK, 40)[["gender", "form"]].to_csv("rows.csv", index=False)
    answers = iter(["y\n", "n\n", "40\n"])
    monkeypatch.setattr("sys.stdin.readline", lambda: next(answers))
    assert main(["codebook", "rows.csv", "--out", "book.json"]) == 0
    assert [column["name"] for column in json.loads((tmp_path / "book.json").read_text())["columns"]] == ["gender"]
    assert "form was left out" in capsys.readouterr().err


def test_a_draft_without_questions_says_that_it_leaks_and_leaves_out_what_is_no_category(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    rows(BOOK, 400).assign(name=[f"n{number}" for number in range(400)]).to_csv("rows.csv", index=False)
    assert main(["codebook", "rows.csv", "--out", "book.json", "--yes"]) == 0
    said = capsys.readouterr().err
    assert "may tell that somebody gave it" in said and "name has more than" in said
    told = json.loads((tmp_path / "book.json").read_text())
    assert [column["name"] for column in told["columns"]] == [column.name for column in BOOK.columns]
    assert told["size"] == 400
    assert main(["codebook", "rows.csv", "--out", "book.json", "--yes"]) == 2


def test_a_draft_of_an_empty_answer_takes_nothing_over(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows(BOOK, 40).to_csv("rows.csv", index=False)
    monkeypatch.setattr("sys.stdin.readline", lambda: "")
    assert main(["codebook", "rows.csv", "--out", "book.json"]) == 2
    assert not (tmp_path / "book.json").exists()


def test_a_draft_takes_the_columns_of_the_standards_from_the_standards(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    pd.DataFrame({"ageBroad": ["18--20", ""], "vic_TypeOfExploitation": ["ForcedLabour", ""]}).to_csv(
        "rows.csv", index=False
    )
    assert main(["codebook", "rows.csv", "--out", "book.json", "--size", "500"]) == 0
    ages, types = json.loads((tmp_path / "book.json").read_text())["columns"]
    assert len(ages["answers"]) == 9 and types["separator"] == ";" and "ForcedLabour" in types["answers"]
    assert "nothing was taken from the table" in capsys.readouterr().err
