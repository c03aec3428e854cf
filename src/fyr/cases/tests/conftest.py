import datetime
import uuid

import pytest
from django.utils import timezone

from fyr.cases.actions import permits
from fyr.cases.models import Permit
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


@pytest.fixture
def told(cast, world):
    """Who acts, and in which case."""
    return {"by": cast["alma"], "case": world.case}


@pytest.fixture
def granted(told):
    """A permit that was applied for and granted, with its first and last day."""

    def grant(kind: str, first: datetime.date, last: datetime.date) -> Permit:
        on = min(first, timezone.localdate())
        permit = permits.apply(**told, kind=kind, applicant="investigation_head", applied_on=on)
        return permits.answer(
            **told, permit_id=permit.pk, answer="granted", decided_on=on, valid_from=first, valid_until=last
        )

    return grant
