"""Passkeys: at which address they work, and how they lie in the database.

A passkey belongs to one host name for ever, the relying party id of WebAuthn (W3C, Web Authentication Level 3, 5.1.2).
It cannot be an IP address, and a browser gives it to https only, or to "localhost".
"""

import json
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

LOOPBACK = "localhost"
SEALED = "sealed"


def party() -> str | None:
    """The host name that passkeys of this node belong to: that of its first public address. None where there can be none."""
    if not settings.ORIGINS:
        return LOOPBACK
    address = urlsplit(settings.ORIGINS[0])
    if address.scheme != "https" or not address.hostname or _is_number(address.hostname):
        return None
    return address.hostname


def address() -> str:
    """Where passkeys work, to be said to whoever came in by another address."""
    return settings.ORIGINS[0] if settings.ORIGINS else f"http://{LOOPBACK}:{settings.PORT}"


def are_possible(request: HttpRequest) -> bool:
    """Whether a browser would give a passkey to the address that this request came to."""
    return party() is not None and _host(f"//{request.get_host()}") == party()


def came_from_here(origin: str) -> bool:
    """Whether a signed answer names this node as the page that asked: a sister domain is somebody else."""
    if settings.ORIGINS:
        return origin.rstrip("/") == settings.ORIGINS[0].rstrip("/")
    return urlsplit(origin).scheme == "http" and _host(origin) == LOOPBACK


def seal(instance: Authenticator, **kwargs: Any) -> None:
    """Before it is saved: the name of a passkey can be that of a person, and its id can be recognised elsewhere."""
    if instance.type == Authenticator.Type.WEBAUTHN and SEALED not in instance.data:
        instance.data = {SEALED: get_adapter().encrypt(json.dumps(instance.data))}


def unseal(instance: Authenticator, **kwargs: Any) -> None:
    """After it was read or saved, in memory."""
    if "data" in instance.__dict__ and isinstance(instance.data, dict) and SEALED in instance.data:
        instance.data = json.loads(get_adapter().decrypt(instance.data[SEALED]))


def _host(address: str) -> str | None:
    return urlsplit(address).hostname


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
