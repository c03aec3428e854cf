"""Passkeys at the server: which answers it takes, and what follows when one comes or goes."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client

from fyr.access import actions, passkeys
from fyr.office.tests.key import Key
from fyr.office.tests.people import PASSWORD, code_of, engage, labels, show_password, sign_in
from fyr.work.models import Delivery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]
ADD, SIGN_IN, AGAIN = "/account/passkeys/new/", "/sign-in/passkey/", "/sign-in/passkey/again/"


@pytest.fixture(autouse=True)
def no_earlier_attempts(cast):
    cache.clear()


@pytest.fixture
def client():
    """At the address where passkeys work on a machine of one's own."""
    return Client(SERVER_NAME="localhost")


def add(client, key=None, name="telefon"):
    key = key or Key()
    options = client.get(ADD).context["options"]
    return key, client.post(ADD, {"name": name, "credential": key.create(options)})


def with_passkey(client, **made):
    member = engage(factor=False)
    show_password(client, member)
    key, answer = add(client, **made)
    assert answer.url == "/account/factor/codes/"
    return member, key


def challenge(client):
    return client.get(SIGN_IN, headers={"Accept": "application/json"}).json()["request_options"]


def come_in(client, key):
    return client.post(SIGN_IN, {"credential": key.get(challenge(client))})


def notices():
    return list(Delivery.objects.filter(topic="office.notice").values_list("payload__what", flat=True))


def hers(member):
    return Authenticator.objects.filter(user=member, type="webauthn")


def test_a_passkey_counts_at_once_and_lies_sealed(client):
    member, _key = with_passkey(client)
    assert client.get("/").status_code == 200
    assert "passkey.added" in labels()
    assert notices() == ["passkey_added"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        lying = str(cursor.fetchall())
    assert "telefon" not in lying
    assert "attestationObject" not in lying
    assert hers(member).get().wrap().name == "telefon"


def test_it_signs_her_in_alone_and_opens_what_asks_for_a_fresh_proof(client):
    _member, key = with_passkey(client)
    client.post("/sign-out/")
    assert come_in(client, key).url == "/"
    assert client.get("/").status_code == 200
    assert client.get(ADD).status_code == 200


def test_it_is_a_second_factor_after_the_password(client):
    member, key = with_passkey(client)
    client.post("/sign-out/")
    assert show_password(client, member).url.startswith("/sign-in/factor/")
    assert client.get("/").status_code == 302
    page = client.get("/sign-in/factor/")
    assert page.context["by_passkey"]
    assert client.post("/sign-in/factor/", {"credential": key.get(page.context["options"])}).url == "/"


def test_it_shows_who_she_is_once_more(client, still_clock):
    member, key = with_passkey(client)
    still_clock.shift(360)
    asked = client.get(f"/account/passkeys/{hers(member).get().pk}/name/")
    assert asked.url.startswith(AGAIN), "what she signed in with comes first"
    wrong = client.post(asked.url, {"credential": Key().get(client.get(asked.url).context["options"])})
    assert wrong.status_code == 422
    assert "proof.refused" in labels()
    proof = key.get(client.get(asked.url).context["options"])
    assert client.post(asked.url, {"credential": proof}).url.startswith("/account/passkeys/")
    assert "proof.shown" in labels()


@pytest.mark.parametrize(
    "made",
    [
        {"verified": False},
        {"origin": "http://localhost.evil.example:8000"},
        {"origin": "http://sister.localhost:8000"},
        {"origin": "https://localhost"},
        {"origin": "http://127.0.0.1:8000"},
    ],
)
def test_an_answer_without_her_finger_or_for_another_page_is_refused(client, made):
    member = engage(factor=False)
    show_password(client, member)
    _key, answer = add(client, Key(**made))
    assert answer.status_code == 200
    assert not hers(member).exists()
    _key, answer = add(client)
    key = _key
    client.post("/sign-out/")
    for name, value in made.items():
        setattr(key, name, value)
    assert come_in(client, key).url == "/sign-in/"
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    "credential", ["", "{", "[]", "{}", "null", '"x"', '{"id": "x", "response": {}}', '{"response": 1}']
)
def test_nonsense_is_refused_on_every_page(client, credential):
    member, _key = with_passkey(client)
    assert client.get(ADD).status_code == 200
    assert client.post(ADD, {"credential": credential}).status_code == 200
    client.get(AGAIN)
    assert client.post(AGAIN, {"credential": credential}).status_code == 422
    client.post("/sign-out/")
    challenge(client)
    assert client.post(SIGN_IN, {"credential": credential}).url == "/sign-in/"
    show_password(client, member)
    client.get("/sign-in/factor/")
    assert client.post("/sign-in/factor/", {"credential": credential}).status_code == 200
    assert client.get("/").status_code == 302


def test_an_answer_is_good_once_and_for_its_own_question(client):
    _member, key = with_passkey(client)
    client.post("/sign-out/")
    answer = key.get(challenge(client))
    assert client.post(SIGN_IN, {"credential": answer}).url == "/"
    client.post("/sign-out/")
    assert client.post(SIGN_IN, {"credential": answer}).url == "/sign-in/"
    challenge(client)
    assert client.post(SIGN_IN, {"credential": answer}).url == "/sign-in/"
    assert client.get("/").status_code == 302


def test_one_members_key_opens_nothing_of_another(client):
    other, _key = with_passkey(client)
    client.post("/sign-out/")
    _member, key = with_passkey(client)
    client.post("/sign-out/")
    answer = json.loads(key.get(challenge(client)))
    from fido2.utils import websafe_encode

    key.user = _handle(other)
    answer["response"]["userHandle"] = websafe_encode(key.user)
    assert client.post(SIGN_IN, {"credential": json.dumps(answer)}).url == "/sign-in/"


def _handle(member):
    from allauth.account.utils import user_pk_to_url_str

    return user_pk_to_url_str(member).encode()


def test_a_closed_account_is_not_opened_by_its_passkey(client, cast):
    member, key = with_passkey(client)
    actions.close_account(by=cast["jonna"], member=member)
    assert come_in(client, key).status_code == 403
    assert client.get("/").status_code == 302


def test_a_new_passkey_ends_her_other_sessions(client):
    member = engage()
    elsewhere = Client()
    sign_in(elsewhere, member)
    cache.clear()
    sign_in(client, member)
    _key, answer = add(client)
    assert answer.status_code == 302
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def send(client, address, **told):
    key = client.get(address).context["form"]["key"].value()
    return client.post(address, {"key": key} | told)


def test_her_only_factor_stays_and_another_one_goes_with_her_other_sessions(client):
    member, _key = with_passkey(client)
    first = hers(member).get()
    assert send(client, f"/account/passkeys/{first.pk}/remove/").status_code == 422
    add(client)
    elsewhere = Client(SERVER_NAME="localhost")
    come_in(elsewhere, _key)
    assert elsewhere.get("/").status_code == 200
    assert send(client, f"/account/passkeys/{first.pk}/remove/").url == "/account/passkeys/"
    assert elsewhere.get("/").status_code == 302
    assert come_in(elsewhere, _key).url == "/sign-in/"
    assert hers(member).count() == 1
    assert "passkey.removed" in labels()
    assert notices()[-1] == "passkey_removed"


def test_she_names_her_own_and_nobody_elses(client):
    member, _key = with_passkey(client)
    own = hers(member).get()
    assert send(client, f"/account/passkeys/{own.pk}/name/", name="grå nyckel").status_code == 302
    assert hers(member).get().wrap().name == "grå nyckel"
    assert "grå nyckel" in client.get("/account/passkeys/").content.decode()
    client.post("/sign-out/")
    with_passkey(client)
    for page in ("name", "remove"):
        assert client.get(f"/account/passkeys/{own.pk}/{page}/").status_code == 404


def test_a_reset_of_the_factor_takes_passkeys_too(client, cast):
    member, key = with_passkey(client)
    reset = actions.ask_factor_reset(by=cast["jonna"], member=member)
    actions.approve_factor_reset(by=cast["karin"], reset=reset)
    assert client.get("/").status_code == 302
    assert come_in(client, key).url == "/sign-in/"
    show_password(client, member)
    assert client.get("/").url == "/account/factor/"


def test_an_app_on_a_new_telephone_leaves_the_passkey(client):
    member, _key = with_passkey(client)
    secret = client.get("/account/factor/enrol/").context["form"].secret
    assert client.post("/account/factor/enrol/", {"code": code_of(secret)}).status_code == 302
    assert hers(member).exists()


def test_passkeys_belong_to_the_first_public_address_with_tls(settings, rf):
    for origins, party in (
        ([], "localhost"),
        (["https://fyr.example.se", "https://other.example.se"], "fyr.example.se"),
        (["http://fyr.example.se"], None),
        (["https://192.0.2.7"], None),
    ):
        settings.ORIGINS = origins
        assert passkeys.party() == party
    settings.ORIGINS = ["https://fyr.example.se"]
    assert passkeys.came_from_here("https://fyr.example.se")
    for foreign in ("https://sister.fyr.example.se", "http://fyr.example.se", "https://fyr.example.se.evil.example"):
        assert not passkeys.came_from_here(foreign)
    settings.ALLOWED_HOSTS = ["*"]
    assert passkeys.are_possible(rf.get("/", SERVER_NAME="fyr.example.se"))
    assert not passkeys.are_possible(rf.get("/", SERVER_NAME="localhost"))


def test_where_they_do_not_work_the_page_says_so_and_the_app_is_offered():
    client = Client(SERVER_NAME="127.0.0.1")
    member = engage(factor=False)
    show_password(client, member)
    page = client.get("/account/factor/").content.decode()
    assert "/account/factor/enrol/" in page
    assert ADD not in page
    assert client.get(ADD).status_code == 302
    assert PASSWORD
