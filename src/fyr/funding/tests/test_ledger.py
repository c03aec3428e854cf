"""What the ledger gives back, and how the database counts."""

import pytest

from fyr.funding import ledger
from fyr.funding.actions import payments
from fyr.funding.codes.ledger import Account, Why
from fyr.funding.models import Balance, Posting
from fyr.funding.tests.conftest import holds, year
from fyr.funding.tests.invariants import everything_adds_up

pytestmark = pytest.mark.django_db


def test_what_is_given_is_promised_and_paid_in_two_books_that_never_mix(money, paid):
    assert holds(money.decision) == {"frame": -10_000, "available": 5_000, "source": -10_000, "funds": 7_000}
    assert holds(paid) == {"committed": 2_000, "met": 3_000, "held": 3_000}
    everything_adds_up()


def test_an_amount_is_drawn_from_the_oldest_year_on_and_never_more_than_there_is(money):
    for offset, amount in ((-1, 40), (1, 60)):
        money.allot(amount, of_year=year(offset))
    drawn = lambda amount: list(ledger.drawn(money.decision.pk, Account.FUNDS, amount))
    assert drawn(10_050) == [(year(-1), 40), (year(), 10_000), (year(1), 10)]
    assert drawn(40) == [(year(-1), 40)]
    with pytest.raises(ValueError, match="too little"):
        drawn(10_101)


def test_balances_of_many_are_one_query_and_what_holds_nothing_is_empty(money, paid, django_assert_num_queries):
    empty = money.proposed(1)
    with django_assert_num_queries(1):
        told = ledger.balances([paid.pk, empty.pk])
    assert told[empty.pk] == {} and told[paid.pk]["met"] == 3_000


def test_a_reversal_carries_the_same_amount_back_and_says_what_it_reverses(money, paid):
    payment = paid.payments.get()
    old = list(Posting.objects.filter(payment=payment))
    payments.put_right(by=money.gunnar, payment=payment, reason="Fel nummer")
    new = Posting.objects.filter(why=Why.REVERSAL)
    assert {(one.reverses_id, one.credit, one.debit, one.amount) for one in new} == {
        (one.pk, one.debit, one.credit, one.amount) for one in old
    }
    assert len({one.entry for one in new}) == 1
    everything_adds_up()


def test_an_account_that_is_empty_again_keeps_its_row_with_nothing_in_it(money, paid):
    payments.put_right(by=money.gunnar, payment=paid.payments.get(), reason="Fel nummer")
    assert Balance.objects.get(holder=paid.pk, account="held").amount == 0
