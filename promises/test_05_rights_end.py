"""Promise 5: rights end at once."""

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from fyr.access import actions
from fyr.access.models import Member, Membership, Unit
from fyr.access.rights import rights_of
from fyr.access.roles import ROLES
from fyr.access.scope import whole_node
from fyr.cases.actions import referrals, team
from fyr.cases.models import Assignment, Referral
from tests.routes import build, sign_in

pytestmark = [pytest.mark.promise(5), pytest.mark.django_db]


def test_a_live_session_loses_the_case_with_the_next_request(client, cast):
    world = build(cast)
    sign_in(client, cast["alma"])
    assert client.get(f"/cases/{world.case.pk}/").status_code == 200
    actions.leave(by=cast["jonna"], membership=Membership.objects.get(member=cast["alma"]))
    assert client.get(f"/cases/{world.case.pk}/").status_code == 403


def test_a_closed_account_is_signed_out(client, cast):
    sign_in(client, cast["alma"])
    assert client.get("/").status_code == 200
    actions.close_account(by=cast["jonna"], member=cast["alma"])
    assert client.get("/").status_code == 302


def test_an_ended_assignment_ends_access(client, cast):
    world = build(cast)
    sign_in(client, cast["elsa"])
    assert client.get(f"/cases/{world.case.pk}/").status_code == 200
    with whole_node():
        given = Assignment.objects.get(member=cast["elsa"])
        team.end_assignment(by=cast["alma"], case=world.case, assignment_id=given.pk)
    assert client.get(f"/cases/{world.case.pk}/").status_code == 404


def test_an_assignment_ends_by_itself_after_its_last_day(client, cast):
    import datetime

    world = build(cast)
    Assignment.objects.filter(member=cast["elsa"]).update(until=timezone.localdate() - datetime.timedelta(days=1))
    sign_in(client, cast["elsa"])
    assert client.get(f"/cases/{world.case.pk}/").status_code == 404


def test_a_revoked_referral_takes_the_case_back(client, cast):
    world = build(cast)
    referral = Referral.objects.get()
    referrals.accept_referral(by=cast["daniel"], referral=referral)
    sign_in(client, cast["daniel"])
    assert client.get(f"/cases/{world.case.pk}/").status_code == 200
    referrals.end_referral(by=cast["alma"], case=world.case, referral_id=referral.pk, state="revoked")
    assert client.get(f"/cases/{world.case.pk}/").status_code == 404


STEPS = st.lists(
    st.tuples(st.sampled_from(["join", "leave", "close"]), st.sampled_from(["region-syd", "social-exempelby"]), st.sampled_from(sorted(ROLES))),
    max_size=8,
)  # fmt: skip


@settings(max_examples=25)
@given(steps=STEPS)
def test_whatever_happens_her_rights_are_those_of_her_running_roles(cast, steps):
    member = actions.add_member(
        by=None,
        email=f"{Member.objects.count()}@fyr.example",
        name="Ny",
        unit=Unit.objects.get(code="jamy"),
        role="analyst",
    )
    expected, closed = {("jamy", "analyst")}, False
    for act, code, role in steps:
        held = Membership.objects.filter(member=member, unit__code=code, until__isnull=True).first()
        if act == "join" and not closed:
            actions.join(by=cast["jonna"], member=member, unit=Unit.objects.get(code=code), role=role)
            expected = {one for one in expected if one[0] != code} | {(code, role)}
        elif act == "leave" and held:
            actions.leave(by=cast["jonna"], membership=held)
            expected = {one for one in expected if one[0] != code}
        elif act == "close":
            actions.close_account(by=cast["jonna"], member=member)
            expected, closed = set(), True
        fresh = rights_of(Member.objects.get(pk=member.pk))
        by_code = {Unit.objects.get(pk=unit).code: held for unit, held in fresh.by_unit.items()}
        assert by_code == {code: ROLES[role].permissions for code, role in expected}
