"""The copy of the tree outside the database: signed checkpoints, and the hash of every leaf.

    <FYR_HOME>/journal/checkpoints   signed notes, each followed by a line of ten dashes
    <FYR_HOME>/journal/leaves        32 bytes an entry, in order

Both are only ever appended to. Whoever rewrites the database cannot rewrite a copy that was taken away.
"""

import datetime
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fyr import node

LINE = "----------\n"


def folder() -> Path:
    path = node.home() / "journal"
    path.mkdir(parents=True, exist_ok=True)
    return path


@contextmanager
def held() -> Iterator[None]:
    """One process at a time between a batch and its copy; else two that were signed look like a copy that was cut."""
    with open(folder() / "lock", "a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def leaves_kept() -> int:
    """How many whole leaf hashes the copy holds."""
    path = folder() / "leaves"
    return path.stat().st_size // 32 if path.exists() else 0


def keep(start: int, leaves: list[bytes], note: str) -> None:
    """Append a batch whose first leaf has number `start`, then its checkpoint. Torn writes are overwritten."""
    with open(folder() / "leaves", "ab") as file:
        file.truncate(start * 32)
        file.seek(start * 32)
        file.write(b"".join(leaves))
        file.flush()
        os.fsync(file.fileno())
    path = folder() / "checkpoints"
    written = path.read_bytes() if path.exists() else b""
    whole = written.rfind(LINE.encode()) + len(LINE) if LINE.encode() in written else 0
    with open(path, "a", encoding="utf-8") as notes:
        notes.truncate(whole)
        notes.write(note + LINE)
        notes.flush()
        os.fsync(notes.fileno())


def set_aside() -> None:
    """Before the copy is made anew, on purpose: the old one may be all that tells what was changed, so it stays."""
    moment = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S%f")
    for name in ("leaves", "checkpoints"):
        path = folder() / name
        if path.exists():
            path.rename(folder() / f"{name}.until-{moment}")


def leaves() -> Iterator[bytes]:
    path = folder() / "leaves"
    if path.exists():
        with open(path, "rb") as file:
            while len(leaf := file.read(32)) == 32:
                yield leaf


def notes() -> list[str]:
    """The signed notes; a torn last one is left out."""
    path = folder() / "checkpoints"
    return notes_in(path.read_bytes()) if path.exists() else []


def notes_in(data: bytes) -> list[str]:
    """The notes of a checkpoints file, or of one that holds a single note. What is no text is no valid note either."""
    text = data.decode("utf-8", errors="replace")
    return text.split(LINE)[:-1] if LINE in text else [text] if text else []
