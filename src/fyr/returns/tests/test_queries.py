"""A page asks the same number of questions however many returns there are, and however long their records."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fyr.access.scope import whole_node
from fyr.returns.actions import follow_up, telling
from fyr.returns.example.way import Way
from fyr.returns.tests.conftest import open_case
from tests.routes import sign_in

pytestmark = pytest.mark.django_db


def asked(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    import os
    if os.environ.get("SHOW"):
        for one in seen: print(one["sql"][:200])
    return len(seen)


def home(cast, programme, **more):
    """One who has arrived, with one of everything."""
    way = Way(cast, open_case(cast), programme).ready_to_go().left().arrived(cast["radu"])
    return way.surveyed(cast["tove"], "baseline")


def test_x(client, cast, programme):
    with whole_node():
        way = home(cast, programme)
    for who in ("elsa", "alma", "radu"):
        sign_in(client, cast[who])
        for address in (reverse("returns:home"), reverse("returns:return", args=[way.pk]), "/", *([f"/cases/{way.case_id}/"] if who == "alma" else [])):
            client.get(address)
            print("=====", who, address, asked(client, address))
