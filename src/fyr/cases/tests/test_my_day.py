"""What waits for her stands on My day, however little was done in the case, and once."""

import datetime

import pytest
from django.utils import timezone

from fyr.access.models import Unit
from fyr.cases.access import case_for
from fyr.cases.actions import intake, safety, sharing
from fyr.cases.actions.intake import Intake
from fyr.cases.models import Referral

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(browse):
    """The titles on a member's day, of one case, most urgent first."""

    def of(member, case) -> list[tuple[str, int]]:
        items = browse(member).get("/").context["items"]
        return [(str(item.title), item.urgency) for item in items if str(case.pk) in item.url]

    return of


@pytest.fixture
def new_case(cast):
    unit = Unit.objects.get(code="region-syd")
    return case_for(cast["alma"], intake.open_case(by=cast["alma"], unit=unit, intake=Intake(alias="Ny")).pk)


def risk(by, case, level, days):
    review = timezone.localdate() + datetime.timedelta(days=days)
    safety.assess_risk(by=by, case=case, level=level, threats="", measures="", review_on=review)


def test_a_case_that_was_just_opened_stands_there_with_its_next_step(day, cast, new_case):
    assert day(cast["alma"], new_case) == [("Bedöm risken", 1)]
    risk(cast["alma"], new_case, "raised", 14)
    assert day(cast["alma"], new_case) == [("Kom överens om säker kontakt", 1)]


def test_acute_risk_stands_there_as_long_as_it_is_acute(day, cast, new_case):
    risk(cast["alma"], new_case, "acute", 14)
    assert day(cast["alma"], new_case) == [("Akut risk", 0)]


def test_whoever_accepted_a_referral_finds_the_case_on_her_day(day, cast, world):
    referral = Referral.objects.get(pk=world.values["referral_id"])
    assert day(cast["daniel"], world.case) == []
    sharing.accept_referral(by=cast["daniel"], referral=referral)
    assert len(day(cast["daniel"], world.case)) == 1


def test_the_sender_learns_that_her_referral_was_declined(day, cast, world):
    referral = Referral.objects.get(pk=world.values["referral_id"])
    sharing.decline_referral(by=cast["daniel"], referral=referral, reason="no_place")
    assert any("avböjde" in title for title, _urgency in day(cast["alma"], world.case))


def test_a_colleague_who_does_not_work_with_the_case_is_not_sent_to_it(day, cast, new_case):
    for name, member in cast.items():
        if name != "alma" and not member.rights.anywhere("account.manage"):
            assert day(member, new_case) == [], name
