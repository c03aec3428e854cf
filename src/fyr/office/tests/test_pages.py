"""The office's pages: what an administrator and an auditor do there."""

import datetime

import pytest
from django.utils.translation import override

from fyr import journal
from fyr.access import actions
from fyr.access.models import FactorReset, Member, Membership, Organisation, Unit
from fyr.access.scope import whole_node
from fyr.journal import sequencer
from fyr.office.tests.people import code_of, engage, labels, sign_in
from fyr.work.models import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def jonna(client, cast):
    client.post(f"/sign-in/card/{cast['jonna'].pk}/")
    return client


@pytest.fixture
def ivar(client, cast):
    client.post(f"/sign-in/card/{cast['ivar'].pk}/")
    return client


def send(client, address, **told):
    """Opens the form and sends it with its key."""
    page = client.get(address)
    return client.post(address, {"key": page.context["form"]["key"].value()} | told)


def test_she_invites_gives_a_role_ends_it_and_closes(jonna):
    unit = Unit.objects.get(code="region-syd")
    answer = send(jonna, "/office/members/new/", name="Lo", email="lo@fyr.example", unit=unit.pk, role="analyst")
    lo = Member.objects.get(email="lo@fyr.example")
    assert answer.url == f"/office/members/{lo.pk}/"
    send(jonna, f"/office/members/{lo.pk}/join/", unit=unit.pk, role="social_worker")
    held = Membership.objects.get(member=lo, until__isnull=True)
    assert held.role == "social_worker"
    send(jonna, f"/office/memberships/{held.pk}/end/")
    assert not Membership.objects.filter(member=lo, until__isnull=True).exists()
    send(jonna, f"/office/members/{lo.pk}/close/")
    assert not Member.objects.get(pk=lo.pk).is_active
    send(jonna, f"/office/members/{lo.pk}/reopen/")
    assert Member.objects.get(pk=lo.pk).is_active
    assert Delivery.objects.filter(topic="office.link").count() == 2


def test_a_double_click_invites_once(jonna):
    unit = Unit.objects.get(code="region-syd")
    key = jonna.get("/office/members/new/").context["form"]["key"].value()
    told = {"key": key, "name": "Lo", "email": "lo@fyr.example", "unit": unit.pk, "role": "analyst"}
    assert jonna.post("/office/members/new/", told).url == jonna.post("/office/members/new/", told).url


def test_what_is_refused_is_said_on_the_form(jonna, cast):
    for address in (f"/office/members/{cast['jonna'].pk}/close/", f"/office/members/{cast['jonna'].pk}/factor-reset/"):
        answer = send(jonna, address)
        assert answer.status_code == 422
        assert answer.context["form"].non_field_errors()


def test_an_organisation_and_its_first_unit_are_added_with_a_key(jonna):
    from fyr.vault import keys

    send(jonna, "/office/organisations/new/", name="Ny stad", code="ny-stad")
    organisation = Organisation.objects.get(code="ny-stad")
    send(jonna, "/office/units/new/", organisation=organisation.pk, name="Ny enhet", code="ny-enhet")
    unit = Unit.objects.get(code="ny-enhet")
    assert not unit.takes_referrals
    with whole_node():
        assert keys.make_subject(organisation.pk, unit.pk)


def test_a_code_that_is_taken_is_said_on_the_form(jonna):
    organisation = Organisation.objects.first()
    answer = send(jonna, "/office/units/new/", organisation=organisation.pk, name="x", code="region-syd")
    assert answer.status_code == 422


def test_two_administrators_reset_a_factor_on_the_pages_and_she_is_told(client, cast):
    alma = cast["alma"]
    address = f"/office/members/{alma.pk}/factor-reset/"
    client.post(f"/sign-in/card/{cast['jonna'].pk}/")
    send(client, address)
    assert send(client, address).status_code == 422
    client.post(f"/sign-in/card/{cast['karin'].pk}/")
    assert send(client, address).status_code == 302
    assert FactorReset.objects.get().approved_by == cast["karin"]
    told = Delivery.objects.filter(topic="office.notice").values_list("payload__what", flat=True)
    assert sorted(told) == ["reset_approved", "reset_asked"]


def test_a_member_stops_a_reset_on_her_own_page(client, cast):
    actions.ask_factor_reset(by=cast["jonna"], member=cast["alma"])
    client.post(f"/sign-in/card/{cast['alma'].pk}/")
    assert b"/account/factor/keep/" in client.get("/account/").content
    assert send(client, "/account/factor/keep/").url == "/account/"
    assert not FactorReset.objects.exists()
    assert client.get("/account/factor/keep/").url == "/account/"


def test_her_own_page_shows_her_roles_in_sentences_and_keeps_her_language(client, cast):
    client.post(f"/sign-in/card/{cast['alma'].pk}/")
    with override("sv"):
        page = client.get("/account/")
        assert str(page.context["held"][0]["role"].sentence) in page.content.decode()
    send(client, "/account/", language="en")
    assert Member.objects.get(pk=cast["alma"].pk).language == "en"
    assert client.get("/account/").headers["Content-Language"] == "en"


@pytest.mark.usefixtures("still_clock")
def test_a_dangerous_act_asks_again_when_the_last_proof_is_old(client, cast, still_clock):
    admin = engage("administrator", unit="drift")
    sign_in(client, admin)
    address = f"/office/members/{cast['alma'].pk}/close/"
    assert client.get(address).status_code == 200
    still_clock.shift(datetime.timedelta(minutes=6))
    assert client.get(address).url.startswith("/sign-in/factor/again/")
    assert client.post("/sign-in/again/", {"password": "x"}).url.startswith("/sign-in/factor/again/")
    answer = client.post(f"/sign-in/factor/again/?next={address}", {"code": code_of(admin.secret)})
    assert answer.url == address
    assert client.get(address).status_code == 200
    assert "proof.shown" in labels()


@pytest.mark.usefixtures("still_clock")
def test_an_act_that_waited_for_a_proof_is_not_done_for_whoever_lost_the_right_meanwhile(client, cast, still_clock):
    admin = engage("administrator", unit="drift")
    sign_in(client, admin)
    address = f"/office/members/{cast['alma'].pk}/close/"
    key = client.get(address).context["form"]["key"].value()
    still_clock.shift(datetime.timedelta(minutes=6))
    client.post(address, {"key": key})
    actions.leave(by=cast["jonna"], membership=Membership.objects.get(member=admin))
    answer = client.post(f"/sign-in/factor/again/?next={address}", {"code": code_of(admin.secret)})
    assert answer.status_code == 403
    assert Member.objects.get(pk=cast["alma"].pk).is_active


def test_the_journal_names_members_and_shows_cases_as_pseudonyms(ivar, cast):
    journal.append(label="case.opened", actor=cast["alma"].pk, subject=bytes(range(16)))
    text = ivar.get("/journal/").content.decode()
    assert "Alma Lindqvist" in text
    assert "00010203" in text
    assert bytes(range(16)).hex() not in text


def test_the_journal_is_filtered_by_who_what_and_outcome(ivar, cast):
    journal.append(label="case.opened", actor=cast["alma"].pk)
    journal.append(label="case.opened", actor=cast["carina"].pk, outcome="refused")

    def shown(**asked):
        return [(row["name"], row["entry"].label) for row in ivar.get("/journal/", asked).context["rows"]]

    assert shown(actor=cast["alma"].pk, label="case.opened") == [("Alma Lindqvist", "case.opened")]
    assert shown(outcome="refused") == [("Carina Öberg", "case.opened")]
    assert shown(since="2099-01-01") == []


def test_the_journal_is_paged_by_key_without_a_gap(ivar, cast):
    for number in range(120):
        journal.append(label=f"test.{number}", actor=cast["alma"].pk)
    seen, address = [], "/journal/?label="
    while address:
        page = ivar.get(f"/journal/{address.removeprefix('/journal/')}")
        seen += [row["entry"].label for row in page.context["rows"]]
        address = page.context["next_url"]
    tests = [label for label in seen if label.startswith("test.")]
    assert len(tests) == len(set(tests)) == 120


def test_the_journal_survives_a_mark_that_is_not_its_own(ivar):
    for mark in ("x", "~", "2026-01-01~x", "2026-01-01T00:00:00~x"):
        assert ivar.get("/journal/", {"after": mark}).status_code == 200


def test_the_journal_says_what_has_been_signed(ivar):
    sequencer.sequence()
    size = ivar.get("/journal/").context["checkpoint"].size
    assert size > 0


def test_only_the_roles_that_may_see_the_office_see_it(client, cast):
    seen = {}
    for name in ("alma", "ivar", "jonna"):
        client.post(f"/sign-in/card/{cast[name].pk}/")
        seen[name] = [client.get(address).status_code for address in ("/office/members/", "/journal/")]
    assert seen == {"alma": [403, 403], "ivar": [403, 200], "jonna": [200, 403]}
