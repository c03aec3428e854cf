"""The story: one journey through the whole chain, in a real browser."""

import datetime
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone, translation

from fyr.cases.example import cast as example
from fyr.cases.models import Case
from fyr.journal.verify import verify
from tests.browser import card, open_page
from tests.canary import found_in

# Typed into the forms of the journey.
WRITTEN = (
    "Ripan",
    "070-174 06 33",
    "En man väntar utanför",
    "Jourhemmet",
    "Muntligt, med tolk",
    "Kommer med en väska",
    "Garaget på Svavelvägen",
    "Socialnämnden i Fjärran",
    "Hon pratade fritt",
    "Beslut om betänketid",
    "Passets framsida",
    "Hon vill byta nummer",
    "Nämnden tar över",
    "Hon ångrade sig",
    "Tranströmska",
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def said(language, text):
    """The text as the page says it, in its language."""
    with translation.override(language):
        return translation.gettext(text)


@pytest.mark.parametrize(
    ("language", "width", "script"), [("sv", 1280, True), ("en", 390, True), ("sv", 390, False), ("en", 1280, False)]
)
def test_one_case_is_walked_from_suspicion_to_closure(chromium, live_server, language, width, script):
    from fyr.access.scope import whole_node

    with whole_node():
        example.engage()
    page = open_page(chromium, live_server, language=language, width=width, script=script)
    t = lambda text: said(language, text)

    def button(text):
        return page.locator("main").get_by_role("button", name=t(text), exact=True)

    def press(text):
        # The draft is kept before the form is sent, so the click is over before the page goes.
        with page.expect_navigation():
            button(text).click()

    def follow(text):
        page.locator("main").get_by_role("link", name=t(text)).first.click()

    card(page, "Alma Lindqvist")
    page.goto("/cases/")
    follow("New event: several persons")
    page.locator("input[name=kind][value=raid]").check()
    page.locator("#id_place").fill("Garaget på Svavelvägen")
    for number, (alias, age) in enumerate((("Lärkan", "adult"), ("Trasten", "adult"), ("Göken", "child")), 1):
        page.locator(f"#id_alias_{number}").fill(alias)
        page.locator(f"#id_age_{number}").select_option(age)
    press("Open the cases")
    assert "Svavelvägen" in page.locator("main").inner_text()
    child = page.locator("main li", has_text="Göken").locator("a").get_attribute("href")
    page.goto(child)
    assert t("Report concern for the child") in page.locator(".fyr-next-step").inner_text()
    page.goto(f"{child}children/concern/new/")
    page.locator("#id_board").fill("Socialnämnden i Fjärran")
    press("Save")
    page.goto(f"{child}deadlines/")
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    assert tomorrow in page.locator("#running").inner_text(), "the child is to be assessed the same or the next day"

    page.goto("/cases/")
    follow("New case")
    page.get_by_label(t("She is in immediate danger")).check()
    page.get_by_label(t("Trafficking in human beings")).check()
    press("Save")
    assert page.locator(".ds-error-summary").is_visible(), "an empty alias is said, and nothing is lost"
    assert page.get_by_label(t("She is in immediate danger")).is_checked()
    page.get_by_label(t("Alias"), exact=True).fill("Ripan")
    page.get_by_label(t("Family name")).fill("Tranströmska")
    page.get_by_label(t("Safe phone number")).fill("070-174 06 33")
    page.get_by_label(t("How may we contact her?")).fill("Endast sms")
    page.get_by_label(t("What must never be done?")).fill("Ring aldrig")
    press("Save")
    assert "Ripan" in page.locator("h1").inner_text()
    assert "Ring aldrig" in page.locator(".fyr-safe-contact").inner_text()

    follow("Assess risk")
    page.get_by_label(t("High"), exact=True).check()
    page.get_by_label(t("Threats: from whom, and of what?")).fill("En man väntar utanför")
    press("Save")

    follow("Add a need")
    page.get_by_label(t("Kind of need")).select_option("accommodation")
    press("Save")
    follow("Offer a service")
    page.locator("#id_provider").fill("Jourhemmet")
    press("Save")
    follow("Note her answer")
    page.get_by_label(t("She accepted"), exact=True).check()
    press("Save")

    follow("Refer to another unit")
    page.get_by_label(t("To which unit?")).select_option(label="Trygg hamn stödboende")
    page.get_by_label(t("What does she need?")).select_option("accommodation")
    page.get_by_label(t("Now"), exact=True).check()
    page.locator("#id_basis_0").check()
    page.locator("#id_reason").fill("Muntligt, med tolk")
    page.locator("#id_message").fill("Kommer med en väska")
    press("Send the referral")
    case = page.url.split("#")[0]

    card(page, "Daniel Ek")
    page.goto(case)
    assert "Ripan" not in page.content(), "before acceptance the case is not there"
    page.goto("/cases/referrals/")
    page.locator("main h2 a").first.click()
    assert "Ripan" not in page.content()
    press("Accept")
    assert "Ripan" in page.locator("h1").inner_text()
    assert "Kommer med en väska" in page.content()

    card(page, "Alma Lindqvist")
    page.goto(f"{case}indicators/adult_labour/")
    page.locator("input[name=one_coercion_at_destination_1][value=seen]").check()
    page.locator("input[name=one_coercion_at_destination_2][value=seen]").check()
    page.locator("#id_note").fill("Hon pratade fritt")
    press("Save")
    page.goto(f"{case}indicators/")
    assert "Hon pratade fritt" in page.locator("main").inner_text()

    page.goto(f"{case}notes/new/")
    page.locator("#id_text").fill("Hon vill byta nummer")
    page.get_by_label("Björn Sandell").check()
    press("Save")
    card(page, "Björn Sandell")
    page.locator(f"main a[href^='{urlsplit(case).path}notes/for-me/']").click()
    assert "Hon vill byta nummer" in page.locator("main").inner_text()
    press("I have read it")
    page.goto("/")
    assert page.locator("main a[href*='/notes/for-me/']").count() == 0

    card(page, "Alma Lindqvist")
    page.goto(f"{case}permits/new/")
    page.locator("input[name=kind][value=reflection]").check()
    page.locator("input[name=applicant][value=social_board]").check()
    press("Save")
    page.goto(f"{case}permits/")
    follow("Note the answer")
    page.locator("input[name=answer][value=granted]").check()
    today = timezone.localdate()
    page.locator("#id_valid_from").fill(today.isoformat())
    page.locator("#id_valid_until").fill((today + datetime.timedelta(days=29)).isoformat())
    press("Save")
    follow("Correct")
    page.locator("#id_valid_until").fill((today + datetime.timedelta(days=30)).isoformat())
    press("Save")
    page.goto(f"{case}deadlines/")
    assert (today + datetime.timedelta(days=30)).isoformat() in page.locator("main").inner_text()

    page.goto(f"{case}documents/new/")
    told = {"name": "pass.txt", "mimeType": "text/plain", "buffer": b"Passets framsida"}
    page.locator("#id_file").set_input_files(files=[told])
    page.get_by_label(t("What shall it be called here?")).fill("Beslut om betänketid")
    page.locator("#id_kind").select_option("decision")
    press("Save")
    assert "Beslut om betänketid" in page.locator("main").inner_text()

    page.goto(f"{case}consents/")
    follow("She withdraws it")
    page.locator("#id_how").fill("Hon ångrade sig")
    press("Withdraw")
    card(page, "Daniel Ek")
    assert page.goto(case).status == 404, "a consent that was withdrawn opens nothing any more"

    card(page, "Alma Lindqvist")
    page.goto(f"{case}handover/")
    page.locator("#id_to_unit").select_option(label="Socialtjänsten Exempelby")
    page.get_by_label(t("Within 24 hours"), exact=True).check()
    page.locator("input[name=basis][value=own_task]").check()
    page.locator("#id_reason").fill("Nämnden tar över")
    press("Ask them")
    card(page, "Carina Öberg")
    assert page.goto(case).status == 404, "until she accepts the case is not there"
    page.goto("/cases/referrals/")
    page.locator("main h2 a").first.click()
    press("Accept")
    assert "Ripan" in page.locator("h1").inner_text()
    page.goto(f"{case}papers/summary/")
    page.locator("#id_safe").check()
    with page.expect_download() as paper:
        button("Make it").click()
    assert Path(paper.value.path()).read_bytes().startswith(b"%PDF-")

    page.goto(case)
    follow("Close the case")
    page.get_by_label(t("Support is secured elsewhere")).check()
    page.locator("#id_note").fill("Nämnden leder ärendet vidare")
    page.get_by_label(t("I have read what is not finished")).check()
    press("Close the case")
    assert t("Closed") in page.locator("main").inner_text()
    page.goto(case.rstrip("/") + "/opened/")
    assert "Daniel Ek" in page.locator("main").inner_text()

    card(page, "Farida Nilsson")
    page.goto("/cases/support/")
    assert page.locator("h1").inner_text() == t("Where is help lacking?")
    assert [one for one in WRITTEN if one in page.content()] == [], "the country is shown numbers, and nobody's words"
    assert page.goto(case).status == 403

    with whole_node():
        closed = Case.objects.get(pk=case.rstrip("/").rsplit("/", 1)[-1])
        assert closed.outcome == "support_secured"
        assert closed.closed_at <= timezone.now()
        assert verify().fault is None
    assert found_in(Path(os.environ["FYR_HOME"]), WRITTEN) == [], "what she told lies nowhere in clear"
    assert [one for one in page.complaints if not {"403", "404", "422"} & {*one.split()}] == []
    page.context.close()
