"""Promise 11: a stolen database or backup shows no case."""

import base64
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.canary import found_in

pytestmark = [pytest.mark.promise(11)]

ROOT = Path(__file__).resolve().parents[1]
WORDS = ("Kanariefågel", "Zqxanna", "Zqxsson", "zqxmail@fyr.example", "46701740688", "Zqxanteckning")


def environment(home):
    """A node of its own, with keys of its own, on SQLite."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FYR_")}
    return kept | {"FYR_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}


def fyr(home, *command, code=0):
    done = subprocess.run(
        [sys.executable, "-m", "fyr", *command], env=environment(home), capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def home():
    """One node for all of them: none leaves in it what another looks for."""
    with tempfile.TemporaryDirectory(prefix="fyr-canary-") as folder:
        path = Path(folder) / "home"
        subprocess.run(
            [sys.executable, "-c", "from fyr import node; node.create('example')"], env=environment(path), check=True
        )
        fyr(path, "migrate", "-v0")
        fyr(path, "demo", "load")
        yield path


def test_after_an_import_none_of_the_entered_words_lies_in_the_data_folder(home, tmp_path):
    person = {
        "prs_FirstName": WORDS[1], "prs_SecondName": WORDS[2], "prs_Email": WORDS[3], "prs_MobilePhone": "+" + WORDS[4],
        "cco_CaseComment": WORDS[5], "hte_Description": WORDS[0], "fyr_SourceReference": WORDS[0],
    }  # fmt: skip
    file = tmp_path / "in.json"
    file.write_text(json.dumps([person]), encoding="utf-8")
    fyr(home, "htcds", "import", str(file), "--by", "alma@fyr.example", "--unit", "region-syd")
    assert found_in(home, WORDS) == []
    out = tmp_path / "out.json"
    fyr(home, "htcds", "export", "--by", "alma@fyr.example", "--unit", "region-syd", "--out", str(out))
    assert person in json.loads(out.read_text(encoding="utf-8"))
    assert found_in(home, WORDS) == []


def test_the_story_of_the_example_lies_nowhere_in_clear(home):
    story = ("Linnea", "blåbär", "Somchai", "070-174 06 05", "Tandvärk")
    assert found_in(home, story) == []


def test_this_search_would_find_a_word_that_is_there(home):
    left = home / "left.txt"
    left.write_bytes(base64.b64encode(b"xx" + WORDS[0].encode() + b"yyy"))
    assert found_in(home, WORDS) != []
    left.unlink()
