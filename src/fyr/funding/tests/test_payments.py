"""Payments: asked for, proposed, approved by another, recorded with a voucher, put right."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from fyr.access.errors import Refused
from fyr.funding.actions import payments, reports
from fyr.funding.models import Payment, Posting
from fyr.funding.tests.conftest import day, fresh, holds
from fyr.funding.tests.invariants import everything_adds_up

pytestmark = pytest.mark.django_db


def test_a_tranche_goes_through_four_hands_and_is_in_the_ledger_when_it_is_paid(money, running):
    tranche = running.instalments.get(number=1)
    asked = payments.request(by=money.nina, instalment=tranche, statement="Vi börjar")
    payment = payments.propose(by=money.farida, instalment=tranche)
    assert (payment.pk, fresh(payment).statement) == (asked.pk, "Vi börjar")
    payments.approve(by=money.gunnar, payment=payment)
    with pytest.raises(Refused):
        payments.record(by=money.lova, payment=payment, voucher="V-1", on=day(-1))
    assert "held" not in holds(running)
    payments.record(by=money.lova, payment=payment, voucher="V-1", on=day())
    assert holds(running) == {"committed": 2_000, "met": 3_000, "held": 3_000}
    paid = fresh(payment)
    assert (paid.state, paid.voucher, paid.paid_on, paid.recorded_by) == ("paid", "V-1", day(), money.lova)
    assert set(Posting.objects.filter(payment=paid).values_list("booked_on", "by")) == {(day(), money.lova.pk)}


def test_who_asked_or_proposed_does_not_go_on_with_it_even_with_the_right(money, running, now_approves):
    payment = payments.propose(by=money.lova, instalment=running.instalments.get(number=1))
    lova = now_approves()
    with pytest.raises(Refused):
        payments.approve(by=lova, payment=payment)
    Payment.objects.filter(pk=payment.pk).update(proposed_by=money.farida, requested_by=lova)
    with pytest.raises(Refused):
        payments.approve(by=lova, payment=payment)
    Payment.objects.filter(pk=payment.pk).update(state="requested", proposed_by=None)
    with pytest.raises(Refused):
        payments.propose(by=now_approves("national_officer"), instalment=payment.instalment)


def test_each_step_is_taken_once_and_in_its_turn(money, running):
    tranche = running.instalments.get(number=1)
    payment = payments.request(by=money.nina, instalment=tranche, statement="x")
    with pytest.raises(Refused):
        payments.request(by=money.nina, instalment=tranche, statement="x")
    with pytest.raises(Refused):
        payments.approve(by=money.gunnar, payment=payment)
    payments.propose(by=money.farida, instalment=tranche)
    with pytest.raises(Refused):
        payments.propose(by=money.lova, instalment=tranche)
    with pytest.raises(Refused):
        payments.record(by=money.farida, payment=payment, voucher="V", on=day())
    payments.approve(by=money.gunnar, payment=payment)
    payments.record(by=money.farida, payment=payment, voucher="V", on=day())
    for act in (
        lambda: payments.approve(by=money.gunnar, payment=payment),
        lambda: payments.record(by=money.farida, payment=payment, voucher="W", on=day()),
        lambda: payments.refuse(by=money.gunnar, payment=fresh(payment), reason="x"),
        lambda: payments.request(by=money.nina, instalment=tranche, statement="x"),
    ):
        with pytest.raises(Refused):
            act()
    assert holds(running)["held"] == 3_000


def test_nothing_is_paid_without_an_agreement(money):
    tranche = money.granted(10).instalments.get()
    with pytest.raises(Refused):
        payments.propose(by=money.farida, instalment=tranche)
    with pytest.raises(Refused):
        payments.request(by=money.nina, instalment=tranche, statement="x")


def test_a_tranche_that_waits_for_a_report_is_paid_after_one_is_approved(money, paid):
    second = paid.instalments.get(number=2)
    money.sent_in(paid, 500)
    for act in (
        lambda: payments.propose(by=money.farida, instalment=second),
        lambda: payments.request(by=money.nina, instalment=second, statement="x"),
    ):
        with pytest.raises(Refused):
            act()
    reports.approve(by=money.farida, report=paid.reports.get())
    money.paid(paid, 2)
    assert holds(paid) == {"met": 5_000, "held": 4_500, "used": 500}


def test_a_refused_payment_says_why_and_its_tranche_can_be_asked_for_again(money, running):
    tranche = running.instalments.get(number=1)
    asked = payments.request(by=money.nina, instalment=tranche, statement="x")
    with pytest.raises(PermissionDenied):
        payments.refuse(by=money.gunnar, payment=asked, reason="x")
    payments.refuse(by=money.farida, payment=asked, reason="För tidigt")
    assert (fresh(asked).state, fresh(asked).refused_by, fresh(asked).refusal) == (
        "refused",
        money.farida,
        "För tidigt",
    )
    approved = money.approved(running)
    with pytest.raises(PermissionDenied):
        payments.refuse(by=money.farida, payment=approved, reason="x")
    payments.refuse(by=money.gunnar, payment=approved, reason="Ändrat")
    money.paid(running)


def test_a_voucher_is_of_a_day_that_has_come_and_of_one_payment(money, paid):
    other = money.approved(money.running(10))
    for told, field in (({"voucher": "V-2", "on": day(1)}, "on"), ({"voucher": "V-1", "on": day()}, "voucher")):
        with pytest.raises(Refused) as info:
            payments.record(by=money.farida, payment=other, **told)
        assert info.value.field == field
    assert fresh(other).state == "approved"


def test_a_payment_in_another_currency_keeps_its_amount_rate_and_source_with_the_postings(money, running):
    foreign = {
        "foreign_amount": 270, "foreign_currency": "EUR", "rate": Decimal("11.1111"), "rate_source": "Riksbanken",
    }  # fmt: skip
    payment = money.paid(running, **foreign)
    for row in (payment, *Posting.objects.filter(payment=payment)):
        assert {name: getattr(row, name) for name in foreign} == foreign
        assert (row.amount, row.foreign.startswith("2,70") or row.foreign.startswith("2.70")) == (3_000, True)


def test_a_wrong_voucher_is_put_right_by_another_and_paid_anew(money, paid, now_approves):
    payment = paid.payments.get()
    payments.put_right(by=money.gunnar, payment=payment, reason="Fel nummer")
    assert (fresh(payment).state, fresh(payment).voucher, holds(paid)) == ("approved", "", {"committed": 5_000})
    payments.record(by=money.lova, payment=payment, voucher="V-1", on=day())
    with pytest.raises(Refused):
        payments.put_right(by=now_approves(), payment=payment, reason="x")
    payments.put_right(by=money.gunnar, payment=payment, reason="Fel igen")
    payments.record(by=money.farida, payment=payment, voucher="V-3", on=day())
    assert Posting.objects.filter(payment=payment).count() == 10
    everything_adds_up()


def test_what_is_accounted_for_already_cannot_be_put_right(money, paid):
    money.reported(paid, 1)
    with pytest.raises(Refused):
        payments.put_right(by=money.gunnar, payment=paid.payments.get(), reason="x")


def test_where_more_is_promised_than_there_is_to_pay_with_whoever_comes_first_is_paid(money):
    decision = money.decided()
    money.allot(60, decision=decision)
    money.allot(60, "authorisation", decision=decision)
    both = [money.running(60, decision=decision) for _grant in range(2)]
    late = money.approved(both[0])
    waits = payments.propose(by=money.farida, instalment=both[1].instalments.get())
    payments.record(by=money.farida, payment=late, voucher="V", on=day())
    with pytest.raises(Refused):
        payments.approve(by=money.gunnar, payment=waits)
    Payment.objects.filter(pk=waits.pk).update(state="approved", approved_by=money.gunnar, approved_at=timezone.now())
    with pytest.raises(Refused):
        payments.record(by=money.farida, payment=waits, voucher="W", on=day())
    everything_adds_up()


def test_who_is_no_part_of_the_grant_does_nothing_with_its_payments(money, cast, paid):
    payment = paid.payments.get()
    for by in (cast[name] for name in ("petra", "hedda", "ivar")):
        for act in (
            lambda by: payments.request(by=by, instalment=payment.instalment, statement="x"),
            lambda by: payments.propose(by=by, instalment=payment.instalment),
            lambda by: payments.approve(by=by, payment=payment),
            lambda by: payments.refuse(by=by, payment=payment, reason="x"),
            lambda by: payments.record(by=by, payment=payment, voucher="x", on=day()),
            lambda by: payments.put_right(by=by, payment=payment, reason="x"),
        ):
            with pytest.raises(PermissionDenied):
                act(by)
