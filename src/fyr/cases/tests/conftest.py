import uuid

import pytest

from tests.routes import build, sign_in


@pytest.fixture
def world(cast):
    """One case of region-syd with one of everything in it; Elsa of IOM is assigned to it."""
    return build(cast)


@pytest.fixture
def browse(client):
    """Signs a member in; gives what opens and sends addresses as she does, each form with a key of its own."""

    def as_member(member):
        sign_in(client, member)

        def send(address, /, **told):
            return client.post(address, {"key": str(uuid.uuid4())} | told)

        client.send = send
        return client

    return as_member
