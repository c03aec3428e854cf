"""Files that commands write, and what is said of one that cannot be read or written."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _


def reason_of(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("there is no such file or folder")
    if isinstance(error, IsADirectoryError):
        return _("it is a folder")
    if isinstance(error, PermissionError):
        return _("this account may not do that")
    return error.strerror or type(error).__name__


def write_whole(path: Path, pieces: Iterable[bytes], *, for_everybody: bool = False) -> None:
    """The file appears complete or not at all, readable by its owner only unless it is for everybody. Raises OSError."""
    descriptor, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            if for_everybody:
                os.fchmod(file.fileno(), 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
