"""Where things are. Everything that is made stands in .peers, which git ignores."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".peers"
RESULTS = HOME / "results"
# The project's own environment.
PYTHON = ROOT / ".venv" / "bin" / "python"
FYR = ROOT / ".venv" / "bin" / "fyr"
