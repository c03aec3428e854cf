"""Sessions in the database, sealed: they hold new factors, and forms that wait for a fresh proof."""

import base64
import hashlib
import hmac
import json
from typing import Any

from django.contrib.sessions.backends import db

from fyr import node
from fyr.vault.cipher import decrypt, derive, encrypt
from fyr.vault.errors import Tampered

PLACE = b"django_session|session_data"


class SessionStore(db.SessionStore):
    """What Django signs only, Fyr also encrypts under the node's key."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        plain = json.dumps(session_dict, separators=(",", ":")).encode()
        return base64.b64encode(encrypt(_key(), plain, PLACE)).decode()

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """Empty where the session was changed, or sealed by another key: then she signs in anew."""
        try:
            held: dict[str, Any] = json.loads(decrypt(_key(), base64.b64decode(session_data), PLACE))
        except (ValueError, Tampered):
            return {}
        return held

    def cycle_key(self) -> None:
        old = self.session_key
        super().cycle_key()
        if old and self.session_key:
            from fyr.access import devices

            devices.moved(old, self.session_key)


def _key() -> bytes:
    return derive(node.secret("node"), "fyr sessions v1")


def digest_of(session_key: str) -> str:
    """A key of a session opens it; where only its owner is to be known, this stands for it."""
    key = derive(node.secret("node"), "fyr devices v1")
    return hmac.new(key, session_key.encode(), hashlib.sha256).hexdigest()
