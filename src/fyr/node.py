"""The node's own folder: what kind of node it is, and where its secrets lie. Loads no Django.

A folder is either an *example* (invented persons, sign-in by one click, loopback only) or *real*.
The kind is written once, when the folder is made; nothing turns one into the other.
"""

import datetime
import json
import os
import secrets
from pathlib import Path
from typing import Literal

Kind = Literal["example", "real"]

SECRETS = {
    "node": "opens the keys of the units, and so every case",
    "index": "makes names searchable without storing them",
    "journal": "signs the checkpoints of the journal",
    "session": "signs sessions and one-time links",
}


class NodeError(Exception):
    """The node's folder is not as it must be; the message says what to do."""


def home() -> Path:
    """The folder that holds all data of this node (FYR_HOME, else ./var)."""
    return Path(os.environ.get("FYR_HOME") or "var").absolute()


def kind() -> Kind | None:
    """What the folder says it is; None where no node has been made yet."""
    record = home() / "node.json"
    if not record.exists():
        return None
    try:
        value = json.loads(record.read_text(encoding="utf-8"))["kind"]
    except (ValueError, KeyError) as error:
        raise NodeError(f"{record} is damaged. Restore it from the backup; it is never guessed.") from error
    if value == "example":
        return "example"
    if value != "real":
        raise NodeError(f"{record} says the node is {value!r}; it can only be example or real.")
    return "real"


def is_example() -> bool:
    return kind() == "example"


def create(kind_wanted: Kind) -> None:
    """Make the folder, its record and its keys. Raises NodeError where a node already is."""
    if (present := kind()) is not None:
        raise NodeError(f"{home()} already holds a node ({present}). Choose another folder with FYR_HOME.")
    folder = home()
    keys = folder / "keys"
    keys.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    keys.chmod(0o700)
    for name in SECRETS:
        path = keys / f"{name}.key"
        if not path.exists() and f"FYR_{name.upper()}_KEY" not in os.environ:
            _write_private(path, secrets.token_hex(32) + "\n")
    record = {"kind": kind_wanted, "made": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")}
    _write_private(folder / "node.json", json.dumps(record, indent=1) + "\n")


def secret(name: str) -> bytes:
    """32 bytes from FYR_<NAME>_KEY (hex), the file FYR_<NAME>_KEY_FILE, or the node's key folder.

    There is no default: a node without its key does not start.
    """
    variable = f"FYR_{name.upper()}_KEY"
    text = os.environ.get(variable)
    source = f"the environment variable {variable}"
    if text is None:
        path = Path(os.environ.get(f"{variable}_FILE") or home() / "keys" / f"{name}.key")
        source = str(path)
        if not path.exists():
            raise NodeError(
                f"The key that {SECRETS[name]} is missing: {source}. "
                "Make a new node with 'fyr init', or point FYR_HOME to the folder of the node."
            )
        text = path.read_text(encoding="ascii")
    try:
        value = bytes.fromhex(text.strip())
    except ValueError:
        value = b""
    if len(value) != 32:
        raise NodeError(f"The key in {source} is not 64 hexadecimal digits (32 bytes).")
    return value


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
