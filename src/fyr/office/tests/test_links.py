"""One-time links: the welcome, and the forgotten password."""

import datetime
import re
from urllib.parse import urlsplit

import pytest
from django.core import mail as outgoing

from fyr.access import actions
from fyr.access.models import Member, Unit
from fyr.office.mail import one_time_link
from fyr.office.tests.people import PASSWORD, code_of, engage, labels, show_password
from fyr.work import outbox

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]
CHOSEN = {"new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def newcomer(cast):
    unit = Unit.objects.get(code="region-syd")
    return actions.add_member(by=cast["jonna"], email="ny@fyr.example", name="Ny", unit=unit, role="social_worker")


def follow(client, link):
    """Opens the link; gives the address of the form behind it, which no longer carries the token."""
    answer = client.get(urlsplit(link).path)
    return answer.url if answer.status_code == 302 else None


def test_a_newcomer_chooses_a_password_then_sets_up_her_factor(client, newcomer):
    form = follow(client, one_time_link(newcomer))
    assert client.post(form, CHOSEN).url == "/sign-in/"
    assert client.get("/").status_code == 302
    assert show_password(client, newcomer).url == "/"
    assert client.get("/").url == "/account/factor/"
    client.get("/account/factor/enrol/")
    client.post("/account/factor/enrol/", {"code": code_of(client.session["mfa.totp.secret"])})
    assert client.get("/").status_code == 200
    assert "password.chosen" in labels()


def test_a_link_works_once(client, newcomer):
    link = one_time_link(newcomer)
    client.post(follow(client, link), CHOSEN)
    client.session.flush()
    assert follow(client, link) is None


def test_a_link_is_void_after_three_days(client, newcomer, still_clock):
    link = one_time_link(newcomer)
    still_clock.shift(datetime.timedelta(days=3, minutes=1))
    assert follow(client, link) is None


def test_a_link_of_a_closed_account_opens_nothing(client, cast, newcomer):
    link = one_time_link(newcomer)
    actions.close_account(by=cast["jonna"], member=newcomer)
    assert follow(client, link) is None


def test_a_common_password_is_refused(client, newcomer):
    form = follow(client, one_time_link(newcomer))
    assert client.post(form, {"new_password1": "password1234", "new_password2": "password1234"}).status_code == 200
    assert not Member.objects.get(pk=newcomer.pk).has_usable_password()


def test_an_invitation_is_mailed_and_the_administrator_sees_no_link(client, cast):
    client.post(f"/sign-in/card/{cast['jonna'].pk}/")
    unit = Unit.objects.get(code="region-syd")
    page = client.get("/office/members/new/")
    told = {"key": page.context["form"]["key"].value(), "name": "Lo", "email": "lo@fyr.example"}
    answer = client.post("/office/members/new/", told | {"unit": unit.pk, "role": "social_worker"}, follow=True)
    assert b"/welcome/" not in answer.content
    assert outbox.deliver() == 1
    (message,) = outgoing.outbox
    assert message.to == ["lo@fyr.example"]
    assert message.subject == "Fyr"
    assert follow(client, re.search(r"http\S+", message.body)[0])


def test_who_forgot_her_password_gets_a_link_and_still_needs_her_factor(client, cast):
    member = engage()
    assert client.post("/sign-in/forgotten/", {"email": member.email}).url == "/sign-in/forgotten/sent/"
    outbox.deliver()
    form = follow(client, re.search(r"http\S+", outgoing.outbox[0].body)[0])
    client.post(form, {"new_password1": "ett helt nytt lösenord", "new_password2": "ett helt nytt lösenord"})
    assert show_password(client, member, "ett helt nytt lösenord").url == "/sign-in/factor/"
    assert client.get("/").status_code == 302


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, cast):
    assert client.post("/sign-in/forgotten/", {"email": "x@fyr.example"}).url == "/sign-in/forgotten/sent/"
    assert outbox.deliver() == 0
    assert outgoing.outbox == []


def test_asking_for_links_again_and_again_is_stopped(client, cast):
    answers = [client.post("/sign-in/forgotten/", {"email": "x@fyr.example"}).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]
