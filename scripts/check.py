"""Every check that needs no browser and no database server: one line each, all of them run, fails if one fails."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
KEYS = ("NODE", "INDEX", "JOURNAL", "SESSION")
# What a check answers: whether it went well, and what it has to say.
Answer = tuple[bool, str]


def said(*command: object, **environment: str) -> Answer:
    """Run a command of the environment, away from any real node."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("FYR_")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=plain | environment,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode == 0, done.stdout.strip()


def script(name: str, *arguments: str) -> Answer:
    return said(sys.executable, ROOT / "scripts" / name, *arguments)


def node(*command: object) -> Answer:
    """Run a command that loads the settings, on an empty folder with keys that open nothing."""
    with TemporaryDirectory(prefix="fyr-check-") as home:
        return said(*command, FYR_HOME=home, **{f"FYR_{name}_KEY": "00" * 32 for name in KEYS})


def migrations() -> Answer:
    return node(BIN / "fyr", "makemigrations", "--check", "--dry-run")


def djade() -> Answer:
    templates = sorted(path for folder in ("src", "tests") for path in (ROOT / folder).rglob("templates/**/*.html"))
    well, text = said(BIN / "djade", "--check", "--target-version", "5.2", *templates)
    return well, text if well else f"{text}\nscripts/format.sh puts this right."


def audit() -> Answer:
    """Known vulnerabilities of what is locked. A database that cannot be asked is said, and does not fail."""
    locked = ROOT / "requirements" / "dev.txt"
    command = ("--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off", "-r", locked)
    done = subprocess.run(
        [str(part) for part in (BIN / "pip-audit", *command)], check=False, capture_output=True, text=True
    )
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        reason = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        return True, f"not audited: the vulnerability database could not be reached ({reason[:160]})"
    found = [f"{one['name']} {one['version']}: {bug['id']}" for one in packages for bug in one.get("vulns", ())]
    unknown = sum("skip_reason" in one for one in packages)
    if found:
        return False, "\n".join(found)
    if unknown:
        return (
            True,
            f"{unknown} of {len(packages)} packages not audited: the vulnerability database did not know or answer",
        )
    return True, f"{len(packages)} packages without known vulnerabilities"


CHECKS: dict[str, Callable[[], Answer]] = {
    "lint": lambda: said(BIN / "ruff", "check", "--quiet", "--output-format", "concise", "."),
    "format": lambda: said(BIN / "ruff", "format", "--check", "--quiet", "--output-format", "concise", "."),
    "types": lambda: node(BIN / "mypy"),
    "imports": lambda: said(BIN / "lint-imports"),
    "migrations": migrations,
    "translations": lambda: script("translations.py", "check"),
    "templates": djade,
    "inline code": lambda: script("inline.py"),
    "sizes": lambda: script("sizes.py"),
    "audit": audit,
}


def main() -> int:
    failed = []
    for name, check in CHECKS.items():
        well, text = check()
        last = text.splitlines()[-1] if text else ""
        print(f"{'ok    ' if well else 'FAILED'}  {name:<13} {last if well else ''}".rstrip(), flush=True)
        if not well:
            failed.append(name)
            print("\n".join(f"        {line}" for line in text.splitlines()), flush=True)
    print(
        f"{len(failed)} of {len(CHECKS)} checks failed: {', '.join(failed)}"
        if failed
        else f"all {len(CHECKS)} checks passed"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
