"""Each peer's own environment, from its own locked requirements: none of them is ever installed beside Fyr."""

import os
import subprocess
from pathlib import Path

from benchmarks.peers.places import HOME, PYTHON, ROOT

UV = ROOT / ".tools" / "bin" / "uv"


def python(name: str) -> Path:
    """The Python of this environment, which is built now where it is missing or older than its requirements."""
    folder, wanted = HOME / name, ROOT / "requirements" / "peers" / f"{name}.txt"
    found, ready = folder / "bin" / "python", folder / ".ready"
    if ready.exists() and ready.stat().st_mtime >= wanted.stat().st_mtime:
        return found
    told = os.environ | {"UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never"}
    if "PIP_INDEX_URL" in os.environ:
        told.setdefault("UV_DEFAULT_INDEX", os.environ["PIP_INDEX_URL"])  # uv does not read pip's settings
    print(f"{name}: building its environment", flush=True)
    subprocess.run([UV, "venv", "--quiet", "--clear", "--python", PYTHON, folder], env=told, check=True)
    install: list[str | Path] = [UV, "pip", "install", "--quiet", "--require-hashes", "--python", found, "-r", wanted]
    subprocess.run(install, env=told, check=True)
    ready.touch()
    return found
