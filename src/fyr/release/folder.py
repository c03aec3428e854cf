"""A release is there whole or not at all: written beside its place, moved into it at the end."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fyr.release.errors import Refused


def free(out: Path) -> None:
    """Raises Refused where something is there already: a release that was published is never written over."""
    if out.exists():
        raise Refused("out_exists", path=out)
    if not out.absolute().parent.is_dir():
        raise Refused("out_nowhere", path=out.absolute().parent)


@contextmanager
def made(out: Path) -> Iterator[Path]:
    """A folder to write in, which becomes `out`; on any exception, Ctrl-C too, nothing of it stays."""
    free(out)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.absolute().parent))
    try:
        yield beside
        for path in beside.iterdir():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        beside.chmod(0o755)
        beside.rename(out)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
