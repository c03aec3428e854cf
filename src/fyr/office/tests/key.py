"""An authenticator in software, for tests: what a telephone does after her finger was accepted."""

import hashlib
import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

HERE = "http://localhost:8000"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Key:
    """Holds one passkey. `verified` is whether it asks for her finger, face or PIN."""

    def __init__(self, *, origin: str = HERE, verified: bool = True) -> None:
        self.origin, self.verified = origin, verified
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id, self.user = os.urandom(32), b""

    def create(self, options: dict[str, Any]) -> str:
        asked = _plain(options)
        self.user = websafe_decode(asked["user"]["id"])
        public = cbor.encode(dict(ES256.from_cryptography_key(self.private.public_key())))
        held = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        attested = self._data(asked["rp"]["id"], ATTESTED) + held
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": attested})
        told = self._told("webauthn.create", asked["challenge"])
        return self._answer(clientDataJSON=told, attestationObject=statement)

    def get(self, options: dict[str, Any]) -> str:
        asked = _plain(options)
        data = self._data(asked["rpId"])
        told = self._told("webauthn.get", asked["challenge"])
        signature = self.private.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=told, authenticatorData=data, signature=signature, userHandle=self.user)

    def _data(self, party: str, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verified else 0)
        return hashlib.sha256(party.encode()).digest() + bytes([flags]) + bytes(4)

    def _told(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **response: bytes) -> str:
        own = websafe_encode(self.id)
        told = {name: websafe_encode(value) for name, value in response.items()}
        return json.dumps(
            {"type": "public-key", "id": own, "rawId": own, "clientExtensionResults": {}, "response": told}
        )


def _plain(options: dict[str, Any]) -> dict[str, Any]:
    """As the browser reads it."""
    from django.core.serializers.json import DjangoJSONEncoder

    return json.loads(json.dumps(options, cls=DjangoJSONEncoder))["publicKey"]
