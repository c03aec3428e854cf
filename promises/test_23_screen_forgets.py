"""Promise 23: the screen forgets, and files are harmless."""

import os
import tempfile
import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fyr.cases.models import Document
from fyr.web import uploads
from fyr.web.harmless.examine import examine
from fyr.web.harmless.kinds import Harmful, look
from tests import hostile
from tests.browser import card, open_page
from tests.canary import found_in
from tests.routes import all_routes, build, sign_in

pytestmark = [pytest.mark.promise(23), pytest.mark.django_db]

EXIT = "https://www.smhi.se"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self' data:",
    "form-action": f"'self' {EXIT}",
    "manifest-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
# What is handed out as a file is no page, and its own policy lets it do nothing at all.
FILES = {"cases:document_file": {"sandbox": "", "default-src": "'none'", "frame-ancestors": "'none'"}}
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # To no other site; with "no-referrer" browsers would send forms without an origin, which looks like an attack.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}


def policy(answer):
    said = (one.strip().partition(" ") for one in answer.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _blank, value in said}


def test_every_route_answers_with_exactly_these_headers(client, cast):
    world = build(cast)
    wrong = []
    for name in (None, "alma", "jonna"):
        if name:
            sign_in(client, cast[name])
        for route in all_routes():
            for method in sorted(route.rule.methods & {"GET", "POST"}) if not name else ["GET"]:
                answer = getattr(client, method.lower())(route.url(world.values))
                file = answer.headers.get("Content-Disposition") and route.name in FILES
                expected = FILES[route.name] if file else POLICY
                wrong += [f"{route.name}: {one}" for one, told in HEADERS.items() if answer.headers.get(one) != told]
                wrong += [f"{route.name}: {policy(answer)}"] if policy(answer) != expected else []
    assert wrong == []


def test_what_is_not_there_and_what_is_refused_carry_them_too(client, cast):
    for answer in (client.get("/nowhere/"), client.get(f"/cases/{uuid.uuid4()}/"), client.put("/")):
        assert {one: answer.headers.get(one) for one in HEADERS} == HEADERS
        assert policy(answer) == POLICY


def test_signing_out_and_the_quick_exit_make_the_browser_forget(client, cast):
    for address in (reverse("account_logout"), reverse("web:exit")):
        sign_in(client, cast["alma"])
        answer = client.post(address)
        assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert client.get("/").status_code == 302


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_a_file_that_could_do_harm_is_refused(name):
    with pytest.raises(Harmful):
        look(hostile.REFUSED[name][0]())


@pytest.mark.parametrize("name", hostile.DISARMED)
def test_what_a_file_told_or_could_do_is_gone(name):
    assert hostile.said(look(hostile.DISARMED[name][0]()).content) == set()


@pytest.fixture
def new(client, cast):
    """Sends a file as a new document of Alma's case."""
    world = build(cast)
    sign_in(client, cast["alma"])

    def send(content, name="a.pdf"):
        told = {"key": str(uuid.uuid4()), "title": "Brev", "kind": "other", "names_her": "yes", "note": "Ur kuvertet"}
        address = reverse("cases:new_document", args=[world.case.pk])
        return client.post(address, told | {"file": SimpleUploadedFile(name, content, "application/pdf")})

    return send


def test_through_the_form_a_file_is_what_its_content_says_whatever_it_is_called(new):
    assert new(b"<html><script>alert(1)</script>", "bild.jpg").status_code == 422
    assert new(b"", "tom.pdf").status_code == 422
    assert new(hostile.picture(), "brev.pdf").status_code == 302
    assert Document.objects.first().file_name.endswith(".jpg")


def test_one_byte_too_many_is_told_and_nothing_else_that_was_written_is_lost(new, settings):
    answer = new(b"a" * (settings.UPLOAD_LARGEST + 1))
    assert answer.status_code == 422
    assert "10 MB" in answer.content.decode()
    assert "Ur kuvertet" in answer.content.decode()
    answer = new(b"a" * (settings.UPLOAD_READ_AT_MOST + 1))
    assert answer.status_code == 413
    assert "10 MB" in answer.content.decode()


def test_an_uploaded_file_lies_nowhere_in_clear_while_it_comes_and_after(new, monkeypatch):
    """Large enough for Django to write it to the folder for temporary files, had it been left to."""
    temporary, during = Path(tempfile.gettempdir()), []

    def watched(content, largest):
        during.append([one.name for one in temporary.glob("*.upload*")])
        return examine(content, largest)

    monkeypatch.setattr(uploads, "examine", watched)
    content = (f"{hostile.CANARY} " * 200_000).encode()
    assert new(content, f"{hostile.CANARY}.txt").status_code == 302
    assert during == [[]]
    assert found_in(Path(os.environ["FYR_HOME"]), [hostile.CANARY]) == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_after_leaving_the_back_button_shows_nothing_and_no_other_site_was_asked(chromium, live_server, cast):
    world = build(cast)
    page = open_page(chromium, live_server)
    asked = _watched(page)
    card(page, cast["alma"].name)
    page.goto(f"/cases/{world.case.pk}/")
    assert "Kanarie-Zq7 alias" in page.content()
    page.goto(reverse("account_logout"))
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/sign-in/**")
    for _step in range(3):
        page.go_back()
        assert "Kanarie" not in page.content()
    assert "/sign-in/" in page.url
    assert {one for one in asked if not one.startswith(live_server.url)} == set()
    page.context.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_quick_exit_works_without_javascript_and_leaves_a_neutral_history(chromium, live_server, cast):
    world = build(cast)
    page = open_page(chromium, live_server, script=False)
    asked = _watched(page)
    card(page, cast["alma"].name)
    titles = [page.title()]
    page.goto(f"/cases/{world.case.pk}/")
    titles.append(page.title())
    # Where that page cannot be reached, the browser says so on a page of its own.
    with page.expect_request(f"{EXIT}/**"):
        page.locator("form[data-exit] button").first.click()
    page.wait_for_url(lambda address: not address.startswith(live_server.url))
    page.go_back()
    assert "Kanarie" not in page.content()
    titles.append(page.title())
    assert not any("Kanarie" in title or world.case.ref in title for title in titles)
    assert {one for one in asked if not one.startswith((live_server.url, EXIT))} == set()
    page.context.close()


def _watched(page) -> list[str]:
    """Every address that the page asks; the everyday page of the exit is played by an empty one."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(f"{EXIT}/**", lambda route: route.fulfill(body="<title>Väder</title>", content_type="text/html"))
    return asked
