"""Whoever finds a paper, or reads the return abroad, does not learn why she has travelled."""

import itertools
import uuid

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from fyr.access.errors import Refused
from fyr.access.scope import acting
from fyr.returns import machine
from fyr.returns.access import part_for, return_for
from fyr.returns.actions import assessing, childhood, follow_up, opening, support, travel
from fyr.returns.acts import TABLE
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.states import Ground, Side
from fyr.returns.discreet import telling
from fyr.returns.dossier import KINDS, load
from fyr.returns.example.way import Way
from fyr.returns.models import Agreement, Assessment, Contact, Event, Item, Plan, Return
from fyr.returns.page import events
from fyr.returns.papers import PAPERS, html_of
from fyr.returns.tests.conftest import open_case, walked
from fyr.vault.fields import Sealed
from fyr.web.pdf import can_make_pdf
from tests.routes import all_routes, sign_in

pytestmark = pytest.mark.django_db

WORD = "Kanarie-Vx9"
LANGUAGES = ("sv", "en")
OF_PERSON = {
    "person": ("alias", "name", "place", "sex"), "contact": ("reach_how", "reach_when", "reach_avoid", "reach_phone", "language"),
}  # fmt: skip
# What she agreed to show to a unit stands there, too.
OTHERS = {Agreement: "agreement"}
ABROAD = {"person", "contact", "journey", "plan", "follow_up", "agreement"}
NEVER = ("trafficking", "människohandel", "manniskohandel", "prostitu", "exploat", "exploit", "sexuel", "sexual", "brottsoffer", "victim", "nspm")  # fmt: skip
WHO = ("Alma Lindqvist", "Björn Sandell", "Regionkoordinering Syd", "Exempelstads kommun")


def words(ret):
    """What must stand nowhere, in small letters."""
    told = [*NEVER, *WHO, ret.programme.name, *ret.programme.rule("never_say")]
    for language in LANGUAGES:
        with override(language):
            told += [str(Ground(one).label) for one in Ground.values]
    return [one.casefold() for one in told]


def found(text, ret):
    # The code of an answer, which stands in the source of a form and is read by nobody.
    shown = text.casefold()
    return [one for one in words(ret) if one in shown]


def sung(way):
    """{section: texts that are sealed in it}; what belongs to none is between those who decide."""
    ret = way.seen(way.elsa)
    known = lambda values: {one for one in values if isinstance(one, str) and (WORD in one or one.startswith("+40"))}
    told = {name: known(getattr(ret, field) for field in fields) for name, fields in OF_PERSON.items()}
    for rows in (*(getattr(load(ret), kind) for kind in KINDS), events(ret)):
        for row in rows:
            section = getattr(row, "about", None) or row.section or OTHERS.get(type(row), "decisions")
            sealed = [field.name for field in row._meta.concrete_fields if isinstance(field, Sealed)]
            told.setdefault(str(section), set()).update(known(getattr(row, name) for name in sealed))
    return told


def foreign(text, told, sections):
    """Texts of sections that she did not agree to show."""
    hers = [one for section in sections for one in told.get(section, ())]
    others = {(section, one) for section in set(told) - set(sections) for one in told[section]}
    return [(section, one) for section, one in others if one in text and not any(one in other for other in hers)]


@pytest.fixture
def full(cast, programme):
    """A child of whom nothing is missing, with one of everything, seen by Radu and Sofia."""
    return walked("a child with one of everything", cast, lambda: made(cast, programme))


def made(cast, programme):
    way = Way.begun(cast, open_case(cast, age="child"), programme, word=WORD)
    way.person().told().asked(signed="with_guardian").consented()
    way.assessed(cast["alma"], "risk", "needs", risk="high").safe_child().referred().decided().agreed(
        "home_authorities"
    )
    way.agreed("follow_up").shown().shown("hemhamn", "partner")
    way.assessed(cast["elsa"], "risk", "health").accepted(cast["alma"]).planned(escort="medical")
    return way


@pytest.fixture
def home(cast, programme):
    return walked("that child at home", cast, lambda: at_home(made(cast, programme)))


def at_home(way):
    way.left().arrived().item(by=way.elsa)
    return way


ROWS = {
    "agreement_id": "agreements", "return_assessment_id": "assessments", "travel_document_id": "traveldocuments",
    "return_call_id": "calls", "item_id": "items", "contact_id": "contacts",
}  # fmt: skip


# What an act is called in the machine, where that is not its own name.
NAMED = {
    "return_inform_again": "inform", "agreement_take_back": "agreement_back", "assessment_accept": "accept_risk",
    "assessment_refuse": "refuse_risk", "contact_danger": "danger",
}  # fmt: skip


def is_hers_abroad(act):
    return Side.RECEIVES in machine.MOVES[NAMED.get(act.name, act.name.removeprefix("return_"))].who


def addresses(way, *, acts):
    """Pages of the slice, with each row of the return, and My day; of the acts those for which `acts` holds."""
    ret = Return.objects.get(pk=way.pk)
    held = {
        "return_id": [way.pk], "case_id": [way.case_id], "programme_code": ["amp"], "year": [way.today.year - 1],
        "report_format": ["xlsx"], "paper": list(PAPERS),
    } | {name: list(getattr(ret, of).values_list("pk", flat=True)) for name, of in ROWS.items()}  # fmt: skip
    left_out = {f"returns:{act.name}" for act in TABLE.acts if not acts(act)}
    told = [reverse("web:my_day")]
    for route in all_routes():
        if route.name.startswith("returns:") and "GET" in route.rule.methods and route.name not in left_out:
            every = itertools.product(*(held[name] for name in route.parameters))
            told += [route.url(dict(zip(route.parameters, values, strict=True))) for values in every]
    return told


def pages(client, by, way, acts=is_hers_abroad, languages=LANGUAGES):
    """(address, text) of those that she can open, in these languages. What a programme is stands on pages of its own, which are
    about nobody; the operator's missions open them, too."""
    sign_in(client, by)
    for language in languages:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for address in addresses(way, acts=acts):
            answer = client.get(address)
            if answer.status_code == 200 and "/programmes/" not in address:
                text = answer.content.decode()
                assert f'<html lang="{language}"' in text
                yield f"{address} in {language}", text


@pytest.mark.parametrize("name", ["radu", "sofia"])
@pytest.mark.parametrize("left", [False, True])
def test_no_page_abroad_tells_why_she_travels_or_who_has_referred_her(full, cast, client, name, left):
    ret, seen = full.seen(cast["elsa"]), 0
    if left:
        at_home(full)
    told = sung(full)
    for address, text in pages(client, cast[name], full):
        assert not found(text, ret), address
        assert not foreign(text, told, ABROAD), address
        assert len(text.encode()) < 100_000, address
        seen += 1
    assert seen > 8


@pytest.mark.parametrize("name", ["radu", "sofia"])
def test_no_form_abroad_of_what_others_do_tells_it_either(full, cast, client, name):
    ret, told = full.seen(cast["elsa"]), sung(full)
    for address, text in pages(client, cast[name], full, acts=lambda act: not is_hers_abroad(act)):
        assert not found(text, ret), address
        assert not foreign(text, told, ABROAD), address


def test_a_partner_does_not_learn_that_there_is_a_programme(home, cast, client):
    sign_in(client, cast["sofia"])
    for address in addresses(home, acts=is_hers_abroad):
        if "/programmes/" in address:
            assert client.get(address).status_code in (403, 404), address


def test_of_one_section_nothing_of_another_is_shown(home, cast, client):
    for section in set(Section.values) - {"told", "legal"}:
        home.shown(sections=(section,))
        # What is sealed is the same text in every language.
        told, texts = sung(home), dict(pages(client, cast["radu"], home, languages=("en",)))
        assert texts
        for address, text in texts.items():
            assert "/paper/" in address or not foreign(text, told, {section, "agreement"}), f"{section}: {address}"


def test_a_paper_shows_nothing_that_its_reader_is_not_shown(home, cast, client):
    home.shown(sections=("journey",))
    told = sung(home)
    for address, text in pages(client, cast["radu"], home, acts=lambda act: False):
        assert "/paper/" not in address or not foreign(text, told, {"journey", "agreement"}), address


def test_she_who_agreed_is_read_where_she_agreed(home, cast, client):
    """The canaries sing: what is looked for above is really there."""
    told, together = sung(home), "".join(text for _address, text in pages(client, cast["radu"], home))
    assert {"decisions", "told", "legal", "child", "safety", "health"} <= {
        name for name, texts in told.items() if texts
    }
    for section in ("person", "contact", "journey", "plan"):
        assert any(one in together for one in told[section]), section


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", PAPERS)
def test_no_paper_tells_why_she_travels(full, cast, code, language):
    paper, ret = PAPERS[code], full.seen(cast["elsa"])
    html = html_of(paper, ret, language)
    assert not found(html, ret)
    reads = {
        "embassy": {"person"},
        "declaration": {"person", "told"},
        "journey": {"person", "journey"},
        "plan": {"plan"},
    }[code]
    assert not foreign(html, sung(full), reads)
    assert ret.ref not in html and cast["elsa"].name not in html


@pytest.mark.parametrize(
    "text",
    [
        "Stöd efter människohandel",
        "Enligt Återvändandeprogrammet",
        "En ugn av ÅMP",
        "ÅMP betalar",
    ],
)
def test_a_paper_whose_plan_tells_is_refused_and_not_made(full, cast, client, text):
    Plan(of=full.seen(cast["elsa"]), noted_by=cast["elsa"], text=text, contacts="Hemhamn").save(force_insert=True)
    for language in LANGUAGES:
        with pytest.raises(Refused):
            html_of(PAPERS["plan"], full.seen(cast["elsa"]), language)
    answer = make(client, cast["elsa"], full, "plan", safe="on")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert not Event.objects.filter(of=full.pk, act="printed").exists()


def make(client, by, way, paper, **told):
    sign_in(client, by)
    return client.post(
        reverse("returns:paper", args=[way.pk, paper]), {"key": str(uuid.uuid4()), "language": "en"} | told
    )


@pytest.mark.skipif(not can_make_pdf(), reason="this node makes no PDF")
def test_a_paper_is_made_once_somebody_has_said_that_it_is_safe_to_carry(full, cast, client):
    for paper in PAPERS:
        refused = make(client, cast["elsa"], full, paper)
        assert refused.status_code == 422 and b"%PDF" not in refused.content
        assert not Event.objects.filter(of=full.pk, act="printed", code=paper).exists()
        made = make(client, cast["elsa"], full, paper, safe="on")
        assert made.status_code == 200 and made.content.startswith(b"%PDF")
        assert made.headers["Content-Disposition"] == 'attachment; filename="paper.pdf"'
        assert Event.objects.filter(of=full.pk, act="printed", code=paper).count() == 1


@pytest.mark.skipif(not can_make_pdf(), reason="this node makes no PDF")
def test_no_embassy_is_written_to_before_she_has_agreed_to_that(full, cast, client):
    full.agreed("home_authorities", yes=False)
    refused = make(client, cast["elsa"], full, "embassy", safe="on")
    assert refused.status_code == 422 and b"%PDF" not in refused.content
    assert not Event.objects.filter(of=full.pk, act="printed").exists()


def test_a_letter_to_the_embassy_is_not_shown_before_she_has_agreed_to_that(full, cast, client):
    full.agreed("home_authorities", yes=False)
    assert PAPERS["embassy"].needs == "home_authorities"
    assert make(client, cast["elsa"], full, "embassy", safe="on").headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("name", ["radu", "sofia"])
def test_who_is_not_shown_the_journey_gets_no_paper_of_it(full, cast, client, name):
    for unit, receives in (("iom-mission", "mission"), ("hemhamn", "partner")):
        full.shown(unit, receives, ("person", "plan"))
    assert make(client, cast[name], full, "journey", safe="on").status_code == 404
    assert make(client, cast[name], full, "embassy", safe="on").status_code == 404


TYPED = [
    ("return_trip", {"departs_on": "2030-01-01", "itinerary": "x", "escort": "none"}, ("itinerary", "tickets", "transit", "met_by")),
    ("return_document", {"kind": "passport", "asked_on": "2026-01-01", "asked_of": "x"}, ("asked_of",)),
]  # fmt: skip


@pytest.mark.parametrize("act, told, fields", TYPED)
@pytest.mark.parametrize("typed", ["Ambassaden, brottsoffer", "ÅMP", "Trafficking", "prostitution", "AVRRTiPP 7"])
def test_words_that_tell_are_refused_at_their_field(full, cast, client, act, told, fields, typed):
    sign_in(client, cast["elsa"])
    before = Event.objects.filter(of=full.pk).count()
    for field in fields:
        sent = {"key": str(uuid.uuid4())} | told | {field: typed}
        answer = client.post(reverse(f"returns:{act}", args=[full.pk]), sent)
        assert answer.status_code == 422
        assert f'id="id_{field}_error"' in answer.content.decode() or field in answer.context["form"].errors
    assert Event.objects.filter(of=full.pk).count() == before


def test_words_that_tell_are_found_however_they_are_written(full, cast):
    ret = full.seen(cast["elsa"])
    for text in (
        "MÄNNISKOHANDEL",
        "människohandelsoffer",
        "TraFFicking-fallet",
        "åmp",
        "Trafic de personnes",
        ret.programme.name.upper(),
    ):
        assert telling(text, ret), text
    for text in ("", "ARN – OTP – IAS", "Hon möts av sin faster vid utgången", "a bakery with her aunt"):
        assert not telling(text, ret), text


def test_the_history_abroad_names_nobody_who_has_referred_her(home, cast):
    for name in ("radu", "sofia"):
        with acting(cast[name]):
            shown = events(return_for(cast[name], home.pk))
        assert shown
        assert not {str(one.by) for one in shown} & {cast["alma"].name, cast["björn"].name}
        assert not {one.act for one in shown} & {"decided", "referred", "informed", "asked", "consent_ended"}


def test_no_mail_tells_of_her(cast, programme):
    home = at_home(made(cast, programme))
    assert not [one for one in mail.outbox if found(f"{one.subject} {one.body}", Return.objects.get(pk=home.pk))]


TOLD = "Åklagaren i människohandelsmålet"


def texts_read_abroad(way):
    """(what, an act that writes a text which whoever receives her reads), of a child at home with everything shown."""
    elsa, seen = way.elsa, lambda: way.seen(way.elsa)
    heard = lambda: follow_up.note_heard(by=elsa, ret=seen(), state="in_danger", made_on=way.today, told="han väntar")
    part = lambda model, row: part_for(elsa, model, row.pk)
    person = lambda **told: opening.save_person(by=elsa, ret=seen(), version=seen().version, **told)
    return {
        "told": lambda: follow_up.note_heard(by=elsa, ret=seen(), state="in_danger", made_on=way.today, told=TOLD),
        "done": lambda: follow_up.answer_danger(by=elsa, contact=part(Contact, heard()), done=TOLD),
        "found": lambda: assessing.assess(by=elsa, ret=seen(), what="risk", level="low", moment="arrival", found=TOLD),
        "measures": lambda: assessing.assess(by=elsa, ret=seen(), what="risk", level="high", moment="arrival", measures=TOLD),
        "drop": lambda: support.drop_item(by=elsa, item=part(Item, way.item(by=elsa)), reason=TOLD),
        "item": lambda: support.plan_item(by=elsa, ret=seen(), kind="microbusiness", form="cash", text=TOLD, amount=1, currency="SEK"),
        "plan": lambda: support.agree_plan(by=elsa, ret=seen(), text=TOLD, contacts="Hemhamn"),
        "verifier": lambda: childhood.note_safeguard(
            by=elsa, ret=seen(), kind="handover", found="met", found_on=way.today, authority="DGASPC", verifier=TOLD
        ),
        "authority": lambda: childhood.note_safeguard(
            by=elsa, ret=seen(), kind="finding_there", found="met", found_on=way.today, authority=TOLD
        ),
        **{f"person {name}": lambda name=name: person(**{name: TOLD}) for name in opening.READ_ABROAD},
    }  # fmt: skip


def test_every_text_that_is_read_abroad_is_looked_at_when_it_is_typed(home):
    for what, act in texts_read_abroad(home).items():
        with pytest.raises(Refused) as refused, transaction.atomic():
            act()
        assert "människohandel" in str(refused.value.text), what


def test_what_was_planned_for_the_journey_is_looked_at_when_it_did_not_take_place(full):
    full.left()
    with pytest.raises(Refused):
        travel.turn_back(by=full.elsa, ret=full.seen(full.elsa), note=f"{TOLD} stoppade resan")


def test_a_refusal_abroad_does_not_say_which_word_would_have_told(home, cast, client):
    sign_in(client, cast["sofia"])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for text in ("Sexual health clinic on Mondays", "She saw the victim support office"):
        sent = {"key": str(uuid.uuid4()), "text": text, "contacts": "x"}
        answer = client.post(reverse("returns:return_plan", args=[home.pk]), sent)
        said = answer.content.decode()
        assert answer.status_code == 422 and "Write this in other words" in said
        assert "why she travels" not in said and "(sexual" not in said and "(victim" not in said


def test_what_was_weighed_before_she_came_is_in_no_history_abroad(ready, cast, client):
    ready.assessed(ready.elsa, "risk", risk="high")
    row = Assessment.objects.filter(of=ready.pk, what="risk", level="high").get()
    assessing.refuse_risk(
        by=ready.alma, assessment=part_for(ready.alma, Assessment, row.pk), reason=f"{WORD} i samma by"
    )
    ready.shown("hemhamn", "partner", ("plan", "safety", "health"))
    for address, text in pages(client, cast["sofia"], ready, acts=lambda act: False):
        assert WORD not in text and "High risk" not in text and "Hög risk" not in text, address
