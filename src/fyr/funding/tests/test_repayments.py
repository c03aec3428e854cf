"""What comes back, is recovered, or is waived."""

import pytest
from django.core.exceptions import PermissionDenied

from fyr.access.errors import Refused
from fyr.funding.actions import repayments, spending
from fyr.funding.models import Posting, Repayment
from fyr.funding.tests.conftest import day, fresh, holds
from fyr.funding.tests.invariants import everything_adds_up

pytestmark = pytest.mark.django_db


def propose(money, grant, amount, outcome="recover", by=None, ground="agreement"):
    return repayments.propose(
        by=by or money.farida, grant=grant, outcome=outcome, ground=ground, amount=amount, reasons="Villkoren bröts"
    )


def decide(money, repayment, **told):
    repayments.decide(by=money.gunnar, repayment=repayment, **{"approve": True} | told)


def test_a_recovery_is_owed_within_the_days_of_the_scheme_and_back_in_both_books_when_it_is_paid(money, paid):
    money.reported(paid, 2_500)
    made = propose(money, paid, 1_200)
    decide(money, made)
    assert (fresh(made).state, fresh(made).due_on) == ("due", day(30))
    repayments.record(by=money.lova, repayment=made, voucher="R-1", on=day())
    # What was not accounted for first, then what was used.
    assert holds(paid) == {"committed": 2_000, "met": 1_800, "used": 1_800}
    assert (holds(money.decision)["funds"], holds(money.decision)["available"]) == (8_200, 6_200)
    assert set(Posting.objects.filter(repayment=made).values_list("why", flat=True)) == {"repayment"}
    everything_adds_up()


def test_what_is_repaid_meets_the_agreed_date(money, paid):
    made = propose(money, paid, 10)
    decide(money, made, note="Enligt avtalet")
    repayments.record(by=money.farida, repayment=made, voucher="R-1", on=day())
    condition = paid.conditions.get(kind="repayment")
    assert (condition.met_on, condition.note) == (day(), "R-1")


def test_a_waiver_is_done_when_another_approves_it_and_touches_no_promise(money, paid):
    made = propose(money, paid, 700, "waive")
    assert "waived" not in holds(paid)
    decide(money, made)
    assert (fresh(made).state, holds(paid)) == (
        "waived",
        {"committed": 2_000, "met": 3_000, "held": 2_300, "waived": 700},
    )


def test_what_is_not_approved_changes_nothing_and_another_can_be_proposed(money, paid):
    made = propose(money, paid, 700)
    before = holds(paid)
    decide(money, made, approve=False)
    assert (fresh(made).state, holds(paid)) == ("refused", before)
    with pytest.raises(Refused):
        decide(money, made)
    propose(money, paid, 700)


def test_no_more_is_recovered_than_was_paid_or_waived_than_is_not_accounted_for(money, paid):
    money.reported(paid, 1_000)
    for amount, outcome in ((3_001, "recover"), (2_001, "waive")):
        with pytest.raises(Refused) as info:
            propose(money, paid, amount, outcome)
        assert info.value.field == "amount"
    propose(money, paid, 3_000)


def test_a_ground_is_one_of_the_scheme_and_one_repayment_is_under_way_at_a_time(money, paid):
    for ground in ("", "democracy", "agreemen"):
        with pytest.raises(Refused) as info:
            propose(money, paid, 10, ground=ground)
        assert info.value.field == "ground"
    propose(money, paid, 10)
    with pytest.raises(Refused):
        propose(money, paid, 10)
    assert Repayment.objects.count() == 1


def test_who_proposed_it_does_not_decide_it_even_with_the_right(money, paid, now_approves):
    made = propose(money, paid, 10, by=money.lova)
    with pytest.raises(Refused):
        repayments.decide(by=now_approves(), repayment=made, approve=True)
    assert fresh(made).state == "proposed"


def test_it_is_recorded_once_it_is_due_with_a_voucher_of_its_own_and_on_a_day_that_has_come(money, paid):
    made = propose(money, paid, 10)
    record = lambda one, **told: repayments.record(
        by=money.farida, repayment=one, **{"voucher": "R-1", "on": day()} | told
    )
    with pytest.raises(Refused):
        record(made)
    decide(money, made)
    with pytest.raises(Refused) as info:
        record(made, on=day(1))
    assert info.value.field == "on"
    record(made)
    with pytest.raises(Refused):
        record(made, voucher="R-2")
    another = propose(money, paid, 10)
    decide(money, another)
    with pytest.raises(Refused) as info:
        record(another)
    assert info.value.field == "voucher"
    assert holds(paid)["held"] == 2_990


def test_what_waits_to_be_booked_as_spent_is_neither_waived_nor_given_back(money, paid, cast):
    propose(money, paid, 1_000, "waive")
    spending.spend(grant=paid, amount=2_500, reference=b"1" * 16, by=cast["elsa"])
    with pytest.raises(Refused):
        decide(money, Repayment.objects.get())
    decide(money, Repayment.objects.get(), approve=False)
    # Any amount, else a search for the largest one would tell what the one person cost.
    for amount in (1, 500, 501):
        with pytest.raises(Refused):
            propose(money, paid, amount)
    money.reported(paid, 2_500)
    decide(money, propose(money, paid, 500))
    everything_adds_up()


def test_who_does_not_give_recovers_nothing(money, cast, paid):
    made = propose(money, paid, 10)
    for by in (cast[name] for name in ("nina", "petra", "hedda", "ivar")):
        for act in (
            lambda by: propose(money, paid, 10, by=by),
            lambda by: repayments.decide(by=by, repayment=made, approve=True),
            lambda by: repayments.record(by=by, repayment=made, voucher="x", on=day()),
        ):
            with pytest.raises(PermissionDenied):
                act(by)


def test_an_officer_does_not_decide_and_an_approver_neither_proposes_nor_records(money, paid):
    made = propose(money, paid, 10)
    with pytest.raises(PermissionDenied):
        repayments.decide(by=money.lova, repayment=made, approve=True)
    with pytest.raises(PermissionDenied):
        propose(money, paid, 10, by=money.gunnar)
    decide(money, made)
    with pytest.raises(PermissionDenied):
        repayments.record(by=money.gunnar, repayment=made, voucher="x", on=day())


def test_what_is_owed_can_be_dropped_by_another_and_another_can_be_proposed(money, paid):
    made = propose(money, paid, 10)
    decide(money, made)
    with pytest.raises(Refused):
        repayments.drop(by=money.gunnar, repayment=made, reason="x")
    money.reported(paid, 3_000, "final")
    with pytest.raises(PermissionDenied):
        repayments.drop(by=money.farida, repayment=made, reason="x")
    with pytest.raises(Refused):
        propose(money, paid, 20)
