"""Prints one line for each promise: green with its tests, red, or not built. Fails on red."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from promises.titles import TITLES  # noqa: E402


def main() -> int:
    files = {int(path.name[5:7]) for path in (ROOT / "promises").glob("test_[0-9][0-9]_*.py")}
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "promises", f"--junitxml={report}"]
        said = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
        cases = list(ElementTree.parse(report).iter("testcase")) if report.exists() else []
    red = 0
    for number, title in TITLES.items():
        own = [case for case in cases if re.search(rf"test_{number:02}_", case.get("classname", ""))]
        bad = [case for case in own if case.find("failure") is not None or case.find("error") is not None]
        if number not in files:
            state = "not built"
        elif bad or not own:
            state, red = f"red {len(bad)} of {len(own)} tests failed", red + 1
        else:
            state = f"green {len(own)} tests"
        print(f"promise {number:02} {state:<26} {title}")
    if red:
        print(said.stdout)
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
