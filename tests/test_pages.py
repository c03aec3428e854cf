"""Every page that a member can open: accessible, in both languages, on a phone, in the dark, in forced colours, on paper."""

from urllib.parse import urlsplit

import pytest

from fyr.access.actions import ask_factor_reset
from fyr.office.tests.people import equip
from tests.axe import LOOKS, RULES, broken, newly_broken
from tests.browser import card, open_page
from tests.routes import all_routes, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The last two once more, after somebody has asked that her factor be reset.
PEOPLE = ("alma", "elsa", "björn", "daniel", "ivar", "jonna", "farida", "gunnar", "nina", "mikael", "hedda", "jonna")
# An A4 sheet between its margins.
PAPER = {"width": 658, "height": 930}
# The last three are files, which a browser saves and does not show.
ELSEWHERE = (
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "cases:document_file",
    "cases:import_report",
    "funding:attachment",
    "returns:report",
)
# What everybody may read, without signing in.
OPEN = ("funding:public", "funding:public_decision")
# What nobody can press on paper.
CONTROLS = ".fyr-header, .fyr-footer, .fyr-exit, .ds-button, button, .fyr-links a, .ds-details a, .fyr-plain a"
SHOWN = """chosen => [...document.querySelectorAll(chosen)].filter(one => one.checkVisibility()).map(one => one.innerText)"""
WIDEST = """[...document.querySelectorAll("main *")].reduce((one, other) =>
    other.getBoundingClientRect().right > one.getBoundingClientRect().right ? other : one).outerHTML.slice(0, 120)"""
FORM = "form.fyr-form[method=post]:has(:is(select, textarea, input:not([type=hidden])))"


def test_no_page_breaks_an_accessibility_rule_on_a_wide_screen_in_forced_colours_or_on_paper(
    chromium, live_server, cast
):
    page = open_page(chromium, live_server, language="sv", width=1280)
    page.goto("/sign-in/")
    wide: set[str] = set()
    faults = _faults(page, "account_login", wide, None)
    forced: set[str] = set()
    paper: set[str] = set()
    for name in _each_page(page, cast, build(cast), acts=False):
        faults += _faults(page, name, wide, None)
        page.emulate_media(forced_colors="active")
        faults += _faults(page, f"{name}, in forced colours", forced)
        page.emulate_media(forced_colors="none", media="print")
        page.set_viewport_size(PAPER)
        faults += _faults(page, f"{name}, on paper", paper)
        pressed = page.evaluate(SHOWN, CONTROLS)
        faults += [f"{name}: {pressed} on paper, where nobody can press it"] if pressed else []
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 1280, "height": 900})
    assert faults == []
    page.context.close()


def test_no_page_or_refused_form_breaks_an_accessibility_rule_or_scrolls_sideways_on_a_phone_or_in_the_dark(
    chromium, live_server, cast
):
    page = open_page(chromium, live_server, language="en", width=320)
    page.goto("/sign-in/")
    # Most pages were looked at as a whole on the wide screen: here what a narrow one shows otherwise, and acts as a whole.
    light: set[str] = set()
    faults, refused = _faults(page, "account_login", light, RULES), 0
    dark: set[str] = set()
    for name in _each_page(page, cast, build(cast)):
        known = len(light)
        faults += _faults(page, name, light, None if "(act)" in name else RULES)
        page.emulate_media(color_scheme="dark")
        faults += _faults(page, f"{name}, in the dark", dark)
        page.emulate_media(color_scheme="light")
        # A form of parts that were all refused before is refused like them.
        if len(light) > known and _sent_as_it_came(page):
            refused += 1
            faults += _faults(page, f"{name}, sent as it came", light, RULES)
    assert faults == []
    assert refused > 10
    page.context.close()


def _sent_as_it_came(page):
    """Whether the page's form was sent and refused."""
    form = page.locator(FORM).first
    # A form that asks for nothing would act, and take from those who come after what they were to look at.
    if form.count() == 0 or form.locator("[required]").count() == 0:
        return False
    with page.expect_navigation():
        form.evaluate("form => form.submit()")
    return page.locator(".ds-error-summary").count() > 0


def _each_page(page, cast, world, *, acts=True):
    """Go to each page once, as the first of the people who may open it, and give its name. None is left out.

    Acts are forms of one template and the same parts: without `acts`, one of each slice stands for them all.
    """
    shown = [route for route in all_routes() if "GET" in route.rule.methods and route.name not in ELSEWHERE]
    if not acts:
        first = {route.name.split(":")[0]: route for route in reversed(shown) if route.is_act}
        shown = [route for route in shown if not route.is_act or route in first.values()]
    for route in (route for route in shown if route.name in OPEN):
        assert page.goto(route.url(world.values)).status == 200
        yield f"{route.name} to everybody"
    pages = {route.name: route for route in shown if route.rule.audience != "public"}
    equip(cast["hedda"])
    for first in PEOPLE:
        if first == "hedda":
            ask_factor_reset(by=cast["karin"], member=cast["hedda"])
        card(page, cast[first].name)
        for name, route in list(pages.items()):
            address = route.url(world.values)
            if route.rule.permission and not cast[first].rights.anywhere(route.rule.permission):
                continue
            if page.goto(address).status == 200 and urlsplit(page.url).path == address:
                del pages[name]
                yield f"{name}{' (act)' if route.is_act else ''} as {first}"
    assert pages == {}


def _faults(page, name, seen, rules=LOOKS):
    """What is wrong with what no page before it has shown; where no rules are named, with the page as a whole."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    told = [f"{name}: {one}" for one in (newly_broken(page, seen, rules) if rules else broken(page, seen))]
    return told + ([f"{name}: {wide} px too wide: {page.evaluate(WIDEST)}"] if wide > 0 else [])
