"""Has a file looked at in a process of its own, which has no keys, writes no file, and ends within seconds."""

import subprocess
import sys
import tempfile
from pathlib import Path

from fyr.web.harmless.kinds import Fault, Harmful, Harmless, Media, Treatment

CHILD = Path(__file__).with_name("child.py")
SECONDS = 30


def examine(content: bytes, largest: int) -> Harmless:
    """Raises Harmful, for what became larger than `largest` bytes too. Takes about 0.3 s, mostly to start."""
    if not content:
        raise Harmful(Fault.EMPTY)
    command = [sys.executable, "-I", "-B", str(CHILD)]
    try:
        # An empty environment: the keys of a node may stand in it.
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=SECONDS, check=False, env={}, cwd=tempfile.gettempdir()
        )
    except subprocess.TimeoutExpired as error:
        raise Harmful(Fault.UNPACKS) from error
    if done.returncode != 0:
        # Killed at its limits, or a parser fell over: both times the file is not one that somebody means well with.
        raise Harmful(Fault.BROKEN)
    head, _line, kept = done.stdout.partition(b"\n")
    word, *told = head.decode("ascii", "replace").split(" ")
    if word == "refused":
        raise Harmful(Fault(told[0]))
    if len(kept) > largest:
        raise Harmful(Fault.TOO_LARGE)
    return Harmless(kept, Media(told[0]), Treatment(told[1]))
