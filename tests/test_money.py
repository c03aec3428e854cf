"""The story of the money: from the government's decision to what it did, in a real browser, with everybody who has a part in it."""

import datetime

import pytest

from fyr.cases.example import cast as example
from fyr.funding import account
from fyr.funding.example.organisations import engage
from fyr.funding.models import Decision, Grant, Posting
from fyr.journal.verify import verify
from tests.browser import card, open_page
from tests.test_story import said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = datetime.date.today()
SOURCE = "Pressmeddelande, mars 2024"
# Written by those who apply and report: for who gives the money, and never for the public.
PRIVATE = ("Uppsökande på fyra orter", "Lön och tolk", "Lokalen i Fjärran", "Hon som leder")


class Walk:
    """A browser in one language, and how its people use it."""

    def __init__(self, page, language):
        self.page, self.language = page, language

    def t(self, text):
        return said(self.language, text)

    def is_(self, name):
        card(self.page, name)

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"#id_{name}").fill(str(value))

    def choose(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"input[name={name}][value={value}]").check()

    def tick(self, *names):
        for name in names:
            self.page.locator(f"#id_{name}").check()

    def press(self, text):
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=self.t(text)).first.click()

    def follow(self, text):
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=self.t(text)).first.click()

    def link(self, text):
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=text).first.click()

    def sees(self, text):
        return text in self.page.locator("main").inner_text().replace("\N{NO-BREAK SPACE}", " ")

    def act(self, text, button="Save", /, **fields):
        self.follow(text)
        self.fill(**fields)
        self.press(button)


@pytest.mark.parametrize(
    ("language", "width", "script"), [("sv", 1280, True), ("en", 390, True), ("sv", 390, False), ("en", 1280, False)]
)
def test_one_krona_is_followed_from_the_decision_to_what_it_did(chromium, live_server, language, width, script):
    from fyr.access.models import Member
    from fyr.access.scope import whole_node

    with whole_node():
        example.engage()
        engage(Member.objects.get(email="farida@fyr.example"))
    page = open_page(chromium, live_server, language=language, width=width, script=script)
    walk = Walk(page, language)
    decision = enter_the_decision(walk)
    call = publish_a_call(walk, decision)
    granted, refused = apply(walk, call)
    decide(walk, granted, refused)
    grant = agree_and_pay(walk, granted)
    report_and_repay(walk, grant)
    contribute_directly(walk)
    show_everybody(walk, decision)
    with whole_node():
        closed = Grant.objects.get(application_id=granted.rstrip("/").rsplit("/", 1)[-1])
        sums = account.of_decision(Decision.objects.get(pk=closed.decision_id))
        assert (closed.state, sums.used, sums.available) == ("closed", 280_000_00, 1_220_000_00)
        assert Posting.objects.filter(grant=closed, why="payment").count() == 2
        assert verify().fault is None
    assert [one for one in page.complaints if not {"403", "404", "422"} & {*one.split()}] == []
    page.context.close()


def enter_the_decision(walk):
    walk.is_("Farida Nilsson")
    walk.page.goto("/money/")
    walk.follow("Enter a decision")
    walk.fill(title="Förstärkning 2024", ministry="Arbetsmarknadsdepartementet", ref_area="13", source=SOURCE)
    walk.choose(kind="assignment", standing="stated")
    walk.page.locator("#id_recipient").select_option(label="Jämställdhetsmyndigheten (exempel)")
    walk.tick("by_age")
    walk.press("Save")
    decision = walk.page.url
    assert walk.sees(walk.t("Not known")), "a date that nobody has stated is not made up"
    walk.follow("Enter funds or an authorisation")
    walk.choose(kind="appropriation", standing="stated")
    walk.fill(year=TODAY.year, amount="1,500,000", source=SOURCE)
    walk.press("Save")
    assert walk.page.locator(".ds-error-summary").is_visible(), (
        "an amount that could be read in two ways is asked for again"
    )
    walk.fill(amount="1 500 000")
    walk.press("Save")
    assert walk.sees("1 500 000 kr")
    walk.follow("Add a task or activity")
    walk.fill(title="Medel till stöd", expected="Stödet är säkrat", source=SOURCE)
    walk.page.locator("#id_theme").select_option("distribution")
    walk.press("Save")
    walk.follow("Add a condition")
    walk.choose(kind="final")
    walk.fill(due_on=TODAY + datetime.timedelta(days=25))
    walk.press("Save")
    return decision


def publish_a_call(walk, decision):
    walk.page.goto(decision)
    walk.follow("Publish a call")
    walk.page.locator("#id_scheme").select_option("se.call")
    walk.fill(
        title="Stöd i hela landet", purpose="Stöd och skydd", criteria="Behov\nGenomförande", opens_on=TODAY,
        closes_on=TODAY + datetime.timedelta(days=9), year=TODAY.year, frame="800 000",
    )  # fmt: skip
    walk.press("Publish it")
    return walk.page.url


def apply(walk, call):
    walk.is_("Mikael Rask")
    walk.page.goto(call)
    walk.act("Begin the application", "Begin the application", title="Uppsökande stöd")
    first = walk.page.url
    walk.press("Send it in")
    assert walk.sees("Plan"), "what is missing is named"
    walk.follow("Go on writing")
    write_application(walk, "400 000")
    walk.press("Save")
    walk.press("Send it in")
    walk.is_("Petra Vik")
    walk.page.goto(call)
    walk.act("Begin the application", "Begin the application", title="Stärkt mottagning")
    second = walk.page.url
    walk.follow("Go on writing")
    write_application(walk, "900 000")
    walk.press("Save")
    walk.press("Send it in")
    assert walk.page.goto(first).status == 404, "what others apply for is theirs"
    return first, second


def write_application(walk, amount):
    walk.fill(
        plan=PRIVATE[0], expected="Fler får stöd", starts_on=TODAY, ends_on=TODAY + datetime.timedelta(days=300),
        amount=amount, costs=PRIVATE[1], signatory="Ordförande",
    )  # fmt: skip
    walk.tick("no_other_grants", "attested")


def decide(walk, granted, refused):
    walk.is_("Farida Nilsson")
    for address in (granted, refused):
        walk.page.goto(address)
        walk.act("Check whether it is complete")
    for officer in ("Farida Nilsson", "Lova Sund"):
        walk.is_(officer)
        for address in (granted, refused):
            walk.page.goto(address)
            walk.follow("Assess it")
            walk.page.locator("#id_score_1").select_option("3")
            walk.page.locator("#id_score_2").select_option("2")
            walk.choose(verdict="grant" if address == granted else "refuse")
            walk.fill(reasons="Behovet är belagt")
            walk.tick("unbiased")
            walk.press("Save")
    walk.is_("Farida Nilsson")
    walk.page.goto(refused)
    walk.follow("Propose it")
    walk.choose(answer="refuse")
    walk.fill(title="Stärkt mottagning", reasons="Ryms inte")
    walk.press("Propose it")
    walk.page.goto(granted)
    walk.follow("Propose it")
    walk.choose(answer="grant")
    walk.fill(title="Uppsökande stöd", reasons="Behovet är störst här", amount_1="400 000", day_1=TODAY)
    walk.press("Propose it")
    grant = walk.page.url
    assert walk.page.goto(f"{grant}decide/").status == 403, "who proposes does not decide"
    walk.is_("Gunnar Holm")
    for address in (refused, granted):
        walk.page.goto(address)
        walk.page.locator("main a[href*='/money/grants/']").first.click()
        walk.follow("Decide")
        walk.choose(approve="yes")
        walk.press("Decide")


def agree_and_pay(walk, granted):
    walk.is_("Farida Nilsson")
    walk.page.goto(granted)
    walk.page.locator("main a[href*='/money/grants/']").first.click()
    grant = walk.page.url
    walk.act(
        "Enter the agreement", "Save", on=TODAY, signed_by="Ordförande",
        final_on=TODAY + datetime.timedelta(days=20), repay_on=TODAY + datetime.timedelta(days=28),
    )  # fmt: skip
    walk.is_("Mikael Rask")
    walk.page.goto(grant)
    walk.act("Ask for payment", "Ask for it", statement="Första halvåret")
    walk.is_("Farida Nilsson")
    walk.page.goto(grant)
    walk.press("Propose payment")
    walk.is_("Gunnar Holm")
    walk.page.goto(grant)
    walk.press("Approve payment")
    walk.is_("Farida Nilsson")
    walk.page.goto(grant)
    walk.act("Enter the voucher", "Save", voucher="V-1", on=TODAY)
    assert walk.sees("V-1")
    return grant


def report_and_repay(walk, grant):
    walk.is_("Mikael Rask")
    walk.page.goto(grant)
    walk.press("Begin the final report")
    report = walk.page.url
    walk.page.goto(f"{report}use/")
    walk.fill(until=TODAY, what_1=PRIVATE[2], amount_1="280 000")
    walk.press("Save")
    walk.page.goto(f"{report}text/")
    walk.fill(text=PRIVATE[3])
    walk.press("Save")
    walk.press("Send it in")
    walk.is_("Farida Nilsson")
    walk.page.goto(report)
    walk.follow("Decide")
    walk.choose(approve="yes")
    walk.press("Decide")
    walk.page.goto(grant)
    assert walk.sees("120 000 kr"), "what was not used is owed back"
    walk.act("Enter that it was repaid", "Save", voucher="V-2", on=TODAY)
    walk.press("Close the grant")
    assert walk.sees(walk.t("Closed"))


def contribute_directly(walk):
    """To the Council of the Baltic Sea States, with what it does and what came of it."""
    walk.page.goto("/money/decisions/new/")
    walk.fill(title="Bidrag 2024 till Östersjöstaternas råd", ministry="Arbetsmarknadsdepartementet", source=SOURCE)
    walk.choose(kind="direct", standing="stated")
    walk.page.locator("#id_recipient").select_option(label="Östersjöstaternas råd (exempel)")
    walk.press("Save")
    decision = walk.page.url
    walk.follow("Enter funds or an authorisation")
    walk.choose(kind="appropriation", standing="stated")
    walk.fill(year=TODAY.year, amount="2 800 000", source=SOURCE)
    walk.press("Save")
    walk.follow("Add a task or activity")
    walk.fill(title="Unga och hbtq-personer", source=SOURCE)
    walk.page.locator("#id_theme").select_option("youth_lgbtq")
    walk.press("Save")
    walk.follow("Note a measure or result")
    walk.fill(title="Utbildade yrkesverksamma", unit="personer", target=200, value=187, source=SOURCE)
    walk.tick("persons")
    walk.press("Save")
    assert walk.sees("185") and not walk.sees("187"), "persons are counted in fives"
    walk.follow("Propose a grant")
    walk.page.locator("#id_recipient").select_option(label="Östersjöstaternas råd (exempel)")
    walk.page.locator("#id_scheme").select_option("se.direct")
    walk.fill(title="CBSS 2024", reasons="Regeringens beslut", source=SOURCE, amount_1="2 800 000", day_1=TODAY)
    walk.press("Propose it")
    grant = walk.page.url
    walk.is_("Gunnar Holm")
    walk.page.goto(grant)
    walk.follow("Decide")
    walk.choose(approve="yes")
    walk.press("Decide")
    walk.is_("Olle Frid")
    assert walk.page.goto(decision).status == 200
    assert walk.sees("2 800 000 kr")


def show_everybody(walk, decision):
    walk.is_("Farida Nilsson")
    walk.page.goto(decision)
    walk.press("Draft the report to the ministry")
    assert walk.sees("280 000 kr")
    walk.page.goto(decision)
    walk.follow("Put it on the public page")
    walk.press("Put it on the public page")
    walk.page.context.clear_cookies(name="fyr_session")
    walk.page.goto("/money/open/")
    assert walk.page.locator("h1").inner_text() == walk.t("Where the money goes")
    assert walk.sees("1 500 000 kr")
    walk.page.locator("main h2 a", has_text="Förstärkning 2024").click()
    assert walk.sees("Plattformen mot människohandel (exempel)")
    assert [one for one in PRIVATE if one in walk.page.content()] == [], (
        "what was applied and reported in words is not for all"
    )
