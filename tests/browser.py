"""A real browser on a real server, for journeys."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The same engine; the shell has no windows of its own to draw, and opens a profile in a quarter of the time.
BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")


@pytest.fixture(scope="session")
def chromium():
    path = next((p for p in BROWSERS if Path(p).exists()), None)
    if path is None:
        pytest.fail("Chromium is missing. On Debian: apt-get install chromium-headless-shell")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS + root)
        yield browser
        browser.close()


def open_page(chromium, server, *, language="sv", width=1280, script=True) -> Page:
    """A page of a new, empty browser profile; whatever the console says in anger fails the test."""
    context = chromium.new_context(
        base_url=server.url, viewport={"width": width, "height": 900}, java_script_enabled=script
    )
    context.add_cookies([{"name": "fyr_language", "value": language, "url": server.url}])
    page = context.new_page()
    # Not a measure of speed: on two busy cores, with fifty writers in the other suite, a page may take its time.
    page.set_default_timeout(90_000)
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.complaints = []  # type: ignore[attr-defined]
    return page


def card(page: Page, name: str) -> None:
    """Sign in as one of the cast."""
    page.context.clear_cookies(name="fyr_session")
    page.goto("/sign-in/")
    page.get_by_role("button", name=name).click()
    page.wait_for_url("**/")
