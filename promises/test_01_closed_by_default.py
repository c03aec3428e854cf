"""Promise 1: closed by default. No route without a declared rule."""

import pytest
from django.urls import path

from tests.routes import all_routes

pytestmark = [pytest.mark.promise(1), pytest.mark.django_db]

PUBLIC = {
    "web:exit", "web:healthz", "set_language", "office:card", "office:welcome", "account_login", "account_signup", "mfa_authenticate",
    "account_reset_password", "account_reset_password_done", "mfa_login_webauthn", "funding:public", "funding:public_decision",
    "funding:public_download",
}  # fmt: skip


def test_every_route_declares_its_rule():
    assert [route.name for route in all_routes() if route.rule is None] == []


def test_only_the_short_public_list_is_open_to_anyone():
    assert {route.name for route in all_routes() if route.rule.audience == "public"} == PUBLIC


def test_a_view_without_a_rule_is_closed_to_everybody(client, cast, settings):
    from django.http import HttpResponse

    from tests.routes import sign_in

    sign_in(client, cast["alma"])
    settings.ROOT_URLCONF = type(
        "urls",
        (),
        {
            "urlpatterns": [
                path("open/", lambda request: HttpResponse("open")),
                *__import__("fyr.urls", fromlist=["urlpatterns"]).urlpatterns,
            ],
            "handler403": "fyr.web.errors.forbidden",
        },
    )
    answer = client.get("/open/")
    assert answer.status_code == 403
    assert b"open" not in answer.content[:4]


def test_a_method_that_was_not_declared_is_refused(client, cast):
    from tests.routes import sign_in

    sign_in(client, cast["alma"])
    assert client.post("/cases/").status_code == 405
    assert client.delete("/cases/").status_code == 405


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, cast):
    from tests.routes import build

    world = build(cast)
    for route in all_routes():
        if route.rule.audience != "public":
            answer = client.get(route.url(world.values))
            assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in/"), route.name
