"""A page whose connection or session is lost stands by its text, and leaves nothing in the browser."""

import pytest
from playwright.sync_api import expect

from fyr.cases.models import Entry
from fyr.work.models import Draft
from tests.browser import card, open_page
from tests.routes import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORED = (
    "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, document.cookie]"
)


def test_a_lost_connection_and_a_lost_session_lose_no_text_and_send_it_once(chromium, live_server, cast):
    world = build(cast)
    before, drafts = Entry.objects.count(), Draft.objects.count()
    page = open_page(chromium, live_server, language="en")
    card(page, "Alma Lindqvist")
    page.goto(f"/cases/{world.case.pk}/notes/new/")
    page.get_by_label("Note").fill("written on a train")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Your text is still here")
    expect(page.get_by_label("Note")).to_have_value("written on a train")
    page.context.clear_cookies(name="fyr_session")
    page.context.set_offline(False)
    expect(page.get_by_role("alert")).to_contain_text("session has ended")
    with page.context.expect_page() as opened:
        page.get_by_role("alert").get_by_role("link").click()
    opened.value.get_by_role("button", name="Alma Lindqvist").click()
    opened.value.wait_for_url("**/")
    assert page.evaluate(STORED) == [0, 0, 0, ""] or page.evaluate(STORED)[3].startswith("fyr_language=")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_url(f"**/cases/{world.case.pk}/**")
    expect(page.get_by_text("written on a train")).to_have_count(1)
    assert (Entry.objects.count(), Draft.objects.count()) == (before + 1, drafts)
    assert page.evaluate(STORED)[:3] == [0, 0, 0]
    page.context.close()
