"""The tests' own fence: nothing outside this machine can be reached from them."""

import socket
import urllib.request

import pytest

from tests.network import OutsideWorld

# Addresses that the standards set aside for documentation: nobody answers there.
FAR_AWAY, FAR_AWAY_6 = "192.0.2.1", "2001:db8::1"


def test_a_connection_to_elsewhere_is_refused():
    for family, address in ((socket.AF_INET, FAR_AWAY), (socket.AF_INET6, FAR_AWAY_6)):
        with socket.socket(family) as plain:
            with pytest.raises(OutsideWorld, match="loopback only"):
                plain.connect((address, 443))
            with pytest.raises(OutsideWorld):
                plain.connect_ex((address, 443))


def test_a_packet_to_elsewhere_is_refused():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plain, pytest.raises(OutsideWorld):
        plain.sendto(b"hello", (FAR_AWAY, 53))


def test_no_name_outside_is_looked_up():
    with pytest.raises(OutsideWorld):
        socket.getaddrinfo("fyr.example", 443)
    with pytest.raises(OutsideWorld):
        socket.gethostbyname("fyr.example")


def test_libraries_cannot_reach_elsewhere_either():
    with pytest.raises(OSError, match="loopback only"):
        urllib.request.urlopen("http://fyr.example/")


def test_this_machine_can_be_reached():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(("localhost", server.getsockname()[1])) as caller,
    ):
        caller.sendall(b"hello")
        answering, _address = server.accept()
        with answering:
            assert answering.recv(5) == b"hello"
