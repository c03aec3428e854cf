"""Authenticated encryption of one value, bound to the place it belongs to.

Form: version (1 byte) | nonce (12 bytes) | AES-256-GCM ciphertext and tag. The version names the
algorithm, so that it can be replaced row by row.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fyr.vault.errors import Tampered

VERSION = b"\x01"
NONCE = 12


def encrypt(key: bytes, plain: bytes, place: bytes) -> bytes:
    """Seal `plain` under a 32-byte key; it opens only with the same `place`."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, place)


def decrypt(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """Open what `encrypt` made. Raises Tampered where key, place or bytes do not fit."""
    if sealed[:1] != VERSION:
        raise Tampered("The sealed value has an unknown version.")
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], place)
    except InvalidTag as error:
        raise Tampered("A sealed value was changed or moved to another place.") from error


def derive(key: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose, from a 32-byte key."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(key)
