"""Checkpoints as C2SP signed notes, signed with Ed25519: any witness can read them.

fyr/<node>\\n<size>\\n<root in base64>\\n\\n— fyr/<node> <base64(key hash (4) | signature (64))>\\n
"""

import base64
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fyr import node

ORIGIN = "fyr/journal"
ED25519 = b"\x01"


def sign(size: int, root: bytes) -> str:
    """The signed note for a tree of this size and root (32 bytes)."""
    body = f"{ORIGIN}\n{size}\n{base64.b64encode(root).decode()}\n"
    key = _private()
    signature = _key_hash(key.public_key()) + key.sign(body.encode())
    return f"{body}\n\N{EM DASH} {ORIGIN} {base64.b64encode(signature).decode()}\n"


def read(note: str) -> tuple[int, bytes] | None:
    """Size and root of a note that this node signed; None where anything in it is not as signed."""
    body, separator, signatures = note.partition("\n\n")
    lines = (body + "\n").splitlines()
    if not separator or len(lines) != 3 or lines[0] != ORIGIN:
        return None
    try:
        mark, name, encoded = signatures.strip().split(" ")
        signature = base64.b64decode(encoded, validate=True)
        public = _private().public_key()
        if mark != "\N{EM DASH}" or name != ORIGIN or signature[:4] != _key_hash(public):
            return None
        public.verify(signature[4:], (body + "\n").encode())
        return int(lines[1]), base64.b64decode(lines[2], validate=True)
    except (ValueError, InvalidSignature):
        return None


def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(node.secret("journal"))


def _key_hash(key: Ed25519PublicKey) -> bytes:
    return hashlib.sha256(ORIGIN.encode() + b"\n" + ED25519 + key.public_bytes_raw()).digest()[:4]
