"""Grants: proposed, decided by another, agreed, stopped, cancelled, closed."""

import pytest
from django.core.exceptions import PermissionDenied

from fyr.access.errors import Refused
from fyr.funding.actions import grants, payments
from fyr.funding.actions.grants import Tranche
from fyr.funding.models import Event, Grant
from fyr.funding.tests.conftest import day, fresh, holds, year
from fyr.funding.tests.invariants import everything_adds_up

pytestmark = pytest.mark.django_db


def test_what_is_proposed_promises_nothing_until_another_approves_it(money):
    grant = money.proposed(3_000, 1_000)
    assert (grant.state, grant.amount, holds(grant)) == ("proposed", 4_000, {})
    grants.approve(by=money.gunnar, grant=grant, note="Ja", on=day(-3))
    grant = fresh(grant)
    assert (grant.state, grant.decided_by, grant.awarded_on) == ("granted", money.gunnar, day(-3))
    assert (holds(grant), holds(money.decision)["available"]) == ({"committed": 4_000}, 6_000)


@pytest.mark.parametrize("act", ["approve", "send_back", "cancel"])
def test_who_proposed_it_does_not_decide_it_even_with_the_right(money, now_approves, act):
    grant = money.proposed(10, by=money.lova) if act != "cancel" else money.granted(10, by=money.lova)
    before = grant.state
    with pytest.raises(Refused):
        getattr(grants, act)(by=now_approves(), grant=grant, note="x")
    assert fresh(grant).state == before


def test_it_is_decided_once_and_not_on_a_day_to_come(money):
    grant = money.proposed(10)
    with pytest.raises(Refused) as info:
        grants.approve(by=money.gunnar, grant=grant, on=day(1))
    assert info.value.field == "on"
    grants.approve(by=money.gunnar, grant=grant)
    for act in (grants.approve, grants.send_back):
        with pytest.raises(Refused):
            act(by=money.gunnar, grant=grant, note="x")
    assert holds(grant) == {"committed": 10}


def test_no_year_promises_more_than_it_has_when_proposed_and_when_approved(money):
    with pytest.raises(Refused):
        money.proposed(10_001)
    with pytest.raises(Refused):
        money.proposed(Tranche(1, day(366)))
    both = money.proposed(6_000), money.proposed(6_000)
    grants.approve(by=money.gunnar, grant=both[0])
    with pytest.raises(Refused):
        grants.approve(by=money.gunnar, grant=both[1])
    assert not holds(both[1])


def test_a_later_year_is_promised_out_of_an_authorisation_and_paid_when_its_funds_are_there(money):
    money.allot(2_000, "authorisation", of_year=day(366).year)
    grant = money.running(Tranche(2_000, day(366)))
    tranche = grant.instalments.get()
    assert tranche.year > year()
    with pytest.raises(Refused):
        payments.propose(by=money.farida, instalment=tranche)
    money.allot(2_000, "release", of_year=tranche.year)
    money.paid(grant)
    assert holds(grant) == {"met": 2_000, "held": 2_000}


def test_a_grant_without_a_call_needs_tranches_and_no_application(money):
    with pytest.raises(Refused):
        money.proposed()
    with pytest.raises(Refused) as info:
        money.proposed(10, scheme="se.call")
    assert info.value.field == "scheme"


def test_under_an_ordinance_the_decision_itself_says_the_terms(money):
    application = money.found_complete(money.call("se.2023-168"))
    money.assessed(application, money.farida, money.lova)
    grant = money.granted(4_000, scheme="se.2023-168", application=application, to="plattformen")
    assert (grant.state, grant.agreed_on) == ("running", day())
    money.agree(grant)
    with pytest.raises(Refused):
        money.agree(grant)


def test_an_agreement_is_entered_once_after_the_decision_and_says_when_the_final_report_is_due(money):
    grant = money.proposed(10)
    with pytest.raises(Refused):
        money.agree(grant)
    grants.approve(by=money.gunnar, grant=grant)
    with pytest.raises(Refused) as info:
        grants.agree(by=money.farida, grant=grant, on=day(), signed_by="x", terms="", reports=[("interim", day(9))])
    assert info.value.field == "final_on"
    money.agree(grant)
    assert [one.kind for one in grant.conditions.order_by("due_on")] == ["interim", "final", "repayment"]
    with pytest.raises(Refused):
        money.agree(grant)


def test_what_is_sent_back_or_cancelled_holds_nothing_and_what_runs_cannot_be_cancelled(money, running):
    back, away = money.proposed(10), money.granted(20)
    grants.send_back(by=money.gunnar, grant=back, note="Räkna om")
    grants.cancel(by=money.gunnar, grant=away, note="Drog sig ur")
    assert (fresh(back).state, fresh(away).state, holds(away)) == ("sent_back", "cancelled", {})
    with pytest.raises(Refused):
        grants.cancel(by=money.gunnar, grant=running, note="x")
    everything_adds_up()


def test_while_payments_are_stopped_none_is_asked_for_proposed_approved_or_recorded(money, running):
    first, second = running.instalments.all()
    third = money.running(100)
    ready, waits = money.approved(running), payments.propose(by=money.farida, instalment=third.instalments.get())
    for grant in (running, third):
        grants.stop(by=money.lova, grant=grant, reason="Redovisning saknas")
    with pytest.raises(Refused):
        grants.stop(by=money.lova, grant=running, reason="x")
    for act in (
        lambda: payments.request(by=money.nina, instalment=second, statement="x"),
        lambda: payments.propose(by=money.farida, instalment=second),
        lambda: payments.approve(by=money.gunnar, payment=waits),
        lambda: payments.record(by=money.farida, payment=ready, voucher="V", on=day()),
    ):
        with pytest.raises(Refused):
            act()
    assert not holds(running).get("held") and first.payments.get().state == "approved"
    grants.go_on(by=money.lova, grant=running, reason="Kom in")
    payments.record(by=money.farida, payment=ready, voucher="V", on=day())
    with pytest.raises(Refused):
        grants.go_on(by=money.lova, grant=running, reason="x")


def test_it_is_closed_when_all_is_reported_repaid_and_settled_and_the_rest_is_free_again(money, paid):
    with pytest.raises(Refused):
        grants.close(by=money.farida, grant=paid)
    money.reported(paid, 1_000)
    payments.propose(by=money.farida, instalment=paid.instalments.get(number=2))
    money.reported(paid, 3_000, "final")
    with pytest.raises(Refused):
        grants.close(by=money.farida, grant=paid)
    payments.refuse(by=money.gunnar, payment=paid.payments.get(state="proposed"), reason="Behövs inte")
    grants.close(by=money.farida, grant=paid)
    assert (fresh(paid).state, fresh(paid).closed_by) == ("closed", money.farida)
    assert (holds(paid), holds(money.decision)["available"]) == ({"met": 3_000, "used": 3_000}, 7_000)
    with pytest.raises(Refused):
        grants.close(by=money.farida, grant=paid)


def test_who_receives_or_works_elsewhere_decides_nothing(money, cast, running):
    waits = money.proposed(10)
    for by in (cast[name] for name in ("nina", "petra", "hedda", "ivar", "alma")):
        for act in (
            lambda by: money.proposed(10, by=by),
            lambda by: grants.approve(by=by, grant=waits),
            lambda by: grants.send_back(by=by, grant=waits, note="x"),
            lambda by: grants.stop(by=by, grant=running, reason="x"),
            lambda by: grants.close(by=by, grant=running),
            lambda by: money.agree(running, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(by)
    assert Grant.objects.filter(state="proposed").count() == 1


def test_the_recipient_and_nobody_else_tells_of_changed_circumstances(money, running):
    grants.report_change(by=money.nina, grant=running, text="Ny ordförande")
    assert Event.objects.get(act="grant.change_reported").note == "Ny ordförande"
    for by in (money.petra, money.farida):
        with pytest.raises(PermissionDenied):
            grants.report_change(by=by, grant=running, text="x")
