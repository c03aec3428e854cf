"""Builds .venv from the locked requirements. Needs Python 3.11 and pip, and nothing else of the machine."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV, TOOLS = ROOT / ".venv", ROOT / ".tools"
UV = TOOLS / "bin" / "uv"


def run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(
            f"The set-up stopped at: {Path(str(command[0])).name} {command[1]} …. Mend what is said above and run it again."
        )


def main(part: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file also runs under the Python that is too old
        sys.exit(
            f"Fyr needs Python 3.11 or later; this is {sys.version.split()[0]}. On Debian 12: apt-get install python3\n"
            f"Fyr behöver Python 3.11 eller senare; det här är {sys.version.split()[0]}. På Debian 12: apt-get install python3"
        )
    if "PIP_INDEX_URL" in os.environ:
        os.environ.setdefault("UV_DEFAULT_INDEX", os.environ["PIP_INDEX_URL"])  # uv does not read pip's settings
    stamp = ROOT / "requirements" / "tools.txt"
    if not UV.exists() or UV.stat().st_mtime < stamp.stat().st_mtime:
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-warn-conflicts", "--disable-pip-version-check")
        os.environ.setdefault("PIP_ROOT_USER_ACTION", "ignore")
        run(*pip, "--upgrade", "--require-hashes", "--target", TOOLS, "-r", stamp)
        UV.touch()
    if not (VENV / "bin" / "python").exists():
        run(UV, "venv", "--quiet", "--python", sys.executable, VENV)
    install = (UV, "pip", "install", "--quiet", "--require-hashes", "--python", VENV / "bin" / "python")
    run(*install, "-r", ROOT / "requirements" / f"{part}.txt")
    finish(part)


def finish(part: str) -> None:
    """The `fyr` command, without a build step: a path file and a script."""
    packages = next((VENV / "lib").glob("python3.*")) / "site-packages"
    (packages / "fyr.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    command = VENV / "bin" / "fyr"
    command.write_text(
        f"#!{VENV / 'bin' / 'python'}\nimport sys\nfrom fyr.__main__ import main\nsys.exit(main())\n", encoding="utf-8"
    )
    command.chmod(0o755)
    run(VENV / "bin" / "python", ROOT / "scripts" / "translations.py", "compile")
    (VENV / (".ready" if part == "base" else ".dev")).touch()


if __name__ == "__main__":
    main(sys.argv[1])
