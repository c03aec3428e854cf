"""Tests reach this machine and nothing else, however deep in a library the call is made."""

import ipaddress
import sys
from typing import Any

EVENTS = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")


class OutsideWorld(OSError):
    """A test tried to reach something that is not this machine."""


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in EVENTS:
        return
    # The sockets' events carry the socket and an address; the look-ups begin with the name itself.
    address = arguments[0] if event.startswith("socket.get") else arguments[1]
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(address, tuple) or event.startswith("socket.get"):
        name = host.decode() if isinstance(host, bytes) else host
        if name and not _here(str(name)):
            raise OutsideWorld(f"Tests reach loopback only, not {name}.")


def _here(name: str) -> bool:
    try:
        return ipaddress.ip_address(name.split("%", maxsplit=1)[0]).is_loopback
    except ValueError:
        return name == "localhost"


def loopback_only() -> None:
    """From here on, for the life of this process."""
    sys.addaudithook(_refuse)
