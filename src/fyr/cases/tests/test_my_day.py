"""What waits for her stands on My day, however little was done in the case, and once."""

import datetime

import pytest
from django.utils import timezone

from fyr.access import actions as access
from fyr.access.models import Unit
from fyr.access.scope import whole_node
from fyr.cases import page
from fyr.cases.access import case_for
from fyr.cases.actions import intake, plan, protection, referrals, safety
from fyr.cases.actions.intake import Intake
from fyr.cases.actions.responsible import make_responsible
from fyr.cases.actions.transfer import import_persons
from fyr.cases.models import Case, Need, Referral, Service
from fyr.cases.next_step import next_steps
from tests.routes import ground

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
    referrals.accept_referral(by=cast["daniel"], referral=referral)
    assert ("Omedelbar fara", 0) in day(cast["daniel"], world.case)


def test_the_sender_learns_that_her_referral_was_declined(day, cast, world):
    referral = Referral.objects.get(pk=world.values["referral_id"])
    referrals.decline_referral(by=cast["daniel"], referral=referral, reason="no_place")
    assert any("avböjde" in title for title, _urgency in day(cast["alma"], world.case))


def test_a_no_is_no_news_once_somebody_else_was_asked(day, cast, world):
    referral = Referral.objects.get(pk=world.values["referral_id"])
    referrals.decline_referral(by=cast["daniel"], referral=referral, reason="no_place")
    iom = Unit.objects.get(code="iom-amp")
    asked = {"need": "medical", "urgency": "now", "ground": ground(), "message": ""}
    referrals.send_referral(by=cast["alma"], case=world.case, to_unit=iom, **asked)
    assert not any("avböjde" in title for title, _urgency in day(cast["alma"], world.case))


def test_an_answer_hides_no_step_and_a_distant_task_no_urgent_one(day, cast, new_case):
    plan.add_task(
        by=cast["alma"], case=new_case, title="Ring", assignee=cast["alma"],
        due_on=timezone.localdate() + datetime.timedelta(days=6),
    )  # fmt: skip
    assert day(cast["alma"], new_case) == [("Bedöm risken", 1), ("Ring", 2)]


def test_whoever_is_assigned_sees_danger_and_acute_risk_too(day, cast, world):
    risk(cast["alma"], world.case, "acute", 14)
    assert {("Omedelbar fara", 0), ("Akut risk", 0)} <= set(day(cast["elsa"], world.case))


def test_a_colleagues_task_is_not_hers(day, cast, world):
    Case.objects.update(danger=False)
    risk(cast["alma"], world.case, "low", 14)
    titles = [title for title, _urgency in day(cast["elsa"], world.case)]
    assert "Kanarie-Zq7 task" not in titles


def test_the_steps_on_my_day_are_those_on_the_case_page_whoever_looks_and_however_it_stands(cast, world):
    referral = Referral.objects.get(pk=world.values["referral_id"])
    referrals.accept_referral(by=cast["daniel"], referral=referral)
    iom = Unit.objects.get(code="iom-amp")
    asked = {"need": "medical", "urgency": "now", "ground": ground(), "message": ""}
    other = referrals.send_referral(by=cast["alma"], case=world.case, to_unit=iom, **asked)
    Need.objects.update(state="met")
    Service.objects.update(provider_unit=referral.to_unit, state="started")
    seen = set()

    def same():
        for name in ("alma", "daniel"):
            case = case_for(cast[name], world.case.pk)
            steps = next_steps(page.load(case))
            assert steps == next_steps(page.of_many([case])[0]), name
            seen.update((name, str(step.title)) for step in steps)
            assert name == "alma" or not any(iom.name in str(step.why) for step in steps)

    for level in ("acute", "high", "low"):
        risk(cast["alma"], world.case, level, 14)
        same()
    plan.finish_task(by=cast["alma"], case=world.case, task_id=world.values["task_id"])
    same()
    assert ("alma", "Följ upp hänvisningen") in seen
    referrals.end_referral(by=cast["alma"], case=world.case, referral_id=other.pk, state="revoked")
    Service.objects.update(provider_unit=iom)
    same()
    assert any(name == "alma" and title.startswith("Se till att") for name, title in seen)


def test_a_risk_that_is_over_leaves_the_mark_of_danger_to_be_taken_away(cast, world):
    risk(cast["alma"], world.case, "low", 14)
    first = next_steps(page.load(case_for(cast["alma"], world.case.pk)))[0]
    assert first.urgent and first.url.endswith("/intake/")
    Case.objects.update(danger=False)
    assert not next_steps(page.load(case_for(cast["alma"], world.case.pk)))[0].urgent


def test_whoever_imported_cases_is_not_sent_to_each_of_them(browse, cast):
    import_persons(by=cast["alma"], unit=Unit.objects.get(code="region-syd"), persons=[{"prs_FirstName": "Mira"}])
    hers = browse(cast["alma"])
    waiting = lambda: [item for item in hers.get("/").context["items"] if item.url.startswith("/cases/")]
    (item,) = waiting()
    assert item.title == "1 ärende har ingen ansvarig"
    (case,) = hers.get(item.url).context["cases"]
    make_responsible(by=cast["alma"], case=case, member=cast["alma"])
    assert "har ingen ansvarig" not in str([item.title for item in waiting()])


def test_a_colleague_who_does_not_work_with_the_case_is_not_sent_to_it(day, cast, new_case):
    for name, member in cast.items():
        if name != "alma" and not member.rights.anywhere("account.manage"):
            assert day(member, new_case) == [], name


def test_a_case_with_protected_identity_is_counted_for_those_named_in_it_alone(browse, cast, new_case):
    unit = new_case.unit
    nora = access.add_member(by=None, email="nora@fyr.example", name="Nora", unit=unit, role="social_worker")

    def told(member):
        titles = [str(item.title) for item in browse(member).get("/").context["items"] if "nobodys" in item.url]
        return [int(title.split()[0]) for title in titles]

    with whole_node():
        Case.objects.exclude(pk=new_case.pk).update(responsible=cast["alma"])
        Case.objects.filter(pk=new_case.pk).update(responsible=None)
    assert told(nora) == told(cast["alma"]) == [1]
    protection.protect(by=cast["alma"], case=case_for(cast["alma"], new_case.pk), protection="own")
    with whole_node():
        Case.objects.filter(pk=new_case.pk).update(responsible=None)
    assert (told(nora), told(cast["alma"])) == ([], [1])
