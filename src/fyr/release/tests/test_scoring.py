"""The figures are those of the measure that everybody is compared by, to the last digit."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from fyr.release.command import main
from fyr.release.errors import Refused
from fyr.release.scoring import score

TOOLS = Path(__file__).resolve().parents[5] / "shared" / "tools"


def tool(name):
    pytest.importorskip("pandas")
    if not (TOOLS / f"{name}.py").exists():
        pytest.skip(f"the measure that the figures are compared with is not there: {name}.py")
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(path, rows, seed):
    """Invented answers: correlated, with blanks, a rare one, and quotes and commas in a text."""
    draw = np.random.default_rng(seed)
    kinds = ["", "a", 'b "quoted"', "c, with comma", "å"]
    lines = ["one,two,three,four"]
    for _row in range(rows):
        one = int(draw.choice(5, p=[0.2, 0.4, 0.2, 0.19, 0.01]))
        two = one if draw.random() < 0.6 else int(draw.integers(5))
        cells = [kinds[one], kinds[two], str(draw.integers(3)), ""]
        lines.append(",".join('"' + cell.replace('"', '""') + '"' if cell else "" for cell in cells))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_every_figure_agrees_with_the_measure_to_the_last_digit(tmp_path):
    measure = tool("score_release")
    true, made = table(tmp_path / "true.csv", 900, 1), table(tmp_path / "made.csv", 700, 2)
    wanted = measure.evaluate(measure.read(true), measure.read(made))
    del wanted["evaluate_seconds"]
    assert score(true, made) == wanted


def test_a_table_is_itself_without_any_distance(tmp_path):
    true = table(tmp_path / "true.csv", 300, 1)
    told = score(true, true)
    assert told["tvd_1"]["max"] == told["tvd_2"]["max"] == told["tvd_3"]["max"] == 0
    assert told["combos_2"]["fabricated_rate"] == told["combos_2"]["lost_rate"] == 0


def test_what_is_made_up_and_what_is_lost_are_both_counted(tmp_path):
    true, made = tmp_path / "true.csv", tmp_path / "made.csv"
    true.write_text("a,b\n" + "1,1\n" * 12 + "2,2\n" * 3, "utf-8")
    made.write_text("a,b\n" + "1,2\n" * 15, "utf-8")
    told = score(true, made)["combos_2"]
    assert (told["fabricated_rate"], told["lost_rate"], told["lost_rate_ge_R"]) == (1, 1, 1)


def test_the_command_runs_without_django_and_writes_the_same(tmp_path):
    true, made = table(tmp_path / "true.csv", 100, 1), table(tmp_path / "made.csv", 100, 2)
    code = "import sys; from fyr.__main__ import main; c = main(); assert 'django' not in sys.modules; sys.exit(c)"
    run = [sys.executable, "-c", code, "release", "score", true, made, "--out", tmp_path / "told.json"]
    assert subprocess.run(run, check=False).returncode == 0
    assert json.loads((tmp_path / "told.json").read_text("utf-8")) == score(true, made)


@pytest.mark.parametrize(
    "content, code", [(None, "no_file"), (b"a,b\n\xff\xfe\x00,1\n", "not_utf8"), (b"x\n1\n", "score_no_columns")]
)
def test_a_wrong_file_is_said_by_what_is_wrong_and_nothing_is_written(tmp_path, capsys, content, code):
    true, made = table(tmp_path / "true.csv", 10, 1), tmp_path / "made.csv"
    if content is not None:
        made.write_bytes(content)
    with pytest.raises(Refused) as refused:
        score(true, made)
    assert refused.value.code == code
    assert main(["score", str(true), str(made), "--out", str(tmp_path / "told.json")]) == 2
    assert str(refused.value) in capsys.readouterr().err and not (tmp_path / "told.json").exists()
