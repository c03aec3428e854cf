"""Promise 22: login resists phishing, guessing and helpful helpdesks."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import hashers
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from fyr.access import actions
from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.roles import ROLES
from fyr.office.mail import one_time_link
from fyr.office.tests.key import Key
from fyr.office.tests.people import PASSWORD, code_of, engage, show_password, sign_in
from fyr.work.models import Delivery
from tests.routes import all_routes

pytestmark = [pytest.mark.promise(22), pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]
OTHER = "fem andra lila ord"


@pytest.fixture(autouse=True)
def no_earlier_attempts(cast):
    cache.clear()


@pytest.fixture
def client():
    return Client(SERVER_NAME="localhost")


def add_passkey(client, **made):
    key = Key(**made)
    options = client.get("/account/passkeys/new/").context["options"]
    client.post("/account/passkeys/new/", {"name": "x", "credential": key.create(options)})
    return key


def by_passkey(client, key):
    asked = client.get("/sign-in/passkey/", headers={"Accept": "application/json"}).json()["request_options"]
    return client.post("/sign-in/passkey/", {"credential": key.get(asked)})


def is_in(client):
    return client.get("/").status_code == 200


def notices():
    return list(Delivery.objects.filter(topic="office.notice").values_list("payload__what", flat=True))


@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_can_sign_in_with_a_passkey_alone_and_none_with_a_password_alone(client, role):
    member = engage(role, factor=False)
    show_password(client, member)
    assert not is_in(client)
    key = add_passkey(client)
    client.post("/sign-out/")
    show_password(client, member)
    assert not is_in(client)
    client.post("/sign-in/factor/", {"start_over": "yes"})
    assert by_passkey(client, key).status_code == 302
    assert is_in(client)


def test_a_false_page_gets_nothing_that_opens_this_one(client):
    member = engage(factor=False)
    show_password(client, member)
    key = add_passkey(client)
    client.post("/sign-out/")
    key.origin = "http://localhost.fyr-login.example"
    by_passkey(client, key)
    assert not is_in(client)


def test_a_code_of_the_app_works_once(client):
    member = engage()
    sign_in(client, member)
    client.post("/sign-out/")
    show_password(client, member)
    assert client.post("/sign-in/factor/", {"code": code_of(member.secret)}).status_code == 200
    assert not is_in(client)


def test_a_forgotten_password_does_not_get_past_the_factor(client):
    member = engage()
    form = client.get(one_time_link(member), follow=True).redirect_chain[-1][0]
    assert client.post(form, {"new_password1": OTHER, "new_password2": OTHER}).status_code == 302
    assert not is_in(client)
    assert show_password(client, member, OTHER).url.startswith("/sign-in/factor/")
    assert not is_in(client)


def test_no_administrator_alone_opens_an_account_or_sets_its_password(client, cast):
    member = engage()
    reset = actions.ask_factor_reset(by=cast["jonna"], member=member)
    with pytest.raises(Refused):
        actions.approve_factor_reset(by=cast["jonna"], reset=reset)
    assert Authenticator.objects.filter(user=member).exists()
    actions.approve_factor_reset(by=cast["karin"], reset=reset)
    held = Member.objects.get(pk=member.pk)
    assert held.password == member.password
    assert not [route.name for route in all_routes() if "password" in route.name and "member_id" in route.parameters]


def answer(response, typed):
    """What it says, without what differs by chance or was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return response.status_code, text.replace(typed, "")


@pytest.mark.parametrize(("address", "field"), [("/sign-in/", "login"), ("/sign-in/forgotten/", "email")])
def test_known_and_unknown_accounts_get_the_same_answer_for_the_same_work(client, monkeypatch, address, field):
    member, work = engage(), []
    counted = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher, "encode", lambda *given, **named: work.append(1) or counted(*given, **named)
    )
    seen = []
    for typed in (member.email, "nobody@fyr.example"):
        work.clear()
        response = client.post(address, {field: typed, "password": "wrong"}, follow=True)
        seen.append((*answer(response, typed), len(work)))
    assert seen[0] == seen[1]


def guess(member, network, times=6):
    return [
        show_password(Client(REMOTE_ADDR=network), member, f"guess {number}").context["form"].errors
        for number in range(times)
    ]


def test_guesses_at_one_account_are_held_back_from_whichever_networks_they_come(client):
    member = engage()
    for number in range(6):
        guess(member, f"198.51.100.{number}", times=1)
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    assert show_password(stranger, member).status_code == 200, "not even the right one is tried"


def test_guesses_from_one_network_are_held_back_at_whichever_accounts_they_aim(client):
    members = [engage() for _number in range(11)]
    for member in members[:10]:
        guess(member, "198.51.100.1", times=1)
    assert show_password(Client(REMOTE_ADDR="198.51.100.1"), members[10]).status_code == 200
    assert show_password(Client(REMOTE_ADDR="198.51.100.2"), members[10]).status_code == 302


def test_whoever_is_guessed_at_is_not_shut_out(client):
    """She comes in with the browser that she has used before, and from anywhere with her passkey."""
    member = engage()
    sign_in(client, member)
    key = add_passkey(client)
    client.post("/sign-out/")
    for number in range(8):
        guess(member, f"198.51.100.{number}", times=1)
    assert show_password(client, member).url.startswith("/sign-in/factor/")
    elsewhere = Client(SERVER_NAME="localhost", REMOTE_ADDR="203.0.113.7")
    by_passkey(elsewhere, key)
    assert is_in(elsewhere)


def test_the_browser_that_she_uses_may_not_guess_without_end_either(client):
    member = engage()
    sign_in(client, member)
    client.post("/sign-out/")
    for number in range(6):
        show_password(client, member, f"guess {number}")
    assert show_password(client, member).status_code == 200


CHANGES = ("/account/password/", "/account/factor/enrol/", "/account/factor/codes/new/", "/account/passkeys/new/")


@pytest.mark.parametrize("address", CHANGES)
def test_a_change_of_how_she_signs_in_asks_who_she_is(client, still_clock, address):
    sign_in(client, engage())
    assert client.get(address).status_code == 200
    still_clock.shift(301)
    assert client.get(address).url.startswith("/sign-in/factor/again/")


def changed(client, address, secret):
    if address == "/account/password/":
        return client.post(address, {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER})
    if address == "/account/passkeys/new/":
        return add_passkey(client)
    page = client.get(address)
    code = code_of(page.context["form"].secret) if "enrol" in address else ""
    return client.post(address, {"code": code})


@pytest.mark.parametrize("address", CHANGES)
def test_a_change_of_how_she_signs_in_ends_her_other_sessions_and_is_told(client, still_clock, address):
    member, elsewhere = engage(), Client()
    sign_in(elsewhere, member)
    still_clock.shift(60)
    sign_in(client, member)
    changed(client, address, member.secret)
    assert is_in(client)
    assert not is_in(elsewhere)
    assert len(notices()) == 1


def test_nobody_changes_an_address_of_sign_in(client):
    with pytest.raises(NoReverseMatch):
        reverse("account_email")


@pytest.mark.parametrize("weak", ["megaparol12345", "1q2w3e4r5t6y", "kort ord"])
def test_a_common_or_short_password_is_refused_without_asking_the_net(client, weak):
    member = engage()
    form = client.get(one_time_link(member), follow=True).redirect_chain[-1][0]
    assert client.post(form, {"new_password1": weak, "new_password2": weak}).status_code == 200
    assert Member.objects.get(pk=member.pk).password == member.password


DANGEROUS = {
    "cases:export", "office:invite", "office:join", "office:end_membership", "office:close", "office:reopen",
    "office:factor_reset", "office:drop_reset", "office:sign_out_member", "office:add_unit", "office:add_organisation",
}  # fmt: skip


def test_taking_data_out_and_giving_rights_ask_who_she_is():
    marked = {route.name for route in all_routes() if getattr(route.view, "asks_anew", False)}
    assert marked >= DANGEROUS
