"""A box opens and closes what is sealed for one subject."""

import hashlib
import hmac
import json
from typing import Any
from uuid import UUID

from fyr.vault.cipher import decrypt, encrypt

# Lengths are rounded up, so that a ciphertext does not tell a short name from a long one.
BLOCK = 32


class Box:
    """The data key of one subject, in memory for as long as a request needs it."""

    __slots__ = ("_key", "pseudonym", "subject")

    def __init__(self, subject: UUID, key: bytes) -> None:
        self.subject = subject
        self._key = key
        # Keyed by the subject's own key: once that is destroyed nobody can link the journal to her.
        self.pseudonym = hmac.digest(key, b"fyr journal pseudonym v1", hashlib.sha256)[:16]

    def __repr__(self) -> str:
        return f"<Box {self.subject}>"

    def data_key(self) -> bytes:
        """The key itself; only the vault asks for it, to wrap it for a holder."""
        return self._key

    def seal(self, value: Any, place: str) -> bytes:
        """Seal any JSON value for `place` (table, column and row)."""
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return encrypt(self._key, plain.ljust(-(-len(plain) // BLOCK) * BLOCK), self._bound(place))

    def open(self, sealed: bytes, place: str) -> Any:
        """Raises Tampered where the bytes were changed or come from another place."""
        return json.loads(decrypt(self._key, sealed, self._bound(place)))

    def mark(self, kind: str, what: str) -> bytes:
        """16 bytes that stand for something of this subject elsewhere; once its key is destroyed nobody can lead them back."""
        return hmac.digest(self._key, f"fyr mark v1|{kind}|{what}".encode(), hashlib.sha256)[:16]

    def _bound(self, place: str) -> bytes:
        return f"{self.subject}|{place}".encode()
