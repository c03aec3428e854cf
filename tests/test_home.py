"""The story of one person going home, in a real browser: told first, asked, referred, agreed, travelled, helped, followed."""

import datetime
import json

import pytest

from fyr.cases.example import cast as example
from fyr.funding.example import story as money
from fyr.funding.models import Grant, Spend
from fyr.journal.verify import verify
from fyr.returns.actions.programmes import keep_programme
from fyr.returns.actions.travel import clear
from fyr.returns.conditions import all_conditions
from fyr.returns.example import statistics
from fyr.returns.example.story import RULES
from fyr.returns.example.way import Way
from fyr.returns.models import Return
from fyr.returns.survey.instrument import instrument
from fyr.returns.tests.conftest import open_case
from tests.browser import open_page
from tests.test_money import Walk
from tests.test_story import said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = datetime.date.today()
ALMA, ELSA, RADU, TOVE, FARIDA = "Alma Lindqvist", "Elsa Grönroos", "Radu Munteanu", "Tove Hamrin", "Farida Nilsson"
TOPICS = ("programme", "alternatives", "risks_staying", "risks_return", "position", "rights", "withdraw", "data")


@pytest.mark.parametrize(
    ("language", "width", "script"), [("sv", 1280, True), ("en", 390, True), ("sv", 390, False), ("en", 1280, False)]
)
def test_one_person_goes_home_and_nobody_can_read_it_from_the_result(chromium, live_server, language, width, script):
    from fyr.access.scope import whole_node

    with whole_node():
        cast = prepare()
        case = open_case(cast, alias="Elena")
        programme = cast.pop("programme")
    page = open_page(chromium, live_server, language=language, width=width, script=script)
    walk = Walk(page, language)
    page_of_hers = tell_and_ask(walk, case.pk)
    refer_and_decide(walk, page_of_hers, Way, cast, case)
    prepare_and_travel(walk, page_of_hers)
    help_and_pay(walk, page_of_hers)
    ask_how_it_goes(walk, page_of_hers)
    show_the_result(walk, programme)
    turn_round_at_the_gate(walk, cast, programme)
    refuse_a_child(walk, cast, programme)
    with whole_node():
        hers = Return.objects.get(pk=page_of_hers.rstrip("/").rsplit("/", 1)[-1])
        assert (hers.state, hers.outcome, hers.surveys.count()) == ("closed", "completed", 3)
        assert Spend.objects.filter(grant=programme.grant).count() == 1
        assert verify().fault is None
    assert [one for one in page.complaints if not {"403", "404", "422"} & {*one.split()}] == []
    page.context.close()


def prepare():
    """The cast, the two real decisions with the grant that pays, and the programme with what it has shown before."""
    members = example.engage()
    money.tell(members)
    named = {email.partition("@")[0].replace("bjorn", "björn"): member for email, member in members.items()}
    grant = Grant.objects.get(recipient__unit__code="iom-ekonomi")
    programme = keep_programme(by=None, told=json.loads(RULES.read_text(encoding="utf-8")), grant=grant)
    statistics.invent(programme)
    return named | {"programme": programme}


def lacking(walk, code):
    """What the list of what is missing says of a condition, in the language of the walk."""
    return next(one.text[walk.language] for one in all_conditions() if one.code == code)


def tell_and_ask(walk, case_id):
    walk.is_(ALMA)
    walk.page.goto(f"/cases/{case_id}/")
    walk.follow("Open a return")
    walk.press("Open it")
    hers = walk.page.url
    assert not walk.page.locator("main").get_by_role("link", name=walk.t("Ask her")).count(), "she is told first"
    walk.follow("Note a talk")
    for topic in TOPICS:
        walk.page.locator(f"input[name=topics][value={topic}]").check()
    walk.choose(alone="no", interpreter="party", counsel="held")
    walk.fill(language="rumänska")
    walk.press("Save")
    assert walk.sees(lacking(walk, "alone"))
    walk.follow("Note another talk")
    for topic in TOPICS:
        walk.page.locator(f"input[name=topics][value={topic}]").check()
    walk.choose(alone="yes", interpreter="professional", counsel="held")
    walk.press("Save")
    walk.follow("Note her migration position")
    walk.choose(asylum="none", permit="free", expulsion="none", ban="none", proceedings="none")
    walk.press("Save")
    walk.follow("Ask her")
    walk.choose(wish="yes", going="origin", signed="paper")
    walk.fill(words="Hem till tant")
    walk.press("Save")
    assert walk.sees("Hem till tant")
    return hers


def refer_and_decide(walk, hers, way, cast, case):
    from fyr.access.scope import whole_node

    walk.page.goto(hers)
    walk.follow("Change details about her")
    walk.fill(alias="Elena", name="Elena Exempel", born="1996-05-02", place="Iași", reach_how="Meddelanden")
    for name in ("citizenship", "country"):
        walk.page.locator(f"#id_{name}").select_option("RO")
    walk.press("Save")
    assess(walk, hers, "risk", "low")
    assess(walk, hers, "needs", "")
    walk.page.goto(hers)
    assert not walk.page.locator("main").get_by_role("link", name=walk.t("Refer her"), exact=True).count(), "no consent"
    with whole_node():
        consent = way.__new__(way)
        consent.cast, consent.word, consent.today, consent.case_id = cast, "", TODAY, case.pk
        consent.consented()
    walk.page.goto(hers)
    walk.follow("Refer her")
    walk.choose(ground="suspected")
    walk.press("Refer her")
    for name in (ALMA, ELSA):
        walk.is_(name)
        walk.page.goto(hers)
        if name == ELSA:
            walk.press("Take it on") if walk.page.get_by_role("button", name=walk.t("Take it on")).count() else None
            walk.page.goto(hers)
        walk.follow("Decide")
        walk.choose(yes="yes")
        walk.fill(reasons="Hon vet vad hon vill")
        walk.press("Save")
    assert walk.sees(walk.t("Being prepared"))


def assess(walk, hers, what, level):
    walk.page.goto(hers)
    walk.follow("Note an assessment")
    walk.choose(what=what)
    if level:
        walk.page.locator("#id_level").select_option(level)
    walk.fill(found="Bedömt")
    walk.press("Save")


def prepare_and_travel(walk, hers):
    walk.page.goto(hers)
    walk.follow("Ask her about contact afterwards, or with her home country")
    walk.choose(asked="follow_up", yes="yes")
    walk.press("Save")
    walk.follow("Show parts to a mission or partner")
    walk.page.locator("#id_to_unit").select_option(label="IOM på plats (exempel)")
    walk.choose(yes="yes", basis="eea")
    for part in ("person", "contact", "journey", "plan", "follow_up"):
        walk.page.locator(f"input[name=sections][value={part}]").check()
    walk.press("Save")
    assess(walk, hers, "risk", "low")
    assess(walk, hers, "health", "fit")
    walk.page.goto(hers)
    walk.follow("Note a travel document")
    walk.choose(kind="passport")
    walk.tick("held_already")
    walk.press("Save")
    walk.follow("Plan the journey")
    walk.fill(departs_on=TODAY + datetime.timedelta(days=9), departs_at="07:40", met_by="Radu")
    walk.fill(itinerary="Arlanda – Iași, återvändandeprogrammet")
    walk.press("Save")
    assert walk.page.locator(".ds-error-summary").is_visible(), "a ticket never names the programme"
    walk.fill(itinerary="Arlanda – Iași")
    walk.press("Save")
    walk.follow("Plan her new start")
    walk.fill(text="Ett bageri med tant", contacts="Hemhamn, +40 700 000 000", agreed_on=TODAY)
    walk.press("Save")
    walk.follow("She is ready to travel")
    walk.press("She is ready to travel")
    walk.follow("She departs")
    walk.tick("still_wants")
    walk.press("She departs")
    assert walk.sees(walk.t("On the way"))


def help_and_pay(walk, hers):
    walk.is_(RADU)
    walk.page.goto(hers)
    text = walk.page.locator("body").inner_text()
    assert not any(
        word in text for word in ("ÅMP", "Prostitution", "trafficking", "människohandel", "Regionkoordinering")
    )
    walk.follow("She has arrived")
    walk.fill(words="Mött på flygplatsen")
    walk.press("She has arrived")
    walk.follow("Plan support")
    walk.page.locator("#id_kind").select_option("microbusiness")
    walk.fill(text="En ugn", amount="4 000")
    walk.press("Save")
    walk.is_(ELSA)
    walk.page.goto(hers)
    walk.press("Approve")
    walk.is_(RADU)
    walk.page.goto(hers)
    walk.follow("It was delivered")
    walk.fill(receipt="Kvitto 7")
    walk.press("Save")
    walk.is_(ELSA)
    walk.page.goto(hers)
    walk.follow("Pay from the grant")
    walk.press("Save")
    assert walk.sees(walk.t("Paid"))


def ask_how_it_goes(walk, hers):
    """By somebody who has not helped her, three times; then it ends."""
    walk.is_(TOVE)
    for round_, place in (("baseline", -1), ("midterm", 1), ("final", 0)):
        walk.page.goto(hers)
        walk.follow("Ask the survey")
        walk.choose(mode="phone")
        walk.page.locator("#id_round").select_option(round_)
        for one in instrument().asked:
            if one.asked_when is None:
                ranked = [answer.code for answer in instrument().answers(one) if answer.points is not None]
                walk.choose(**{one.key: ranked[min(place, len(ranked) - 1)]})
        if place == -1:
            walk.choose(able_to_stay="not_able", need_or_wish_to_leave="wish")
        walk.press("Save")
    assert walk.page.locator("main svg[role=img]").count(), "drawn over time"
    walk.is_(ELSA)
    walk.page.goto(hers)
    walk.follow("Close the return")
    walk.choose(outcome="completed")
    walk.fill(words="Hon klarar sig själv")
    walk.press("Close the return")
    assert walk.sees(walk.t("Closed"))


def show_the_result(walk, programme):
    """What was shown of earlier years, on the page of the real decision: at least so many, and nobody."""
    walk.is_(FARIDA)
    walk.page.goto("/returns/programmes/amp/")
    walk.follow("Take results over to the grant")
    walk.press("Save")
    walk.page.context.clear_cookies(name="fyr_session")
    walk.page.goto(f"/money/open/decisions/{programme.grant.decision_id}/")
    text = walk.page.locator("main").inner_text()
    # What is public is said in the language of the node, once.
    shown = said("sv", "Persons who returned, %(year)s") % {"year": TODAY.year - 1}
    assert f"{shown}:" in text.replace("\n", " ")
    assert "Elena" not in text


def turn_round_at_the_gate(walk, cast, programme):
    from fyr.access.scope import whole_node

    with whole_node():
        way = Way.begun(cast, open_case(cast, alias="Irina"), programme).ready_to_go()
        clear(by=cast["elsa"], ret=way.seen(cast["elsa"]))
    walk.is_(ELSA)
    walk.page.goto(f"/returns/record/{way.pk}/")
    walk.follow("She does not want to go on")
    walk.choose(safe="with_us")
    walk.press("Stop everything")
    assert walk.sees(walk.t("Call those who wait for her"))
    for _call in range(5):
        walk.follow("They know it")
        walk.fill(answer="Vakthavande")
        walk.press("Save")
    assert not walk.page.locator("main").get_by_role("link", name=walk.t("They know it")).count()
    walk.is_(RADU)
    assert walk.page.goto(f"/returns/record/{way.pk}/").status == 404


def refuse_a_child(walk, cast, programme):
    from fyr.access.scope import whole_node

    with whole_node():
        way = Way.begun(cast, open_case(cast, alias="Barnet", age="child"), programme)
        way.person().told().asked(signed="with_guardian").consented().assessed(
            way.alma, "risk", "needs"
        ).referred().decided()
        way.agreed("follow_up").shown().assessed(way.elsa, "risk", "health").planned().safe_child("finding_there")
    walk.page.goto("/sign-in/")
    walk.is_(ELSA)
    hers = f"/returns/record/{way.pk}/"
    walk.page.goto(hers)
    assert walk.sees(lacking(walk, "child_there"))
    walk.page.goto(f"{hers}clear/")
    walk.press("She is ready to travel")
    assert walk.page.locator(".ds-error-summary").is_visible()
    with whole_node():
        assert Return.objects.get(pk=way.pk).state == "agreed"
