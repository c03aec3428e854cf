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


def of(number: int, cases: list[ElementTree.Element]) -> list[ElementTree.Element]:
    return [case for case in cases if re.search(rf"test_{number:02}_", f"{case.get('classname')}.{case.get('name')}")]


def state(own: list[ElementTree.Element]) -> str:
    """What stands on the line of a promise whose file exists. A test that was skipped has promised nothing."""
    bad = [case for case in own if case.find("failure") is not None or case.find("error") is not None]
    ran = [case for case in own if case.find("skipped") is None]
    if bad:
        return f"red {len(bad)} of {len(own)} tests failed"
    return f"green {len(ran)} tests" if ran else "red no test ran"


def main() -> int:
    files = {int(path.name[5:7]) for path in (ROOT / "promises").glob("test_[0-9][0-9]_*.py")}
    cases, code, said = run()
    red = 0
    for number, title in TITLES.items():
        own = of(number, cases)
        line = state(own) if number in files else "not built"
        red += line.startswith("red")
        print(f"promise {number:02} {line:<26} {title}")
        # What the tests of a promise measured stands beside the claim.
        for measured in (one for case in own for one in case.iter("property") if one.get("name") == "beside"):
            print(f"{'':<11}{measured.get('value')}")
    if red or code:
        print(said)
    return 1 if red or code else 0


if __name__ == "__main__":
    sys.exit(main())
