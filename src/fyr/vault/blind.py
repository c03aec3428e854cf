"""Blind indexes: exact search over what is sealed, without storing it."""

import hashlib
import hmac
import unicodedata
from functools import lru_cache
from uuid import UUID

from fyr import node
from fyr.vault.cipher import derive


def digest(tenant: UUID, kind: str, text: str) -> bytes:
    """16 bytes that are equal for equal texts of one kind within one tenant; case and width do not count."""
    return hmac.digest(_key(tenant, kind), normal(text).encode(), hashlib.sha256)[:16]


def fingerprint(owner: UUID, kind: str, data: bytes) -> bytes:
    """16 bytes that are equal for exactly the same bytes of one kind and owner."""
    return hmac.digest(_key(owner, kind), data, hashlib.sha256)[:16]


def normal(text: str) -> str:
    """NFKC, casefolded, white space as single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def normal_phone(text: str) -> str:
    """Digits only, with 00 and the Swedish leading 0 written as a country code; the 0 of +46 (0)70 is not dialled."""
    plain = text.replace("(0)", "") if text.strip().startswith(("+", "00")) else text
    digits = "".join(character for character in plain if character.isdigit())
    if digits.startswith("00"):
        return digits[2:]
    if digits.startswith("0"):
        return "46" + digits[1:]
    return digits


@lru_cache(maxsize=256)
def _key(tenant: UUID, kind: str) -> bytes:
    return derive(node.secret("index"), f"fyr blind index v1|{tenant}|{kind}")
