"""The whole suite on both databases at once, one core each; fails if either fails."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
DATABASES = ("sqlite", "postgresql")
# What would say the same in both suites is run in one: every page is looked at once, and so are the commands, which are
# tested on nodes of their own, the headers and entries of every route, and much of what needs no database at all. The story
# is walked on both in a setting each, those of the money and of the way home on one in one; `make story` walks all four of both.
STORY = "tests/test_story.py::test_one_case_is_walked_from_suspicion_to_closure"
MONEY = "tests/test_money.py::test_one_krona_is_followed_from_the_decision_to_what_it_did"
HOME = "tests/test_home.py::test_one_person_goes_home_and_nobody_can_read_it_from_the_result"
HTCDS = "src/fyr/cases/htcds/tests/test"
INTERCHANGE = "src/fyr/funding/tests/test_interchange"
ELSEWHERE = {
    "sqlite": (
        f"{HTCDS}_forms.py",
        f"{HTCDS}_sheets.py",
        f"{HTCDS}_validate.py",
        "src/fyr/cases/tests/test_htcds_command.py",
        "src/fyr/office/tests/test_commands.py",
        "src/fyr/office/tests/test_serve.py",
        f"{STORY}[sv-390-False]",
        f"{STORY}[en-1280-False]",
        f"{STORY}[sv-1280-True]",
        "tests/test_money.py",
        "tests/test_home.py",
        "src/fyr/returns/tests/test_programmes.py",
        "src/fyr/returns/tests/test_command.py",
        # Who may is asked where the row policies bite too; what is asked of many rows where it is dearest.
        "src/fyr/returns/tests/test_access.py",
        "src/fyr/returns/tests/test_follow_up.py",
        "src/fyr/returns/tests/test_queries.py",
    ),
    "postgresql": (
        "tests/test_pages.py",
        "promises/test_15_every_access_logged.py::test_each_request_of_a_member_leaves_exactly_one_entry",
        "promises/test_23_screen_forgets.py::test_every_route_answers_with_exactly_these_headers",
        f"{HTCDS}_catalogue.py",
        f"{HTCDS}_ctdc.py",
        f"{HTCDS}_files.py",
        f"{HTCDS}_invent.py",
        "promises/test_11_stolen_database.py",
        "promises/test_19_release_audit.py",
        f"{INTERCHANGE}_broken.py",
        f"{INTERCHANGE}_exports.py",
        f"{INTERCHANGE}_iati.py",
        f"{INTERCHANGE}_real.py",
        f"{STORY}[sv-1280-True]",
        f"{STORY}[en-390-True]",
        f"{STORY}[en-1280-False]",
        f"{MONEY}[sv-1280-True]",
        f"{MONEY}[sv-390-False]",
        f"{MONEY}[en-1280-False]",
        f"{HOME}[en-390-True]",
        f"{HOME}[sv-390-False]",
        f"{HOME}[en-1280-False]",
        "src/fyr/release",
        "src/fyr/disclosure/tests/test_linked.py",
        "src/fyr/disclosure/tests/test_twins.py",
        "src/fyr/returns/tests/test_narrative.py",
        "src/fyr/returns/tests/test_report_files.py",
        "src/fyr/returns/tests/test_survey.py",
        "src/fyr/returns/tests/test_light.py",
        "src/fyr/returns/tests/test_discretion.py",
        "src/fyr/returns/tests/test_children.py",
        "src/fyr/returns/tests/test_risk.py",
        "src/fyr/returns/tests/test_report.py",
    ),
}


def start(database: str, report: IO[str], compiled: Path) -> subprocess.Popen[str]:
    # Many tests start a node of their own: each module is compiled once for all of them, and lies outside the tree.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        *(f"--{'deselect' if '::' in one else 'ignore'}={one}" for one in ELSEWHERE[database]),
        *sys.argv[1:],
    ]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment | {"FYR_TEST_DB": database, "PYTHONPYCACHEPREFIX": str(compiled)},
        stdout=report,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait(running: dict[str, subprocess.Popen[str]]) -> None:
    """Until all have ended; says each minute that the work goes on."""
    began = said = time.monotonic()
    for process in running.values():
        while True:
            try:
                process.wait(timeout=max(1, said + 60 - time.monotonic()))
                break
            except subprocess.TimeoutExpired:
                said = time.monotonic()
                print(f"... {said - began:.0f} s", flush=True)


def main() -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="fyr-reports-") as folder:
        reports = {database: Path(folder) / database for database in DATABASES}
        running: dict[str, subprocess.Popen[str]] = {}
        print("The suite runs on SQLite and PostgreSQL at once; reports follow when both are done.", flush=True)
        try:
            for database, path in reports.items():
                with path.open("w", encoding="utf-8") as report:
                    running[database] = start(database, report, Path(folder) / "compiled")
            wait(running)
        finally:
            for process in running.values():
                process.terminate()
            for process in running.values():
                process.wait()
        closing = {}
        for database, path in reports.items():
            said = path.read_text(encoding="utf-8").strip()
            print(f"\n--- {database}\n{said}", flush=True)
            closing[database] = said.splitlines()[-1] if said else "said nothing"
    failed = [database for database in DATABASES if running[database].returncode != 0]
    print("\n--- summary")
    for database, line in closing.items():
        print(f"{'FAILED' if database in failed else 'ok    '}  {database:<11} {line.strip('= ')}")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped; both databases are gone again.")
