"""Calls, applications, the check that they are complete, their assessment, and the answer."""

import pytest
from django.core.exceptions import PermissionDenied

from fyr.access.errors import ChangedMeanwhile, Refused
from fyr.funding.actions import calls, grants
from fyr.funding.models import Application, Call
from fyr.funding.tests.conftest import day, fresh, holds

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(money):
    return money.call()


def test_a_call_closes_after_it_opens_and_is_made_by_the_unit_that_gives(money, call):
    with pytest.raises(Refused) as info:
        money.call(opens_on=day(), closes_on=day(-1))
    assert info.value.field == "closes_on"
    told = {"scheme": "se.call", "title": "x", "purpose": "x", "opens_on": day(), "closes_on": day(), "year": 2026}
    with pytest.raises(PermissionDenied):
        calls.add_call(by=money.mikael, decision=money.decision, **told)
    assert Call.objects.get() == call


def test_one_applies_for_ones_own_organisation_once_while_the_call_is_open(money, call):
    with pytest.raises(Refused):
        money.application(call, to="iom")
    money.application(call)
    with pytest.raises(Refused):
        money.application(call)
    for dates in ({"opens_on": day(1)}, {"opens_on": day(-9), "closes_on": day(-1)}):
        with pytest.raises(Refused):
            money.application(money.call(**dates))
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    "lacking",
    [{"plan": ""}, {"ends_on": None}, {"costs": ""}, {"amount": None}, {"signatory": ""}, {"no_other_grants": False}, {"attested": False}],
)  # fmt: skip
def test_what_the_scheme_asks_for_is_there_before_it_is_sent_in(money, call, lacking):
    with pytest.raises(Refused):
        calls.submit(by=money.mikael, application=money.application(call, **lacking))
    assert Application.objects.get().state == "draft"


def test_an_application_that_lacks_something_goes_back_and_may_come_after_the_call_has_closed(money, call):
    made = money.application(call)
    calls.submit(by=money.mikael, application=made)
    with pytest.raises(Refused) as info:
        calls.check(by=money.farida, application=made, missing=["plan"])
    assert info.value.field == "complete_by"
    calls.check(by=money.farida, application=made, missing=["plan"], asked="En plan", complete_by=day(5))
    assert (fresh(made).state, fresh(made).missing) == ("incomplete", {"codes": ["plan"], "asked": "En plan"})
    Call.objects.filter(pk=call.pk).update(closes_on=day(-1))
    calls.save(by=money.mikael, application=made, version=2, plan="Ny plan")
    calls.submit(by=money.mikael, application=made)
    calls.check(by=money.lova, application=made, missing=[], excluded=["debts"])
    done = fresh(made)
    assert (done.state, done.missing, done.complete_by, done.excluded) == ("complete", {}, None, ["debts"])
    calls.check(by=money.lova, application=made, missing=[])
    assert fresh(made).excluded == [], "a ground that does not hold is taken away again"


def test_a_day_to_complete_it_by_ends(money, call):
    made = money.application(call)
    calls.submit(by=money.mikael, application=made)
    with pytest.raises(Refused):
        calls.check(by=money.farida, application=made, missing=["plan"], complete_by=day(-1))
    calls.check(by=money.farida, application=made, missing=["plan"], complete_by=day(1))
    Application.objects.filter(pk=made.pk).update(complete_by=day(-1))
    with pytest.raises(Refused):
        calls.submit(by=money.mikael, application=made)
    calls.check(by=money.farida, application=made, missing=["plan"], complete_by=day(1))
    calls.submit(by=money.mikael, application=made)


def test_what_is_sent_in_is_not_changed_and_two_who_write_meet(money, call):
    made = money.application(call)
    with pytest.raises(ChangedMeanwhile):
        calls.save(by=money.mikael, application=made, version=1, plan="x")
    calls.submit(by=money.mikael, application=made)
    for act in (
        lambda: calls.save(by=money.mikael, application=made, version=2, plan="x"),
        lambda: calls.submit(by=money.mikael, application=made),
    ):
        with pytest.raises(Refused):
            act()


def test_two_officers_assess_it_each_once_before_anything_is_proposed(money, call):
    made = money.found_complete(call)
    propose = lambda: money.proposed(4_000, scheme="se.call", application=made, to="plattformen")
    with pytest.raises(Refused):
        propose()
    money.assessed(made, money.farida)
    with pytest.raises(Refused):
        money.assessed(made, money.farida)
    with pytest.raises(Refused):
        propose()
    money.assessed(made, money.lova)
    grant = propose()
    with pytest.raises(Refused):
        propose()
    grants.approve(by=money.gunnar, grant=grant)
    assert (fresh(made).state, holds(grant)) == ("decided", {"committed": 4_000})
    with pytest.raises(Refused):
        money.assessed(made, money.lova)


def test_who_has_an_interest_does_not_assess(money, call, both_sides):
    made = money.found_complete(call)
    told = {"application": made, "scores": [1, 1], "reasons": "x", "verdict": "grant"}
    with pytest.raises(Refused) as info:
        calls.assess(by=money.lova, unbiased=False, **told)
    assert info.value.field == "unbiased"
    hers = money.application(call, to="iom", by=money.nina)
    calls.submit(by=money.nina, application=hers)
    calls.check(by=money.lova, application=hers, missing=[])
    with pytest.raises(Refused):
        money.assessed(hers, both_sides)
    with pytest.raises(PermissionDenied):
        money.assessed(made, money.gunnar)


def test_who_sent_it_in_does_not_check_it(money, call, both_sides):
    made = money.application(call, to="iom", by=both_sides)
    calls.submit(by=both_sides, application=made)
    with pytest.raises(Refused):
        calls.check(by=both_sides, application=made, missing=[])


def test_an_application_is_refused_by_a_decision_of_two_and_promises_nothing(money, call):
    made = money.found_complete(call)
    money.assessed(made, money.farida, money.lova)
    refusal = money.proposed(scheme="se.call", application=made, to="plattformen")
    assert (refusal.amount, refusal.state) == (0, "proposed")
    grants.approve(by=money.gunnar, grant=refusal)
    assert (fresh(refusal).state, fresh(made).state, holds(refusal)) == ("refused", "decided", {})


def test_what_was_sent_back_can_be_proposed_anew_on_the_same_application(money, call):
    made = money.found_complete(call)
    money.assessed(made, money.farida, money.lova)
    first = money.proposed(4_000, scheme="se.call", application=made, to="plattformen")
    grants.send_back(by=money.gunnar, grant=first, note="Mindre")
    assert money.granted(3_000, scheme="se.call", application=made, to="plattformen").amount == 3_000


def test_a_grant_goes_to_who_applied_and_out_of_the_decision_of_the_call(money, call):
    made = money.found_complete(call)
    money.assessed(made, money.farida, money.lova)
    elsewhere = money.decided()
    money.allot(9_000, decision=elsewhere)
    for wrong in ({"to": "iom"}, {"to": "plattformen", "decision": elsewhere}):
        with pytest.raises(Refused):
            money.proposed(10, scheme="se.call", application=made, **wrong)


def test_it_is_withdrawn_until_it_is_decided_and_what_was_proposed_on_it_is_not_approved(money, call):
    first = money.application(call)
    calls.withdraw(by=money.mikael, application=first)
    with pytest.raises(Refused):
        calls.withdraw(by=money.mikael, application=first)
    made = money.found_complete(call)
    money.assessed(made, money.farida, money.lova)
    proposed = money.proposed(10, scheme="se.call", application=made, to="plattformen")
    # Whoever applies does not learn from a refusal that something is proposed.
    calls.withdraw(by=money.mikael, application=made)
    with pytest.raises(Refused):
        grants.approve(by=money.gunnar, grant=proposed)
    grants.send_back(by=money.gunnar, grant=proposed, note="Återtagen")
    assert fresh(made).state == "withdrawn"


@pytest.mark.parametrize("name", ["nina", "farida", "hedda"])
def test_nobody_else_writes_sends_or_withdraws_it(money, cast, call, name):
    made, by = money.application(call), cast[name]
    for act in (
        lambda: calls.save(by=by, application=made, version=2, plan="x"),
        lambda: calls.submit(by=by, application=made),
        lambda: calls.withdraw(by=by, application=made),
    ):
        with pytest.raises(PermissionDenied):
            act()
    calls.submit(by=money.mikael, application=made)
    for by in (money.mikael, money.nina, money.gunnar):
        with pytest.raises(PermissionDenied):
            calls.check(by=by, application=made, missing=[])
