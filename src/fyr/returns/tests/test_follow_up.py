"""Contact after the return: nobody who agreed is forgotten, nobody who did not is pressed, and danger can be noted everywhere."""

import datetime

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override

from fyr.access.scope import acting
from fyr.returns import my_day
from fyr.returns.access import part_for
from fyr.returns.actions import agreements, closing, follow_up, withdrawing
from fyr.returns.example.way import Way
from fyr.returns.models import Agreement, Call, Contact, Return, Survey
from fyr.returns.tests.conftest import open_case, walked
from tests.routes import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(cast, ready):
    return walked_home(ready)


def walked_home(way):
    return way.left().arrived(way.radu)


def planned(way):
    return list(Contact.objects.filter(of=way.pk, state="planned").values_list("planned_on", flat=True))


def day_of(member):
    """(what, about whom) on her My day."""
    request = RequestFactory().get("/")
    request.user = member
    with acting(member), override("en"):
        return [(str(one.title), str(one.about)) for one in my_day.items(request)]


def test_a_yes_that_is_said_anew_keeps_the_contacts_that_are_planned(home):
    before = planned(home)
    assert before
    home.agreed("follow_up")
    assert planned(home) == before


def test_who_takes_her_yes_back_is_not_contacted_and_who_says_yes_again_is(home):
    before = planned(home)
    home.agreed("follow_up", yes=False)
    assert planned(home) == []
    home.agreed("follow_up")
    assert planned(home) == before
    Contact.objects.filter(of=home.pk, planned_on=before[0], state="planned").update(state="reached_well")
    home.agreed("home_authorities")
    assert planned(home) == before[1:]


def test_whoever_was_heard_of_before_she_arrived_is_followed_up_all_the_same(ready):
    follow_up.note_heard(by=ready.elsa, ret=ready.seen(ready.elsa), state="reached_well", made_on=ready.today)
    assert planned(walked_home(ready))


def test_what_was_closed_by_mistake_is_followed_up_again(home):
    before, elsa = planned(home), home.elsa
    closing.close(by=elsa, ret=home.seen(elsa), outcome="completed", words="hon klarar sig")
    assert planned(home) == []
    closing.reopen(by=elsa, ret=home.seen(elsa), reason="hon ringde")
    assert planned(home) == before


def test_a_second_way_home_has_rounds_of_its_own(home, cast):
    home.surveyed(cast["tove"], "baseline")
    withdrawing.withdraw(by=home.alma, ret=home.seen(home.alma), safe="with_us")
    for call in Call.objects.filter(of=home.pk):
        withdrawing.confirm_call(by=home.alma, call=part_for(home.alma, Call, call.pk), answer="vet")
    withdrawing.take_up(by=home.alma, ret=home.seen(home.alma))
    home.told().asked().assessed(home.alma, "risk", "needs").referred().decided().agreed("follow_up").shown()
    walked_home(home.assessed(home.elsa, "risk", "health").planned())
    assert planned(home)
    home.surveyed(cast["tove"], "baseline")
    assert Survey.objects.filter(of=home.pk, round="baseline").count() == 2


def test_whoever_did_not_want_contact_is_on_nobodys_day(home, cast):
    home.shown(sections=("person", "follow_up"))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=40), tick=False):
        assert any(title == "Contact after the return" for title, _about in day_of(cast["radu"]))
    home.agreed("follow_up", yes=False)
    for months in (1, 6, 12):
        with time_machine.travel(timezone.now() + datetime.timedelta(days=31 * months), tick=False):
            assert not day_of(cast["radu"])


def test_once_her_yes_has_run_out_nothing_is_planned_any_more(home):
    Agreement.objects.filter(of=home.pk, asked="follow_up").update(until=home.today)
    agreements.end_expired()
    assert planned(home)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1), tick=False):
        agreements.end_expired()
    assert planned(home) == []


def test_my_day_does_not_forget_those_of_whom_nothing_was_heard(home, cast, monkeypatch, programme):
    monkeypatch.setattr(my_day, "LOOKED_AT", 1)
    Return.objects.filter(pk=home.pk).update(updated_at=timezone.now() - datetime.timedelta(days=170))
    walked("another, agreed", cast, lambda: newer(cast, programme))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=40), tick=False):
        assert any(title == "Contact after the return" for title, _about in day_of(cast["elsa"]))


def newer(cast, programme):
    way = Way.begun(cast, open_case(cast), programme).person().told().asked().consented()
    return way.assessed(way.alma, "risk", "needs").referred().decided()


@pytest.mark.parametrize("left", [False, True])
def test_who_is_heard_of_in_danger_before_she_has_arrived_can_be_noted_and_helped(ready, client, left):
    if left:
        ready.left()
    sign_in(client, ready.elsa)
    address = f"/returns/record/{ready.pk}/"
    assert f"{address}heard/" in client.get(address).content.decode()
    follow_up.note_heard(
        by=ready.elsa, ret=ready.seen(ready.elsa), state="in_danger", made_on=ready.today, told="han väntar"
    )
    withdrawing.withdraw(by=ready.alma, ret=ready.seen(ready.alma), safe="with_us")
    row = Contact.objects.get(of=ready.pk, state="in_danger")
    page = client.get(address).content.decode()
    assert 'id="followed"' in page and f"/{row.pk}/" in page
    follow_up.answer_danger(by=ready.elsa, contact=part_for(ready.elsa, Contact, row.pk), done="hon är hos oss")
    assert not Return.objects.get(pk=ready.pk).danger
