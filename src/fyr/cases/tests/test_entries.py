"""A line of the timeline tells no more than the page on which the thing stands."""

import pytest

from fyr.access.scope import whole_node
from fyr.cases.actions import referrals
from fyr.cases.acts import Act
from fyr.cases.entries import LED, NEEDS, OPEN
from fyr.cases.models import Entry, Referral
from fyr.cases.trail import leave
from tests.routes import SECRET, build, ground

pytestmark = pytest.mark.django_db


def test_every_act_is_for_everybody_for_those_who_lead_or_under_a_right():
    groups = [set(NEEDS), set(LED), set(OPEN)]
    assert set.union(*groups) == set(Act)
    assert sum(map(len, groups)) == len(Act)


@pytest.fixture
def told(cast):
    """Daniel was shown what is needed to help, and nothing else; every kind of line stands in the timeline."""
    world = build(cast)
    alma = cast["alma"]
    referral = Referral.objects.get(pk=world.values["referral_id"])
    referrals.end_referral(by=alma, case=world.case, referral_id=referral.pk, state="revoked")
    asked = {"to_unit": referral.to_unit, "need": "medical", "urgency": "now", "message": ""}
    sent = referrals.send_referral(by=alma, case=world.case, ground=ground("help"), **asked)
    referrals.accept_referral(by=cast["daniel"], referral=sent)
    with whole_node():
        Entry.objects.filter(case=world.case).delete()
        for act in Act:
            leave(world.case, alma, act, text=f"{SECRET} {act.value}")
    return world.case


@pytest.mark.parametrize("address", ["", "timeline/"])
def test_whoever_was_shown_only_what_helps_reads_no_line_of_the_rest(browse, cast, told, address):
    page = browse(cast["daniel"]).get(f"/cases/{told.pk}/{address}").content.decode()
    assert [act.value for act in (*NEEDS, *LED) if f"{SECRET} {act.value}<" in page] == []


def test_whoever_leads_the_case_reads_every_line(browse, cast, told):
    page = browse(cast["alma"]).get(f"/cases/{told.pk}/timeline/").content.decode()
    assert [act.value for act in Act if f"{SECRET} {act.value}<" not in page] == []
