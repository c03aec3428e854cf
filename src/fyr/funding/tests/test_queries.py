"""A page asks the same number of questions however much stands on it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fyr.access.scope import whole_node
from fyr.funding.actions.grants import Tranche
from fyr.funding.example import grants as told
from fyr.funding.models import Decision, Party
from tests.routes import build, sign_in

pytestmark = pytest.mark.django_db


def asked(client, address):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("page", "of_decision"),
    [("funding:home", False), ("funding:decision", True), ("funding:public", False), ("funding:public_decision", True)],
)
def test_more_grants_cost_no_more_questions(client, cast, page, of_decision):
    build(cast)
    decision = Decision.objects.get(grants__recipient__unit__code="iom-ekonomi")
    address = reverse(page, args=[decision.pk] if of_decision else [])
    sign_in(client, cast["farida"])
    client.get(address)
    before = asked(client, address)
    with whole_node():
        people = {member.email: member for member in cast.values()}
        for number in range(4):
            tranches = [Tranche(1000, datetime.date(2024, 6, 1))]
            grant = told.granted(people, decision, Party.objects.get(protected=True), tranches, title=f"Mer {number}")
            told.pay(people, grant, 1, f"V-mer-{number}", datetime.date(2024, 6, 3))
    assert asked(client, address) == before
