"""Where she is signed in: she sees it in plain words, and ends it."""

import datetime

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from fyr import node
from fyr.access import actions, devices
from fyr.access.models import Device, Member
from fyr.access.scope import whole_node
from fyr.office import actions as office
from fyr.office.tests.people import PASSWORD, code_of, engage, labels, show_password
from fyr.work.models import Delivery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0"


@pytest.fixture
def alma(cast):
    return cast["alma"]


def browser(member, agent=EDGE):
    client = Client(headers={"user-agent": agent})
    client.post(f"/sign-in/card/{member.pk}/")
    return client


def rows(client):
    return client.get("/account/devices/").context["rows"]


def press(client, address):
    return client.post(address, {"key": client.get("/account/devices/").context["form"]["key"].value()})


def test_she_sees_each_device_in_plain_words_and_which_one_is_this(alma):
    desk, _telephone = browser(alma), browser(alma, PHONE)
    page = desk.get("/account/devices/").content.decode()
    assert "18_1" not in page
    shown = {(row["device"].browser, row["device"].system): row["this"] for row in rows(desk)}
    assert shown == {("edge", "windows"): True, ("safari", "iphone"): False}


def test_another_device_that_she_ends_is_out_with_its_next_request(alma):
    desk, telephone = browser(alma), browser(alma, PHONE)
    there = next(row["device"] for row in rows(desk) if not row["this"])
    assert press(desk, f"/account/devices/{there.pk}/end/").status_code == 302
    assert telephone.get("/").url.startswith("/sign-in/")
    assert len(rows(desk)) == 1
    assert "device.ended" in labels()


def test_one_press_ends_all_others_and_keeps_this_one(alma, cast):
    desk, others = browser(alma), [browser(alma, PHONE), browser(alma)]
    colleague = browser(cast["björn"])
    assert press(desk, "/account/devices/end/").status_code == 302
    assert [one.get("/").status_code for one in (desk, *others, colleague)] == [200, 302, 302, 200]


def test_nobody_sees_or_ends_the_device_of_another(alma, cast):
    desk, colleague = browser(alma), browser(cast["björn"])
    hers = rows(desk)[0]["device"]
    assert [row["device"].pk for row in rows(colleague)] != [hers.pk]
    press(colleague, f"/account/devices/{hers.pk}/end/")
    assert desk.get("/").status_code == 200
    with pytest.raises(PermissionDenied):
        office.end_device(by=cast["björn"], device=hers)
    assert desk.get("/").status_code == 200


def test_the_one_she_sits_at_is_ended_by_signing_out(alma):
    desk = browser(alma)
    assert press(desk, f"/account/devices/{rows(desk)[0]['device'].pk}/end/").status_code == 404
    desk.post("/sign-out/")
    assert not devices.live(alma).exists()


def test_last_active_is_known_to_the_minute_and_no_better(alma, still_clock):
    desk = browser(alma)
    began = rows(desk)[0]["device"].last_active
    still_clock.shift(datetime.timedelta(minutes=7))
    desk.get("/")
    after = rows(desk)[0]["device"].last_active
    assert after - began == datetime.timedelta(minutes=7)
    assert (after.second, after.microsecond) == (0, 0)


def test_the_row_gives_away_neither_the_session_nor_the_browsers_cookie(alma):
    desk = browser(alma)
    with whole_node():
        row = Device.objects.values().get(member=alma)
    key = desk.cookies["fyr_session"].value
    assert key not in str(row)
    assert Session.objects.filter(pk=key).exists()
    assert "131.0" not in str(row)


def test_a_new_password_keeps_this_device_on_the_list(client, cast):
    member = engage()
    cache.clear()
    show_password(client, member)
    client.post("/sign-in/factor/", {"code": code_of(member.secret)})
    new = {"oldpassword": PASSWORD, "password1": "fyra nya gröna ord", "password2": "fyra nya gröna ord"}
    assert client.post("/account/password/", new).status_code == 302
    assert [row["this"] for row in rows(client)] == [True]


def told():
    return Delivery.objects.filter(topic="office.notice", payload__what="new_device").count()


def test_a_browser_that_she_has_not_used_is_told_by_mail_once(cast, monkeypatch):
    monkeypatch.setattr(node, "kind", lambda: "real")
    member = engage()

    def come_in(client):
        cache.clear()
        show_password(client, member)
        client.post("/sign-in/factor/", {"code": code_of(member.secret)})
        client.post("/sign-out/")

    desk, foreign = Client(), Client()
    come_in(desk)
    assert told() == 1
    come_in(desk)
    assert told() == 1
    come_in(foreign)
    assert told() == 2
    with whole_node():
        marks = set(Device.objects.filter(member=member).values_list("mark", flat=True))
    assert len(marks) == 2
    cookie = desk.cookies["fyr_device"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/sign-in/", True, "Lax")


def test_an_administrator_signs_a_member_out_everywhere_and_sees_no_device(alma, cast):
    desk, telephone = browser(alma), browser(alma, PHONE)
    jonna = browser(cast["jonna"])
    address = f"/office/members/{alma.pk}/sign-out/"
    key = jonna.get(address).context["form"]["key"].value()
    assert jonna.post(address, {"key": key}).status_code == 302
    assert [one.get("/").status_code for one in (desk, telephone, jonna)] == [302, 302, 200]
    assert "iPhone" not in jonna.get(f"/office/members/{alma.pk}/").content.decode()
    with pytest.raises(PermissionDenied):
        actions.sign_out_everywhere(by=cast["ivar"], member=alma)


@pytest.mark.parametrize("how", ["signed out", "a new password by a link", "a new factor", "closed"])
def test_whoever_has_shown_an_old_password_and_not_the_factor_yet_does_not_come_in_any_more(cast, how):
    member, stranger = engage(), Client()
    show_password(stranger, member)
    if how == "signed out":
        actions.sign_out_everywhere(by=None, member=member)
    elif how == "a new password by a link":
        link = f"/welcome/{urlsafe_base64_encode(force_bytes(member.pk))}/{default_token_generator.make_token(member)}/"
        told = dict.fromkeys(("new_password1", "new_password2"), "fyra andra blåa ord")
        hers = Client()
        assert hers.post(hers.get(link).url, told).status_code == 302
    elif how == "a new factor":
        first, second = engage("administrator"), engage("administrator")
        actions.approve_factor_reset(by=second, reset=actions.ask_factor_reset(by=first, member=member))
    else:
        actions.close_account(by=None, member=member)
    stranger.post("/sign-in/factor/", {"code": code_of(member.secret)})
    assert stranger.get("/").status_code == 302
    assert "sign-in.done" not in labels()


def test_an_account_that_is_closed_while_the_code_is_on_its_way_signs_nobody_in(cast):
    member, browser = engage(), Client()
    show_password(browser, member)
    Member.objects.filter(pk=member.pk).update(is_active=False)
    assert browser.post("/sign-in/factor/", {"code": code_of(member.secret)}).status_code == 403
    assert browser.get("/").status_code == 302
    assert "sign-in.closed" in labels() and "sign-in.done" not in labels()
