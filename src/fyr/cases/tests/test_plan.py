"""Needs and services: what is promised is not yet given, and what was noted can be changed and taken back."""

import datetime

import pytest
from django.utils import timezone

from fyr.access.models import Unit
from fyr.cases import page
from fyr.cases.access import case_for
from fyr.cases.actions import disclosures, intake, needs, plan, safety
from fyr.cases.codes.needs import NEXT_NEED_STATES
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.models import Need, Referral, Service
from fyr.cases.next_step import next_steps
from fyr.cases.unfinished import pressing

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(world):
    return Need.objects.get(pk=world.values["need_id"])


def state_of(need: Need) -> str:
    return Need.objects.values_list("state", flat=True).get(pk=need.pk)


@pytest.fixture
def move(cast, world):
    def to(state: str) -> None:
        today = timezone.localdate()
        plan.move_service(
            by=cast["alma"], case=world.case, service_id=world.values["service_id"], state=state, on=today
        )

    return to


def test_a_need_is_met_when_the_service_has_started_and_not_when_it_was_promised(need, move):
    move("accepted")
    assert state_of(need) == "open"
    move("started")
    assert state_of(need) == "met"


def test_a_need_that_is_met_cannot_be_called_unmet_before_it_is_opened_again(cast, world, need, move):
    move("accepted")
    move("started")
    told = {"by": cast["alma"], "case": world.case, "need_id": need.pk}
    with pytest.raises(Refused):
        needs.mark_unmet(**told, reason="no_place", note="")
    needs.reopen_need(**told)
    with pytest.raises(Refused):
        needs.mark_unmet(**told, reason="no_place", note="")
    move("ended")
    needs.mark_unmet(**told, reason="no_place", note="")
    assert state_of(need) == "unmet"


def test_a_need_that_was_noted_by_mistake_can_be_taken_back_and_opened_again(browse, cast, world, need, move):
    move("declined")
    hers = browse(cast["alma"])
    page = f"/cases/{world.case.pk}/needs/{need.pk}/"
    assert hers.send(page + "withdraw/").status_code == 302
    assert state_of(need) == "withdrawn"
    assert need.get_kind_display() not in hers.get(f"/cases/{world.case.pk}/plan/").content.decode()
    assert hers.send(page + "reopen/").status_code == 302
    assert state_of(need) == "open"


def test_a_need_is_not_taken_back_while_a_service_runs_for_it(cast, world, need, move):
    for state in ("offered", "accepted", "started"):
        if state != "offered":
            move(state)
        with pytest.raises(Refused):
            needs.withdraw_need(by=cast["alma"], case=world.case, need_id=need.pk)


def test_nothing_is_offered_for_a_need_that_was_taken_back(cast, world, need, move):
    move("declined")
    told = {"by": cast["alma"], "case": world.case, "need_id": need.pk}
    needs.withdraw_need(**told)
    with pytest.raises(Refused):
        plan.offer_service(**told, provider="Kliniken", description="", on=timezone.localdate())


def test_a_declined_service_is_not_offered_again_for_a_need_that_was_taken_back(cast, world, need, move):
    move("declined")
    needs.withdraw_need(by=cast["alma"], case=world.case, need_id=need.pk)
    with pytest.raises(Refused):
        move("offered")


@pytest.mark.parametrize("state", ["open", "met", "unmet", "withdrawn"])
def test_a_need_goes_from_one_state_to_another_only_as_the_table_says(cast, world, need, state):
    told = {"by": cast["alma"], "case": world.case, "need_id": need.pk}
    acts = {
        "open": needs.reopen_need,
        "withdrawn": needs.withdraw_need,
        "unmet": lambda **told: needs.mark_unmet(**told, reason="no_place", note=""),
    }
    Service.objects.all().delete()
    for to, act in acts.items():
        Need.objects.filter(pk=need.pk).update(state=state, unmet_reason="other" if state == "unmet" else "")
        if to in NEXT_NEED_STATES[state]:
            act(**told)
            assert state_of(need) == to
        else:
            with pytest.raises(Refused):
                act(**told)


def test_what_was_said_of_a_need_stays_in_the_timeline_when_it_is_changed_or_opened_again(
    browse, cast, world, need, move
):
    move("declined")
    told = {"by": cast["alma"], "case": world.case, "need_id": need.pk}
    needs.mark_unmet(**told, reason="no_place", note="Fyra månaders kö")
    needs.reopen_need(**told)
    needs.change_need(**told, kind="legal", description="Ombud", version=need.version)
    page = browse(cast["alma"]).get(f"/cases/{world.case.pk}/timeline/").content.decode()
    assert "Ingen plats ledig. Fyra månaders kö" in page
    assert "Tidigare: Kanarie-Zq7 need" in page


def test_where_every_service_has_ended_the_next_step_is_to_offer_another(cast, world, need, move):
    move("accepted")
    move("ended")
    safety.assess_risk(
        by=cast["alma"], case=world.case, level="low", threats="", measures="",
        review_on=timezone.localdate() + datetime.timedelta(days=9),
    )  # fmt: skip
    step = next_steps(page.load(case_for(cast["alma"], world.case.pk)))[-1]
    assert step.url.endswith(f"/needs/{need.pk}/services/new/")


@pytest.mark.parametrize("days", [-1, 1, -4000])
def test_a_step_of_a_service_has_a_day_that_can_be(cast, world, days):
    on = timezone.localdate() + datetime.timedelta(days=days)
    with pytest.raises(Refused) as refused:
        plan.move_service(
            by=cast["alma"], case=world.case, service_id=world.values["service_id"], state="accepted", on=on
        )
    assert refused.value.field == "on"


def test_an_accepted_service_is_asked_after_until_it_has_started(cast, world, need, move):
    review = timezone.localdate() + datetime.timedelta(days=9)
    safety.assess_risk(by=cast["alma"], case=world.case, level="low", threats="", measures="", review_on=review)
    plan.finish_task(by=cast["alma"], case=world.case, task_id=world.values["task_id"])
    step = lambda: next_steps(page.load(case_for(cast["alma"], world.case.pk)))[-1].url
    move("accepted")
    assert step().endswith(f"/services/{world.values['service_id']}/")
    move("started")
    assert not step().endswith(f"/services/{world.values['service_id']}/")


def test_where_nothing_is_shared_any_more_with_whoever_gives_a_service_the_next_step_asks_how_it_goes_on(
    cast, world, need
):
    told = {"by": cast["alma"], "case": world.case}
    safety.assess_risk(
        **told, level="low", threats="", measures="", review_on=timezone.localdate() + datetime.timedelta(days=9)
    )
    referral = Referral.objects.get(pk=world.values["referral_id"])
    Service.objects.filter(pk=world.values["service_id"]).update(provider_unit=referral.to_unit, state="started")
    Need.objects.filter(pk=need.pk).update(state="met")
    step = lambda: next_steps(page.load(case_for(cast["alma"], world.case.pk)))[-1]
    address = f"/services/{world.values['service_id']}/"
    assert not step().url.endswith(address)
    disclosures.end_disclosure(**told, disclosure_id=referral.disclosure_id)
    assert step().url.endswith(address) and referral.to_unit.name in str(step().why)
    plan.move_service(**told, service_id=world.values["service_id"], state="ended", on=timezone.localdate())
    assert not step().url.endswith(address)


def test_a_task_is_given_only_to_who_can_do_it(browse, cast, world):
    hers = browse(cast["alma"])
    address = f"/cases/{world.case.pk}/tasks/new/"
    told = {"title": "Ring", "due_on": timezone.localdate().isoformat()}
    assert hers.send(address, assignee=str(cast["björn"].pk), **told).status_code == 422
    assert hers.send(address, assignee=str(cast["elsa"].pk), **told).status_code == 302


def test_a_refusal_about_a_day_stands_at_the_day(browse, cast, world):
    late = {"title": "Ring", "due_on": "2020-01-01", "assignee": str(cast["alma"].pk)}
    answer = browse(cast["alma"]).send(f"/cases/{world.case.pk}/tasks/new/", **late)
    assert answer.context["form"].errors["due_on"] == ["Dagen har passerat. Välj i dag eller en senare dag."]


def test_a_page_that_asks_names_the_part_and_there_is_none_for_a_part_of_no_case(browse, cast, world, need):
    hers = browse(cast["alma"])
    address = f"/cases/{world.case.pk}/tasks/{{}}/done/"
    page = hers.get(address.format(world.values["task_id"])).content.decode()
    assert "Kanarie-Zq7 task" in page
    assert "Kanarie-Zq7" not in page[page.index("<title>") : page.index("</title>")]
    assert hers.get(address.format(need.pk)).status_code == 404


def test_the_second_of_two_who_change_a_need_overwrites_nothing(cast, world, need):
    told = {"by": cast["alma"], "case": world.case, "need_id": need.pk, "version": need.version}
    needs.change_need(**told, kind="legal", description="")
    with pytest.raises(ChangedMeanwhile):
        needs.change_need(**told, kind="work", description="")
    assert Need.objects.filter(pk=need.pk, kind="legal").exists()


def test_who_told_and_on_what_a_referral_rests_stand_on_the_case_page(browse, cast, world):
    plan.move_service(
        by=cast["alma"], case=world.case, service_id=world.values["service_id"], state="accepted",
        on=timezone.localdate(), by_whom="Hon själv, genom tolk",
    )  # fmt: skip
    page = browse(cast["alma"]).get(f"/cases/{world.case.pk}/").content.decode()
    assert "Hon själv, genom tolk" in page
    assert "Kanarie-Zq7 consent" in page


def test_whoever_closes_a_case_is_told_what_is_not_finished(browse, cast, world):
    page = browse(cast["alma"]).get(f"/cases/{world.case.pk}/close/").content.decode()
    for told in ("Öppna behov: 1.", "Öppna uppgifter: 1.", "Omedelbar fara är markerad.", "omedelbart skydd"):
        assert told in page, told


def test_nobody_closes_what_cannot_wait_without_reading_it_and_saying_who_looks_after_it(browse, cast, world):
    Referral.objects.filter(case=world.case).update(state="revoked")
    hers, address = browse(cast["alma"]), f"/cases/{world.case.pk}/close/"
    for told in ({}, {"seen": "on"}, {"note": "Kommunen tar över"}):
        assert hers.send(address, outcome="support_secured", **told).status_code == 422, told
    assert hers.send(address, outcome="support_secured", seen="on", note="Kommunen tar över").status_code == 302


@pytest.mark.parametrize(
    ("told", "level", "count"),
    [({}, "low", 0), ({"danger": True}, "low", 1), ({}, "acute", 1), ({"age": "doubtful"}, "low", 1), ({"age": "child", "danger": True}, "acute", 3)],
)  # fmt: skip
def test_danger_an_acute_risk_and_a_child_not_reported_cannot_wait(cast, told, level, count):
    unit = Unit.objects.get(code="region-syd")
    case = case_for(cast["alma"], intake.open_case(by=cast["alma"], unit=unit, intake=intake.Intake("Ny", **told)).pk)
    review = timezone.localdate() + datetime.timedelta(days=9)
    safety.assess_risk(by=cast["alma"], case=case, level=level, threats="", measures="", review_on=review)
    assert len(pressing(case)) == count
