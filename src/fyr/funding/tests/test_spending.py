"""What is spent on persons: entered one by one, booked together."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from fyr.access.errors import Refused
from fyr.funding.actions import grants, payments, spending
from fyr.funding.models import Posting, Spend
from fyr.funding.tests.conftest import holds
from fyr.funding.tests.invariants import everything_adds_up
from fyr.journal.models import Entry

pytestmark = pytest.mark.django_db


def spend(cast, grant, *amounts, by="elsa", first=0):
    for number, amount in enumerate(amounts, first):
        spending.spend(grant=grant, amount=amount, reference=bytes([number]) * 16, by=cast[by])


def later(days):
    return time_machine.travel(timezone.now() + datetime.timedelta(days=days), tick=False)


def test_nothing_is_posted_when_it_is_entered_and_the_journal_holds_neither_amount_nor_reference(cast, paid):
    before = holds(paid)
    spend(cast, paid, 777)
    assert (holds(paid), spending.spendable(paid)) == (before, 3_000 - 777)
    entry = Entry.objects.get(label="funding.spend.entered")
    assert str(entry.codes).replace(paid.pk.hex, "").count("7") == 0 and paid.pk.hex in str(entry.codes)


def test_the_same_reference_is_spent_once_whatever_the_amount(cast, paid):
    spend(cast, paid, 100)
    spend(cast, paid, 200)
    assert Spend.objects.get().amount == 100


def test_five_of_months_that_ended_are_booked_as_one_sum_and_their_amounts_are_gone(cast, paid):
    spend(cast, paid, 1, 20, 300, 400)
    with later(32):
        spending.book_ended_months()
        assert "used" not in holds(paid)
        spend(cast, paid, 5, first=4)
    with later(64):
        spending.book_ended_months()
        spending.book_ended_months()
        posting = Posting.objects.get(why="spend")
        assert (posting.amount, holds(paid)["used"]) == (726, 726)
        assert set(Spend.objects.values_list("amount", "entry")) == {(None, posting.entry)}
        spend(cast, paid, 99, first=0)
    assert Spend.objects.count() == 5
    everything_adds_up()


def test_what_is_entered_this_month_waits(cast, paid):
    spend(cast, paid, *[10] * 9)
    spending.book_ended_months()
    assert not Posting.objects.filter(why="spend").exists()


def test_each_grant_is_counted_by_itself(cast, money, paid):
    other = money.running(500)
    money.paid(other)
    spend(cast, paid, 1, 1, 1, 1)
    spend(cast, other, 1, 1, 1, 1, 1, first=50)
    with later(32):
        spending.book_ended_months()
    assert ("used" in holds(paid), holds(other)["used"]) == (False, 5)


@pytest.mark.parametrize("amount", [0, -1, 3_001])
def test_no_more_is_spent_than_the_recipient_holds(cast, paid, amount):
    with pytest.raises(Refused) as info:
        spend(cast, paid, amount)
    assert info.value.field == "amount"


def test_what_waits_is_spent_already_and_cannot_be_taken_back(cast, money, paid):
    spend(cast, paid, 2_900)
    with pytest.raises(Refused):
        spend(cast, paid, 101, first=1)
    with pytest.raises(Refused):
        payments.put_right(by=money.gunnar, payment=paid.payments.get(), reason="x")
    with later(32):
        spend(cast, paid, 10, 10, 10, 10, first=1)
    with later(64):
        spending.book_ended_months()
    assert holds(paid)["used"] == 2_940


def test_a_reference_leads_back_to_nobody_by_its_form(cast, paid):
    with pytest.raises(ValueError, match="16 bytes"):
        spending.spend(grant=paid, amount=1, reference=b"Anna", by=cast["elsa"])


def test_a_grant_that_does_not_run_is_not_spent(cast, money):
    with pytest.raises(Refused):
        spend(cast, money.granted(10), 1)


@pytest.mark.parametrize("name", ["nina", "farida", "gunnar", "daniel", "alma"])
def test_only_who_supports_persons_in_the_organisation_that_received_spends(cast, paid, name):
    with pytest.raises(PermissionDenied):
        spend(cast, paid, 1, by=name)


def test_a_grant_of_another_organisation_or_of_none_here_is_not_hers(cast, money):
    for to in ("exempelstad", "trygg-hamn"):
        grant = money.running(10, to=to)
        money.paid(grant)
        with pytest.raises(PermissionDenied):
            spend(cast, grant, 1)


def test_a_closed_grant_has_nothing_that_waits(cast, money, paid):
    spend(cast, paid, 50)
    money.reported(paid, 3_000)
    money.reported(paid, 3_000, "final")
    grants.close(by=money.farida, grant=paid)
    assert Spend.objects.get().amount is None


def test_five_costs_of_one_person_are_one_person_and_wait(money, paid, cast):
    for number in range(5):
        spending.spend(grant=paid, amount=10, reference=bytes([number]) * 16, person=b"p" * 16, by=cast["elsa"])
    Spend.objects.update(period="2020-01")
    spending.book_ended_months()
    assert "used" not in holds(paid)
    for number in range(4):
        spending.spend(grant=paid, amount=10, reference=bytes([9 + number]) * 16, by=cast["elsa"])
    Spend.objects.update(period="2020-01")
    spending.book_ended_months()
    assert holds(paid)["used"] == 90
    assert not Spend.objects.filter(person__isnull=False).exists()
