"""Promise 20: analysts can count but never open."""

import pytest

from fyr.access.roles import ROLES
from fyr.cases import facts
from fyr.cases.models import Fact
from tests.routes import SECRET, all_routes, build, sign_in

pytestmark = [pytest.mark.promise(20), pytest.mark.django_db]


def test_an_analyst_reaches_the_counts_and_no_address_of_a_case(client, cast):
    world = build(cast)
    links = [bytes([place]) * 16 for place in range(7)]
    Fact.objects.bulk_create(
        Fact(of_case=link, region="syd", kind="legal", state="open", age_band="adult", quarter="2020Q1")
        for link in links
    )
    facts.freeze_ended()
    sign_in(client, cast["hedda"])
    counts = client.get("/cases/support/")
    assert counts.status_code == 200
    text = counts.content.decode()
    assert SECRET not in text and world.case.ref not in text and str(world.case.pk) not in text
    for route in all_routes():
        if "case_id" in route.parameters:
            assert client.get(route.url(world.values)).status_code in (403, 405), route.name


def test_a_role_that_counts_holds_no_right_in_a_case():
    for role in ROLES.values():
        if "statistics.read" in role.permissions:
            assert {held.partition(".")[0] for held in role.permissions} <= {"statistics", "provider", "funding"}
