"""Rights of a live session, and what counts as a fresh proof."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from fyr.access import actions
from fyr.access.models import Membership, Unit

pytestmark = pytest.mark.django_db


def test_a_role_given_now_counts_with_the_next_request(client, cast):
    client.post(f"/sign-in/card/{cast['hedda'].pk}/")
    assert client.get("/journal/").status_code == 403
    actions.join(by=cast["jonna"], member=cast["hedda"], unit=Unit.objects.get(code="granskning"), role="auditor")
    assert client.get("/journal/").status_code == 200


def test_a_role_that_ended_counts_no_longer_with_the_next_request(client, cast):
    client.post(f"/sign-in/card/{cast['ivar'].pk}/")
    assert client.get("/journal/").status_code == 200
    actions.leave(by=cast["jonna"], membership=Membership.objects.get(member=cast["ivar"]))
    assert client.get("/journal/").status_code == 403


def test_a_role_ends_by_itself_at_its_time(client, cast):
    client.post(f"/sign-in/card/{cast['ivar'].pk}/")
    soon = timezone.now() + datetime.timedelta(minutes=5)
    Membership.objects.filter(member=cast["ivar"]).update(until=soon)
    assert client.get("/journal/").status_code == 200
    with time_machine.travel(soon + datetime.timedelta(seconds=1)):
        assert client.get("/journal/").status_code == 403


def test_a_role_that_has_not_begun_gives_nothing(client, cast):
    client.post(f"/sign-in/card/{cast['ivar'].pk}/")
    Membership.objects.filter(member=cast["ivar"]).update(since=timezone.now() + datetime.timedelta(hours=1))
    assert client.get("/journal/").status_code == 403


def test_her_language_follows_her_until_the_browser_says_otherwise(client, cast):
    actions.choose_language(by=cast["alma"], language="en")
    client.post(f"/sign-in/card/{cast['alma'].pk}/")
    assert client.get("/account/").headers["Content-Language"] == "en"
    client.post("/language/", {"language": "sv"})
    assert client.get("/account/").headers["Content-Language"] == "sv"
