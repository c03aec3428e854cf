"""Every page that a member can open: accessible, in both languages, on a phone, in the dark and in forced colours."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import card, open_page
from tests.routes import all_routes, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PEOPLE = {"alma": "Alma Lindqvist", "daniel": "Daniel Ek", "ivar": "Ivar Dahl", "jonna": "Jonna Berg"}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SETTINGS = [("sv", 1280, {}), ("en", 320, {}), ("sv", 320, {"dark": True}), ("en", 1280, {"forced": True})]


@pytest.mark.parametrize(("language", "width", "look"), SETTINGS)
def test_no_page_breaks_an_accessibility_rule_or_scrolls_sideways(chromium, live_server, cast, language, width, look):
    world = build(cast)
    page = open_page(chromium, live_server, language=language, width=width, **look)
    page.goto("/sign-in/")
    faults = _faults(page, "account_login")
    seen = set()
    for first, name in PEOPLE.items():
        card(page, name)
        for route in all_routes():
            if route.name in seen:
                continue
            if (
                "GET" not in route.rule.methods
                or route.rule.audience == "public"
                or route.name in ("account_logout", "account_reauthenticate", "mfa_reauthenticate")
            ):
                continue
            if route.rule.permission and not cast[first].rights.anywhere(route.rule.permission):
                continue
            # Each page once, as the first of them who may open it.
            seen.add(route.name)
            page.goto(route.url(world.values))
            faults += _faults(page, f"{route.name} as {first}")
    assert faults == []
    page.context.close()


def _faults(page, name):
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = Axe().run(page, options=RULES).response["violations"]
    told = [f"{name}: {one['id']} at {one['nodes'][0]['html'][:120]}" for one in found]
    return told + ([f"{name}: {wide} px too wide"] if wide > 0 else [])
