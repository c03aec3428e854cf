"""Promise 2: a stranger cannot learn that a case exists."""

import re

import pytest
from django.utils import timezone

from fyr.access.roles import READ_ALL
from fyr.returns.models import Agreement
from tests.routes import all_routes, build, may_come, sign_in

pytestmark = [pytest.mark.promise(2), pytest.mark.django_db]

OBJECTS = {"case_id", "referral_id", "return_id"}
# A call is for everybody who could apply, and what is published for everybody.
OPEN_TO_MANY = {"call_id", "public_id"}
# Slices whose objects have two sides or more: a member who works with some of them is a stranger to the others.
SIDES = {"funding": "olle", "returns": "radu"}
STRANGERS = ("carina", "farida", "gunnar", "hedda", "ivar", "jonna")
# What differs between any two answers, whatever they are about.
TOKEN = re.compile(rb'(name="(csrfmiddlewaretoken|next|key)" value=")[^"]*')


def same(answer):
    headers = {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}
    return (
        answer.status_code,
        TOKEN.sub(rb"\1", answer.content),
        {k: v for k, v in headers.items() if k != "Content-Length"},
    )


def test_not_yours_and_not_there_look_the_same(client, cast):
    world = build(cast)
    routes = [route for route in all_routes() if OBJECTS & set(route.parameters)]
    assert len(routes) > 40
    for name in STRANGERS:
        sign_in(client, cast[name])
        refusals = {}
        for route in routes:
            for method in sorted(route.rule.methods & {"GET", "POST"}):
                ask = getattr(client, method.lower())
                there = ask(route.url(world.values))
                if not may_come(cast[name], route):
                    # Refused before anything is looked up: everywhere in the same words.
                    assert there.status_code == 403, f"{route.name} as {name}"
                    assert same(there) == refusals.setdefault(method, same(there)), f"{route.name} as {name}"
                    continue
                nowhere = ask(route.url(world.elsewhere()))
                assert same(there) == same(nowhere), f"{route.name} as {name}"
                assert there.status_code in (403, 404), f"{route.name} as {name}"


@pytest.mark.parametrize("slice_name", SIDES)
def test_whoever_works_with_others_of_its_kind_cannot_tell_a_strangers_object_from_none(client, cast, slice_name):
    world, member = build(cast), cast[SIDES[slice_name]]
    if slice_name == "returns":
        Agreement.objects.update(withdrawn_at=timezone.now(), withdrawn_by=cast["elsa"])
    routes = [
        route
        for route in all_routes()
        if route.name.startswith(f"{slice_name}:")
        and any(name.endswith("_id") and name not in OPEN_TO_MANY for name in route.parameters)
        and route.rule.audience != "public"
    ]
    assert len(routes) > 30
    sign_in(client, member)
    for route in (route for route in routes if may_come(member, route)):
        for method in sorted(route.rule.methods & {"GET", "POST"}):
            ask = getattr(client, method.lower())
            there, nowhere = ask(route.url(world.values)), ask(route.url(world.elsewhere()))
            assert same(there) == same(nowhere), route.name
            assert there.status_code == 404, route.name


def test_her_own_case_answers(client, cast):
    world = build(cast)
    sign_in(client, cast["alma"])
    assert client.get(f"/cases/{world.case.pk}/").status_code == 200


def test_an_insider_without_the_right_is_told_so(client, cast):
    world = build(cast)
    sign_in(client, cast["bjorn"] if "bjorn" in cast else cast["björn"])
    assert client.get(f"/cases/{world.case.pk}/").status_code == 200
    for route in all_routes():
        if route.rule.permission and "case_id" in route.parameters and route.rule.permission not in READ_ALL:
            assert client.get(route.url(world.values)).status_code == 403, route.name


def test_search_and_list_hold_nothing_of_a_strangers_case(client, cast):
    world = build(cast)
    sign_in(client, cast["carina"])
    for query in (world.case.ref, "Kanarie-Zq7 alias", "Kanarie-Zq7 first", "+46701740699"):
        answer = client.post("/cases/search/", {"q": query})
        assert answer.status_code == 200
        assert str(world.case.pk) not in answer.content.decode()
    assert str(world.case.pk) not in client.get("/cases/?state=all").content.decode()
    assert world.case.opened_at <= timezone.now()
