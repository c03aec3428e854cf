"""A passkey from its first day to its last, in a real browser with the authenticator that Chromium plays itself."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from fyr.access import adapters
from fyr.office.tests.people import PASSWORD, engage, labels
from tests.browser import open_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def rows():
    """What of her factors lies in the database, as it lies there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        return " ".join(str(row[0]) for row in cursor.fetchall())


def test_a_newcomer_adds_a_passkey_signs_in_with_it_alone_and_makes_an_export_with_it(
    chromium, live_server, cast, monkeypatch
):
    member = engage("regional_coordinator", unit="region-syd", factor=False)
    page = open_page(chromium, live_server, language="en")
    page.set_default_timeout(8000)
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    press = lambda text: page.locator("main").get_by_role("button", name=text, exact=True).click()

    page.goto("/sign-in/")
    page.get_by_label("Email").fill(member.email)
    page.get_by_label("Password").fill(PASSWORD)
    press("Sign in")
    page.wait_for_url("**/account/factor/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("Kanarie-telefon")
    press("Add a passkey")
    page.wait_for_url("**/account/factor/codes/")
    held = Authenticator.objects.get(user=member, type="webauthn")
    assert held.wrap().name == "Kanarie-telefon"
    assert "Kanarie" not in rows()
    assert held.data["credential"]["id"] not in rows()

    page.context.clear_cookies(name="fyr_session")
    page.goto("/cases/export/")
    press("Sign in with a passkey")
    page.wait_for_url("**/cases/export/")

    page.locator("input[name=reason]").first.check()
    page.get_by_label("Passphrase for the file").fill("sexton tecken eller fler")
    page.get_by_label("The passphrase again").fill("sexton tecken eller fler")
    monkeypatch.setattr(adapters, "REAUTHENTICATION_TIMEOUT", 0)
    press("Make the file")
    page.wait_for_url("**/sign-in/passkey/again/**")
    with page.expect_download() as download:
        press("Use the passkey")
    assert download.value.suggested_filename.endswith(".json.age")

    page.goto("/account/passkeys/")
    assert page.get_by_text("It can be removed once you have another one").is_visible()
    page.context.clear_cookies(name="fyr_session")
    page.goto("/sign-in/")
    page.get_by_label("Email").fill(member.email)
    page.get_by_label("Password").fill(PASSWORD)
    press("Sign in")
    page.wait_for_url("**/sign-in/factor/")
    press("Use the passkey")
    page.wait_for_url("**/")
    assert {"passkey.added", "proof.shown", "case.exported"} <= set(labels()) or labels()
    assert page.complaints == []
    page.context.close()
