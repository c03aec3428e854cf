"""Prints one line for each promise: green with its tests, red, or not built. Fails on red."""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from promises.titles import TITLES  # noqa: E402


def run() -> tuple[list[ElementTree.Element], int, str]:
    """Every test case of the promises, pytest's exit code, and what it said."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "promises", f"--junitxml={report}"]
        done = subprocess.run(
            command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        cases = list(ElementTree.parse(report).iter("testcase")) if report.exists() else []
    return cases, done.returncode, done.stdout


def state(number: int, cases: list[ElementTree.Element]) -> str:
    """What stands on the line of a promise whose file exists. A test that was skipped has promised nothing."""
    own = [case for case in cases if re.search(rf"test_{number:02}_", f"{case.get('classname')}.{case.get('name')}")]
    bad = [case for case in own if case.find("failure") is not None or case.find("error") is not None]
    ran = [case for case in own if case.find("skipped") is None]
    if bad:
        return f"red {len(bad)} of {len(own)} tests failed"
    return f"green {len(ran)} tests" if ran else "red no test ran"


def beside(number: int, cases: list[ElementTree.Element]) -> list[str]:
    """What the tests of a promise measured, for whoever wants to see the figure beside the claim."""
    own = [case for case in cases if re.search(rf"test_{number:02}_", f"{case.get('classname')}.{case.get('name')}")]
    return [str(one.get("value")) for case in own for one in case.iter("property") if one.get("name") == "beside"]


def main() -> int:
    files = {int(path.name[5:7]) for path in (ROOT / "promises").glob("test_[0-9][0-9]_*.py")}
    cases, code, said = run()
    red = 0
    for number, title in TITLES.items():
        line = state(number, cases) if number in files else "not built"
        red += line.startswith("red")
        print(f"promise {number:02} {line:<26} {title}")
        for told in beside(number, cases):
            print(f"{'':<11}{told}")
    if red or code:
        print(said)
    return 1 if red or code else 0


if __name__ == "__main__":
    sys.exit(main())
