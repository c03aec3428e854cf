"""The real way in: password and second factor, for every role."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from fyr.access import actions
from fyr.access.errors import Refused
from fyr.access.models import FactorReset

pytestmark = pytest.mark.django_db
PASSWORD = "korall-tröskel-mosse-71"


@pytest.fixture(autouse=True)
def no_earlier_attempts(db):
    cache.clear()


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def sign_in(client, member, password=PASSWORD):
    return client.post("/sign-in/", {"login": member.email, "password": password})


@pytest.fixture
def alma(cast):
    member = cast["alma"]
    member.set_password(PASSWORD)
    member.save()
    return member


def enrol(client, member):
    sign_in(client, member)
    client.post("/sign-in/again/?next=/account/factor/enrol/", {"password": PASSWORD})
    page = client.get("/account/factor/enrol/")
    secret = page.context["form"].secret
    answer = client.post("/account/factor/enrol/", {"code": code_for(secret)})
    assert answer.status_code == 302
    return secret


def test_a_password_alone_opens_nothing_but_the_page_that_sets_up_the_factor(client, alma):
    sign_in(client, alma)
    for address in ("/", "/cases/", "/account/"):
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, "/account/factor/")


def test_after_enrolling_the_day_opens_and_the_secret_lies_sealed(client, alma):
    secret = enrol(client, alma)
    assert client.get("/").status_code == 200
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_the_next_sign_in_asks_for_the_factor(client, alma):
    enrol(client, alma)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    client.post("/sign-out/")
    answer = sign_in(client, alma)
    assert answer.url.split("?")[0] == "/sign-in/factor/"
    assert client.get("/").status_code == 302
    assert client.post("/sign-in/factor/", {"code": "000000"}).status_code == 200
    assert client.post("/sign-in/factor/", {"code": codes[0]}).status_code == 302
    assert client.get("/").status_code == 200


def test_a_recovery_code_works_once(client, alma):
    enrol(client, alma)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (302, 200):
        client.post("/sign-out/")
        sign_in(client, alma)
        assert client.post("/sign-in/factor/", {"code": code}).status_code == expected


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, alma):
    wrong = client.post("/sign-in/", {"login": alma.email, "password": "wrong"}).context["form"].errors
    unknown = client.post("/sign-in/", {"login": "nobody@fyr.example", "password": "wrong"}).context["form"].errors
    assert wrong == unknown


def test_guessing_is_stopped_and_the_right_password_waits_too(client, alma):
    for _attempt in range(12):
        sign_in(client, alma, "wrong")
    assert sign_in(client, alma).status_code != 302


def test_the_one_time_link_sets_a_password_once(client, cast):
    member = cast["hedda"]
    address = f"/welcome/{urlsafe_base64_encode(force_bytes(member.pk))}/{default_token_generator.make_token(member)}/"
    form = client.get(address, follow=True).redirect_chain[-1][0]
    assert client.post(form, {"new_password1": PASSWORD, "new_password2": PASSWORD}).status_code == 302
    member.refresh_from_db()
    assert member.check_password(PASSWORD)
    assert "new_password1" not in client.get(address, follow=True).content.decode()


def test_a_lost_factor_takes_two_administrators_and_neither_is_she(client, cast, alma):
    enrol(client, alma)
    jonna, karin = cast["jonna"], cast["karin"]
    reset = actions.ask_factor_reset(by=jonna, member=alma)
    with pytest.raises(Refused):
        actions.approve_factor_reset(by=jonna, reset=reset)
    with pytest.raises(Refused):
        actions.ask_factor_reset(by=karin, member=karin)
    actions.approve_factor_reset(by=karin, reset=reset)
    assert not Authenticator.objects.filter(user=alma).exists()
    assert client.get("/").status_code == 302, "she is signed out everywhere"
    alma.refresh_from_db()
    assert alma.check_password(PASSWORD), "her password is still hers, and nobody else's"
    with pytest.raises(Refused):
        actions.approve_factor_reset(by=karin, reset=FactorReset.objects.get())


def test_the_last_administrator_cannot_be_closed(cast):
    actions.close_account(by=cast["jonna"], member=cast["karin"])
    with pytest.raises(Refused):
        actions.close_account(by=None, member=cast["jonna"])


def test_the_cards_exist_in_an_example_only(client, cast, monkeypatch):
    from fyr import node

    monkeypatch.setattr(node, "kind", lambda: "real")
    assert client.post(f"/sign-in/card/{cast['alma'].pk}/").status_code == 404
    assert b"Alma Lindqvist" not in client.get("/sign-in/").content
