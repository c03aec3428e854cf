"""The whole suite on both databases at once, one core each; fails if either fails."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def start(database: str) -> subprocess.Popen:
    # The journeys in a browser show the same pages on both; one database carries them.
    chosen = [] if database == "sqlite" else ["-m", "not browser"]
    environment = os.environ | {"FYR_TEST_DB": database}
    command = [sys.executable, "-m", "pytest", "-q", *chosen, *sys.argv[1:]]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def main() -> int:
    running = {database: start(database) for database in ("postgresql", "sqlite")}
    failed = False
    for database, process in running.items():
        said, _nothing = process.communicate()
        print(f"--- {database}\n{said}", flush=True)
        failed = failed or process.returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
