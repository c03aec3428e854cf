"""A page asks the same number of questions however many returns there are, and however long their records."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fyr.access.scope import whole_node
from fyr.returns.actions import follow_up
from fyr.returns.example.way import Way
from fyr.returns.tests.conftest import open_case
from tests.routes import sign_in

pytestmark = pytest.mark.django_db
ASIDE = ("vault_holderkey", "set_config", "current_setting")
WHO = ("elsa", "alma", "radu")
# Of whoever refers it is asked, too, which cases she sees.
LIST = {"elsa": 10, "alma": 11, "radu": 10}
PAGE = {"elsa": 23, "alma": 24, "radu": 23}


def asked(client, address):
    """How many; less what a unit's key costs, which a node remembers, and what tells PostgreSQL who asks."""
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return sum(not any(part in one["sql"] for part in ASIDE) for one in seen)


def home(cast, programme):
    """One who has arrived, with a row of each kind, and something to do for everybody."""
    with whole_node():
        way = Way.begun(cast, open_case(cast), programme).ready_to_go().left().arrived(cast["radu"])
        way.item(1_000)
        return way.surveyed(cast["tove"], "baseline")


def more_told(way, cast):
    """The same record, several times as long."""
    with whole_node():
        for round_ in ("midterm", "final", "extra", "extra"):
            way.surveyed(cast["tove"], round_)
        way.shown("hemhamn", "partner", ("person", "plan")).shown().agreed("home_authorities", yes=False)
        for _time in range(4):
            way.assessed(way.elsa, "risk", "needs").item(1_000)
            way.item(1_000, by=way.elsa)
            follow_up.plan_contact(by=way.radu, ret=way.seen(way.radu), planned_on=way.today)


def counts(client, cast, address):
    told = {}
    for who in WHO:
        sign_in(client, cast[who])
        told[who] = asked(client, address)
    return told


def test_the_list_and_my_day_ask_the_same_of_one_return_and_of_four(client, cast, programme):
    address = reverse("returns:home")
    first = home(cast, programme)
    day = counts(client, cast, "/")
    assert counts(client, cast, address) == LIST
    more_told(first, cast)
    for _one in range(3):
        home(cast, programme)
    assert client.get(address).content.decode().count("/returns/record/") == 4
    assert counts(client, cast, address) == LIST
    assert counts(client, cast, "/") == day


def test_the_page_and_that_of_the_case_ask_the_same_of_a_short_record_and_of_a_long_one(client, cast, programme):
    way = home(cast, programme)
    address, case = reverse("returns:return", args=[way.pk]), reverse("cases:case", args=[way.case_id])
    sign_in(client, cast["alma"])
    before = asked(client, case)
    assert counts(client, cast, address) == PAGE
    more_told(way, cast)
    assert counts(client, cast, address) == PAGE
    sign_in(client, cast["alma"])
    assert asked(client, case) == before
