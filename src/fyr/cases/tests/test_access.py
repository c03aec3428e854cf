"""The door: through which unit a member comes to a case, and what she may do in it. In requests, as policies see them."""

import datetime

import pytest
from django.utils import timezone

from fyr.access import actions as accounts
from fyr.access.models import Member, Membership, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.cases.access import case_for, unlocked, visible_cases, visible_parts
from fyr.cases.actions import referrals, team
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Case, Referral
from fyr.vault.models import Wrap
from tests.routes import SECRET, ground

pytestmark = pytest.mark.django_db


def unit(code):
    return Unit.objects.get(code=code)


def membership(member, code):
    return Membership.objects.get(member=member, unit__code=code, until__isnull=True)


def assign(cast, world, name, code):
    member = Member.objects.get(pk=cast[name].pk)
    told = {"member": member, "unit": unit(code), "until": timezone.localdate(), "ground": ground()}
    return team.assign(by=cast["alma"], case=world.case, **told)


def holders(world):
    with whole_node():
        held = Wrap.objects.filter(subject=world.case.pk).values("holder")
        return set(Unit.objects.filter(pk__in=held).values_list("code", flat=True))


def accept(cast, world):
    return referrals.accept_referral(by=cast["daniel"], referral=Referral.objects.get())


def test_a_role_elsewhere_adds_nothing_to_what_an_assignment_allows(browse, cast, world):
    accounts.join(by=cast["jonna"], member=cast["daniel"], unit=unit("social-exempelby"), role="social_worker")
    assign(cast, world, "daniel", "trygg-hamn")
    page = browse(cast["daniel"]).get(f"/cases/{world.case.pk}/")
    assert page.status_code == 200
    assert f"{SECRET} first" not in page.content.decode()
    assert f"{SECRET} story" not in page.content.decode()


def test_whoever_leaves_the_unit_she_was_assigned_through_leaves_the_case_for_good(browse, cast, world):
    daniel = cast["daniel"]
    accounts.join(by=cast["jonna"], member=daniel, unit=unit("iom-amp"), role="return_officer")
    assign(cast, world, "daniel", "trygg-hamn")
    accounts.leave(by=cast["jonna"], membership=membership(daniel, "trygg-hamn"))
    hers = browse(daniel)
    assert hers.get(f"/cases/{world.case.pk}/").status_code == 404
    assert hers.get("/cases/?state=all").status_code == 200
    assert hers.post("/cases/search/", {"q": world.case.ref}).status_code == 200
    assert holders(world) == {"region-syd", "iom-amp"}
    accounts.join(by=cast["jonna"], member=daniel, unit=unit("trygg-hamn"), role="support_worker")
    assert hers.get(f"/cases/{world.case.pk}/").status_code == 404


def test_an_assigned_member_neither_leads_the_case_nor_hands_it_on(browse, cast, world):
    assign(cast, world, "carina", "social-exempelby")
    hers = browse(cast["carina"])
    path = f"/cases/{world.case.pk}/"
    assert hers.get(path).status_code == 200
    own = membership(cast["carina"], "social-exempelby").pk
    assert hers.send(f"{path}assignments/new/", membership=own, until="2099-01-01").status_code == 403
    assert hers.send(f"{path}referrals/{world.values['referral_id']}/revoke/").status_code == 403
    assert hers.send(f"{path}close/", outcome="moved").status_code == 403
    assert hers.send(f"{path}notes/new/", text="hennes").status_code == 302


def test_a_revoked_referral_and_an_ended_assignment_take_the_key_back(browse, cast, world):
    accept(cast, world)
    assert holders(world) == {"region-syd", "iom-amp", "trygg-hamn"}
    hers = browse(cast["alma"])
    path = f"/cases/{world.case.pk}/"
    assert hers.send(f"{path}referrals/{world.values['referral_id']}/revoke/").status_code == 302
    assert holders(world) == {"region-syd", "iom-amp"}
    assert hers.send(f"{path}assignments/{world.values['assignment_id']}/end/").status_code == 302
    assert holders(world) == {"region-syd"}


def test_a_second_member_of_the_receiver_ends_with_the_referral_too(browse, cast, world):
    accept(cast, world)
    accounts.join(by=cast["jonna"], member=cast["carina"], unit=unit("trygg-hamn"), role="support_worker")
    hers = browse(cast["alma"])
    path = f"/cases/{world.case.pk}/"
    chosen = membership(cast["carina"], "trygg-hamn").pk
    assert hers.send(f"{path}assignments/new/", membership=chosen, until=timezone.localdate()).status_code == 302
    assert browse(cast["carina"]).get(path).status_code == 200
    browse(cast["alma"]).send(f"{path}referrals/{world.values['referral_id']}/revoke/")
    assert browse(cast["carina"]).get(path).status_code == 404
    assert holders(world) == {"region-syd", "iom-amp"}


def test_accepting_gives_access_even_where_an_old_assignment_has_run_out(browse, cast, world):
    assign(cast, world, "daniel", "trygg-hamn")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Assignment.objects.filter(member=cast["daniel"]).update(until=yesterday)
    hers = browse(cast["daniel"])
    assert hers.send(f"/cases/referrals/{world.values['referral_id']}/").url == f"/cases/{world.case.pk}/"
    assert hers.get(f"/cases/{world.case.pk}/").status_code == 200


def test_the_clock_takes_back_the_key_of_an_assignment_that_has_run_out(cast, world):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Assignment.objects.filter(member=cast["elsa"]).update(until=yesterday)
    team.end_expired()
    assert holders(world) == {"region-syd"}
    assert Assignment.objects.get(member=cast["elsa"]).ended_at


def test_my_day_forgets_a_task_with_the_access_to_its_case(browse, cast, world):
    from fyr.cases.actions import plan

    plan.add_task(
        by=cast["alma"], case=world.case, title=f"{SECRET} hers", due_on=timezone.localdate(), assignee=cast["elsa"]
    )
    hers = browse(cast["elsa"])
    assert f"{SECRET} hers" in hers.get("/").content.decode()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Assignment.objects.filter(member=cast["elsa"]).update(until=yesterday)
    assert SECRET not in hers.get("/").content.decode()


def test_a_bystander_ends_no_referral_and_reads_no_message_of_it(browse, cast, world):
    accept(cast, world)
    hers = browse(cast["elsa"])
    assert f"{SECRET} message" not in hers.get(f"/cases/{world.case.pk}/").content.decode()
    done = f"/cases/{world.case.pk}/referrals/{world.values['referral_id']}/done/"
    assert hers.send(done).status_code == 404
    theirs = browse(cast["daniel"])
    assert f"{SECRET} message" in theirs.get(f"/cases/{world.case.pk}/").content.decode()
    assert theirs.send(done).url == "/cases/referrals/"
    assert theirs.get("/cases/referrals/").status_code == 200


@pytest.mark.parametrize("query", [f"{SECRET} first", "+46701740611"])
def test_identity_is_found_only_where_it_may_be_read(browse, cast, world, query):
    """A support worker in the unit that leads the case reads no identity there, whatever she may read elsewhere."""
    from fyr.cases.actions import record

    fields = {"prs_FirstName": f"{SECRET} first", "prs_MobilePhone": "+46701740611"}
    record.save_section(by=cast["alma"], case=world.case, section="person", fields=fields, version=1)
    accounts.join(by=cast["jonna"], member=cast["farida"], unit=unit("region-syd"), role="support_worker")
    accounts.join(by=cast["jonna"], member=cast["farida"], unit=unit("iom-amp"), role="return_officer")
    found = browse(cast["farida"]).post("/cases/search/", {"q": query}).content.decode()
    assert str(world.case.pk) not in found
    assert str(world.case.pk) in browse(cast["alma"]).post("/cases/search/", {"q": query}).content.decode()


def test_a_case_is_found_by_its_alias_and_safe_phone_by_whoever_is_assigned_from_elsewhere(browse, cast, world):
    hers = browse(cast["elsa"])
    for query in (f"{SECRET} alias", "070-174 06 99", f"{SECRET} second"):
        assert str(world.case.pk) in hers.post("/cases/search/", {"q": query}).content.decode(), query


def test_an_act_on_a_case_that_was_closed_meanwhile_is_refused(browse, cast, world):
    hers = browse(cast["alma"])
    path = f"/cases/{world.case.pk}/"
    hers.send(f"{path}referrals/{world.values['referral_id']}/revoke/")
    assert hers.send(f"{path}close/", outcome="moved", seen="on", note="x").status_code == 302
    need = world.values["need_id"]
    for address, told in (
        ("risk/", {"level": "high", "review_on": "2099-01-01"}),
        ("needs/new/", {"kind": "legal"}),
        (f"needs/{need}/unmet/", {"reason": "no_place"}),
        ("notes/new/", {"text": "sent"}),
        (f"tasks/{world.values['task_id']}/done/", {}),
        ("safe-contact/", {"voicemail": "no", "version": "1"}),
        ("record/person/", {"version": "1", "prs_FirstName": "x"}),
        ("intake/", {"alias": "x", "age": "adult", "interpreter": "no", "version": "1"}),
        ("close/", {"outcome": "returned"}),
    ):
        assert hers.send(path + address, **told).status_code == 422, address
    with whole_node():
        assert Case.objects.get(pk=world.case.pk).outcome == "moved"


def test_no_address_or_answer_of_a_member_breaks_a_page(browse, cast, world):
    hers = browse(cast["alma"])
    hers.raise_request_exception = False
    path = f"/cases/{world.case.pk}/"
    for moment in ("9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "0001-01-01T00:00:00", "x"):
        assert hers.get(f"{path}timeline/", {"before": moment}).status_code == 200
    assert hers.get("/cases/" + "-" * 36 + "/referrals/" + "-" * 36 + "/done/").status_code == 404
    assert hers.send(f"{path}assignments/{world.case.pk}/end/").status_code == 404
    assert hers.send(f"{path}record/event/", version="5", hte_City="x").status_code == 422
    assert hers.send(f"{path}record/person/", version="9" * 40).status_code == 422
    assert hers.post("/cases/search/", {"q": "a\0b"}).status_code == 422


def test_a_unit_that_takes_no_referrals_gets_none(cast, world):
    with pytest.raises(Refused):
        referrals.send_referral(
            by=cast["alma"], case=world.case, to_unit=unit("jamy"), need="legal", urgency="week",
            ground=ground(), message="",
        )  # fmt: skip
    assert Referral.objects.filter(case=world.case).count() == 1


def test_a_message_is_read_by_the_receivers_side_only_after_it_was_accepted(browse, cast, world):
    """Somebody of the receiving unit can be assigned before the unit has answered."""
    told = {"member": cast["daniel"], "unit": unit("trygg-hamn"), "until": timezone.localdate(), "ground": ground()}
    team.assign(by=cast["alma"], case=world.case, **told)
    address = f"/cases/{world.case.pk}/"
    assert "Kanarie-Zq7 message" not in browse(cast["daniel"]).get(address).content.decode()
    referrals.accept_referral(by=cast["daniel"], referral=Referral.objects.get(pk=world.values["referral_id"]))
    assert "Kanarie-Zq7 message" in browse(cast["daniel"]).get(address).content.decode()


def test_a_referral_that_was_taken_back_is_gone_for_the_receiver(browse, cast, world):
    address = f"/cases/referrals/{world.values['referral_id']}/"
    assert browse(cast["daniel"]).get(address).status_code == 200
    browse(cast["alma"]).send(f"/cases/{world.case.pk}/referrals/{world.values['referral_id']}/revoke/")
    assert browse(cast["daniel"]).get(address).status_code == 404
    assert browse(cast["daniel"]).get(f"{address}decline/").status_code == 404


def test_an_assignment_ends_once_and_lasts_a_year_at_most(browse, cast, world):
    hers = browse(cast["alma"])
    path = f"/cases/{world.case.pk}/assignments/"
    assert hers.send(f"{path}{world.values['assignment_id']}/end/").status_code == 302
    assert hers.send(f"{path}{world.values['assignment_id']}/end/").status_code == 422
    chosen = membership(cast["daniel"], "trygg-hamn").pk
    assert hers.send(f"{path}new/", membership=chosen, until="9999-12-31").status_code == 422


def test_acute_risk_stands_at_the_top_of_the_case(browse, cast, world):
    hers = browse(cast["alma"])
    told = {"level": "acute", "review_on": timezone.localdate().isoformat()}
    assert hers.send(f"/cases/{world.case.pk}/risk/", **told).status_code == 302
    page = hers.get(f"/cases/{world.case.pk}/").content.decode()
    assert "Akut risk" in page[: page.index("fyr-safe-contact")]


def test_the_cases_in_which_a_list_says_that_she_may_are_those_in_which_the_door_lets_her(cast, world):
    """For every permission and everybody, also for one who reads in the unit that leads and helps through another."""
    referrals.accept_referral(by=cast["daniel"], referral=Referral.objects.get(pk=world.values["referral_id"]))
    iom = Unit.objects.get(code="iom-amp")
    both = accounts.add_member(
        by=None, email="both@fyr.example", name="Both", unit=world.case.unit, role="coordinator_readonly"
    )
    accounts.join(by=cast["jonna"], member=both, unit=iom, role="return_officer")
    with whole_node():
        until = timezone.localdate()
        Assignment.objects.create(case=world.case, member=both, unit=iom, until=until, given_by=cast["alma"])
    both = Member.objects.get(pk=both.pk)
    assert {Permission.PLAN_WRITE, Permission.EXPLOITATION_READ} <= case_for(both, world.case.pk).may
    for member in (*cast.values(), both):
        opened = {case.pk: case.may for case in unlocked(Case.objects.all(), member)}
        for permission in Permission:
            expected = {pk for pk, may in opened.items() if permission in may and Permission.CASE_READ in may}
            assert set(visible_cases(member, permission).values_list("pk", flat=True)) == expected, (
                member.name,
                permission,
            )
            parts = visible_parts(member, permission)
            assert sorted(case.pk for part in parts for case in part) == sorted(expected), (member.name, permission)
