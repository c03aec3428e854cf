"""Promise 4: everyone sees only her fields, in every channel."""

import pytest

from fyr.access.models import Unit
from fyr.cases.access import case_for
from fyr.cases.actions import referrals
from fyr.cases.models import Referral
from tests.routes import SECRET, all_routes, build, may_come, sign_in

pytestmark = [pytest.mark.promise(4), pytest.mark.django_db]

IDENTITY = (f"{SECRET} first", f"{SECRET} second")
STORY = (f"{SECRET} story",)


def everything(client, world, member):
    """All that this member's pages hold, over every route that answers her (promise 2: a refusal says nothing)."""
    pages = []
    for route in all_routes():
        if "GET" in route.rule.methods and route.name not in ("account_logout",) and may_come(member, route):
            pages.append(client.get(route.url(world.values)).content.decode(errors="replace"))
    for query in (f"{SECRET} first", f"{SECRET} alias"):
        # The form shows what she searched for, which she knew already.
        pages.append(client.post("/cases/search/", {"q": query}).content.decode().replace(f'value="{query}"', ""))
    return "\n".join(pages)


def test_identity_is_shown_to_who_may_read_it(client, cast):
    world = build(cast)
    sign_in(client, cast["alma"])
    shown = everything(client, world, cast["alma"])
    assert all(secret in shown for secret in (*IDENTITY, *STORY))


def test_a_return_officer_sees_identity_but_not_what_was_told(client, cast):
    world = build(cast)
    sign_in(client, cast["elsa"])
    shown = everything(client, world, cast["elsa"])
    assert all(secret in shown for secret in IDENTITY)
    assert not any(secret in shown for secret in STORY)


def test_a_support_worker_sees_safe_contact_and_neither_identity_nor_story(client, cast):
    world = build(cast)
    referrals.accept_referral(
        by=cast["daniel"], referral=Referral.objects.get(to_unit=Unit.objects.get(code="trygg-hamn"))
    )
    assert case_for(cast["daniel"], world.case.pk)
    sign_in(client, cast["daniel"])
    shown = everything(client, world, cast["daniel"])
    assert f"{SECRET} avoid" in shown
    assert not any(secret in shown for secret in (*IDENTITY, *STORY))


def test_whoever_is_not_concerned_sees_nothing_of_the_case(client, cast):
    """For the receiver of a referral this holds until she accepts."""
    world = build(cast)
    for name in ("carina", "farida", "gunnar", "hedda", "ivar", "jonna", "daniel"):
        sign_in(client, cast[name])
        shown = everything(client, world, cast[name])
        assert SECRET not in shown, name
        assert world.case.ref not in shown, name
