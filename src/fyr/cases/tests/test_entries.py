"""A line of the timeline tells no more than the page on which the thing stands."""

import pytest
from django.utils import timezone, translation

from fyr.access import actions as access
from fyr.access.models import Unit
from fyr.access.roles import READ_ALL
from fyr.access.scope import whole_node
from fyr.cases.access import case_for
from fyr.cases.actions import referrals, team
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


def opened(member, case):
    member.cookies["fyr_language"] = "en"
    return member.get(f"/cases/{case.pk}/opened/").content.decode()


def test_who_opened_the_case_tells_a_helper_neither_who_else_helps_nor_what_she_may_not_read(browse, cast, told):
    elsa, daniel = cast["elsa"], cast["daniel"]
    for member in (cast["alma"], elsa, daniel):
        browse(member).get(f"/cases/{told.pk}/")
    with whole_node():
        leave(case_for(elsa, told.pk), elsa, Act.NOTE_WRITTEN)
    shown = opened(browse(daniel), told)
    assert cast["alma"].name in shown and daniel.name in shown and elsa.name not in shown
    with translation.override("en"):
        unread = [str(act.label) for act in (*NEEDS, *LED)]
    assert [label for label in unread if f">{label}<" in shown] == []
    assert ">Worked in the case<" in shown and ">Saw the case<" in shown and ">Opened the case<" not in shown


def test_who_opened_the_case_tells_the_unit_that_leads_it_everybody_and_everything(browse, cast, told):
    browse(cast["elsa"]).get(f"/cases/{told.pk}/")
    page = opened(browse(cast["alma"]), told)
    assert cast["elsa"].name in page and ">She consented to sharing<" in page and ">Opened the case<" in page


def test_all_that_is_kept_is_given_out_by_the_unit_that_leads_the_case_alone(browse, cast, world):
    """Nora of another organisation is shown all of the case, and may read all of it."""
    unit = Unit.objects.get(code="iom-amp")
    nora = access.add_member(by=None, email="nora@fyr.example", name="Nora", unit=unit, role="social_worker")
    team.assign(by=cast["alma"], case=world.case, member=nora, unit=unit, until=timezone.localdate(), ground=ground())
    assert case_for(nora, world.case.pk).may >= READ_ALL
    address = f"/cases/{world.case.pk}/papers/access/"
    assert browse(nora).get(address).status_code == 403
    assert browse(cast["alma"]).get(address).status_code == 200
