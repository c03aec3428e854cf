"""How django-allauth is bent to Fyr: no sign-up, sealed factors, quiet answers."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from fyr import node
from fyr.vault.cipher import decrypt, derive, encrypt

PLACE = b"mfa_authenticator|data"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie encrypted under the node's key."""

    def encrypt(self, text: str) -> str:
        return encrypt(_key(), text.encode(), PLACE).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(_key(), bytes.fromhex(encrypted_text), PLACE).decode()

    def get_totp_label(self, user: Any) -> str:
        return str(user.email)


def _key() -> bytes:
    return derive(node.secret("node"), "fyr second factors v1")
