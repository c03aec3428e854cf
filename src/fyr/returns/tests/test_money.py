"""What one person is given: planned by one, approved by another, delivered, paid once; and nothing of her in the ledger."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils.translation import override

from fyr.access.errors import Refused
from fyr.access.scope import acting, whole_node
from fyr.funding.actions import decisions, spending
from fyr.funding.models import Grant, Posting, PublishedDecision, PublishedGrant, Spend
from fyr.funding.tests.conftest import Money, holds
from fyr.funding.tests.invariants import everything_adds_up
from fyr.journal.models import Entry
from fyr.returns.access import part_for
from fyr.returns.actions import support
from fyr.returns.actions.programmes import keep_programme
from fyr.returns.example.way import Way
from fyr.returns.models import Item, Programme, Return
from fyr.returns.tests.conftest import open_case, told_rules
from tests.routes import sign_in
from tests.snapshot import once

pytestmark = pytest.mark.django_db

WORD = "Kanarie-Zq7"
# Of the grant: 2 000 kr, in öre; the amount of an item is one that stands nowhere else.
GRANT, PRICE = 200_000, 47_113
RATE = {"rate": Decimal("11.25"), "rate_source": "Riksbanken 2026-11-26"}


@pytest.fixture
def ground(cast):
    """A grant that runs and is paid, the programme that it pays for, and a person at home; made once and then put back."""
    grant, way, case = once("a return that is paid for", sorted(one.pk for one in cast.values()), lambda: made(cast))
    return Grant.objects.get(pk=grant), Way(cast, way, case, WORD)


def made(cast):
    money = Money(cast)
    money.allot(1_000_000)
    grant = money.running(GRANT)
    money.paid(grant)
    decisions.publish(by=money.farida, decision=grant.decision)
    way = home(cast, keep_programme(by=None, told=told_rules(), grant=grant))
    return grant.pk, way.pk, way.case_id


@pytest.fixture
def grant(ground):
    return ground[0]


@pytest.fixture
def way(ground):
    return ground[1]


@pytest.fixture
def programme(ground):
    return Programme.objects.get()


def home(cast, programme, *, plan=True):
    """Agreed by both sides and shown to the mission, with a plan that she has agreed to."""
    way = Way.begun(cast, open_case(cast), programme, WORD)
    way.person().told().asked().consented().assessed(way.alma, "risk", "needs").referred().decided().shown()
    if plan:
        support.agree_plan(
            by=way.elsa, ret=way.seen(way.elsa), text=f"{WORD} bageri", contacts="Hemhamn", agreed_on=way.today
        )
    return way


def row(by, item):
    return part_for(by, Item, item.pk)


def delivered(way, amount=PRICE, currency="SEK"):
    item = way.item(amount, currency=currency)
    support.approve_item(by=way.elsa, item=row(way.elsa, item))
    support.deliver_item(by=way.radu, item=row(way.radu, item), delivered_on=way.today, receipt=f"{WORD} kvitto 7")
    return item


def pay(way, item, by=None, **more):
    # Of what was paid in another currency, somebody else than who approved it sets the rate.
    who = by or (way.cast["tove"] if "rate" in more else way.elsa)
    support.pay_item(by=who, item=row(who, item), **more)


def test_support_is_planned_approved_by_another_delivered_with_a_receipt_and_paid(way, grant, cast):
    item = way.item(PRICE)
    with pytest.raises(PermissionDenied):
        support.approve_item(by=way.radu, item=row(way.radu, item))
    for act in (lambda: support.deliver_item(by=way.radu, item=row(way.radu, item), delivered_on=way.today, receipt="7"), lambda: pay(way, item)):  # fmt: skip
        with pytest.raises(Refused):
            act()
    support.approve_item(by=way.elsa, item=row(way.elsa, item))
    with pytest.raises(Refused) as refused:
        support.deliver_item(by=way.radu, item=row(way.radu, item), delivered_on=way.today, receipt="  ")
    assert refused.value.field == "receipt"
    with pytest.raises(Refused):
        pay(way, item)
    support.deliver_item(by=way.radu, item=row(way.radu, item), delivered_on=way.today, receipt="kvitto 7")
    pay(way, item, by=cast["tove"])
    held = row(way.elsa, item)
    assert (held.state, held.noted_by, held.approved_by, held.delivered_by, held.paid_by) == (
        "paid", way.radu, way.elsa, way.radu, cast["tove"],
    )  # fmt: skip
    assert (held.cost, held.receipt) == ({"amount": PRICE, "rate": "", "rate_source": ""}, "kvitto 7")
    assert spending.spendable(grant) == GRANT - PRICE
    with pytest.raises(Refused):
        support.drop_item(by=way.elsa, item=held, reason="x")


def test_who_planned_it_does_not_approve_it_whoever_she_is(way):
    item = way.item(PRICE, by=way.elsa)
    with pytest.raises(Refused):
        support.approve_item(by=way.elsa, item=row(way.elsa, item))


def test_nothing_is_approved_before_she_has_agreed_to_a_plan(cast, programme):
    way = home(cast, programme, plan=False)
    item = way.item(PRICE)
    with pytest.raises(Refused):
        support.approve_item(by=way.elsa, item=row(way.elsa, item))


def test_two_who_pay_the_same_at_once_pay_it_once(way, grant, cast):
    item = delivered(way)
    first, second = row(way.elsa, item), row(cast["tove"], item)
    support.pay_item(by=way.elsa, item=first)
    with pytest.raises(Refused):
        support.pay_item(by=cast["tove"], item=second)
    assert Spend.objects.get().amount == PRICE and spending.spendable(grant) == GRANT - PRICE


def test_a_button_that_is_pressed_twice_pays_once(way, grant, client):
    item = delivered(way)
    sign_in(client, way.elsa)
    address, sent = f"/returns/support/{item.pk}/pay/", {"key": str(uuid.uuid4())}
    assert [client.post(address, sent).status_code for _press in range(2)] == [302, 302]
    # A page that was opened before and sent with a key of its own.
    assert client.post(address, {"key": str(uuid.uuid4())}).status_code != 302
    with whole_node():
        assert Spend.objects.count() == 1 and spending.spendable(grant) == GRANT - PRICE


def test_two_things_for_one_person_are_two_costs(way, grant):
    for _each in range(2):
        pay(way, delivered(way))
    assert spending.spendable(grant) == GRANT - 2 * PRICE
    references = list(Spend.objects.values_list("reference", "person"))
    assert len({bytes(one) for one, _person in references}) == 2 and len({bytes(one) for _one, one in references}) == 1


def test_what_was_paid_in_another_currency_takes_a_rate_and_where_it_stands(way, grant):
    item = delivered(way, 10_000, "EUR")
    for missing in ({}, {"rate": RATE["rate"]}, RATE | {"rate": Decimal(0)}, RATE | {"rate_source": " "}):
        with pytest.raises(Refused) as refused:
            pay(way, item, **missing)
        assert refused.value.field == "rate"
    with pytest.raises(Refused):
        pay(way, item, **RATE | {"rate": Decimal("0.00001")})
    pay(way, item, **RATE)
    assert row(way.elsa, item).cost == {
        "amount": 112_500, "rate": "11.25", "rate_source": "Riksbanken 2026-11-26",
    }  # fmt: skip
    assert spending.spendable(grant) == GRANT - 112_500


def test_the_form_asks_for_the_rate_where_it_was_paid_in_another_currency_and_nowhere_else(way, client):
    euro, krona = delivered(way, 10_000, "EUR"), delivered(way)
    sign_in(client, way.cast["tove"])
    client.cookies["fyr_language"] = "en"
    page = {one: client.get(f"/returns/support/{one.pk}/pay/").content.decode() for one in (euro, krona)}
    assert "SEK for one EUR" in page[euro] and 'name="rate' not in page[krona]
    assert client.post(f"/returns/support/{euro.pk}/pay/", {"key": str(uuid.uuid4())}).status_code != 302
    sent = {"key": str(uuid.uuid4()), "rate": "11.25", "rate_source": "Riksbanken"}
    assert client.post(f"/returns/support/{euro.pk}/pay/", sent).status_code == 302
    with whole_node():
        assert Spend.objects.get().amount == 112_500


def test_no_more_is_paid_than_the_grant_has_and_the_item_stays_as_it_was(way, grant, cast):
    first, second = delivered(way, GRANT - 100), delivered(way, 101)
    pay(way, first)
    with pytest.raises(Refused) as refused, override("en"):
        pay(way, second)
    assert str(refused.value.text) == "So much is not left of the grant."
    assert row(way.elsa, second).state == "delivered" and Spend.objects.count() == 1
    pay(way, delivered(way, 100))
    assert spending.spendable(grant) == 0


def test_where_no_grant_pays_the_item_waits_and_says_why(cast):
    way = home(cast, keep_programme(by=None, told=told_rules()))
    item = delivered(way)
    with pytest.raises(Refused):
        pay(way, item)
    assert row(way.elsa, item).state == "delivered" and not Spend.objects.exists()


def test_only_the_operator_pays(way, cast):
    item = delivered(way)
    for name in ("alma", "radu"):
        with pytest.raises(PermissionDenied):
            support.pay_item(by=cast[name], item=_handed(item, way, cast[name]))
    assert not Spend.objects.exists()


def _handed(item, way, by):
    """Alma reads the plan too; who does not is let in by the return."""
    held = Item.objects.get(pk=item.pk)
    held.of = way.seen(by)
    return held


def test_whoever_runs_the_return_sees_no_grant_and_can_pay_all_the_same(way, cast):
    item = delivered(way)
    with acting(way.elsa):
        pay(way, item)
    assert Spend.objects.count() == 1


def everything_open():
    """What the ledger, the journal and the public page hold, as it lies there."""
    told = []
    tables = [model._meta.db_table for model in (Spend, Posting, Entry, PublishedGrant, PublishedDecision)]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            told += [str(bytes(one) if isinstance(one, memoryview) else one) for line in cursor for one in line]
    return told


def test_nothing_of_a_person_stands_in_ledger_journal_or_public_rows(way):
    pay(way, delivered(way))
    ret, item, text = way.seen(way.elsa), Item.objects.get(), " ".join(everything_open())
    hers = [
        WORD,
        ret.ref,
        str(ret.pk),
        ret.pk.hex,
        str(ret.case_id),
        ret.case_id.hex,
        str(item.pk),
        item.pk.hex,
        "Iași",
    ]
    assert [one for one in hers if one in text] == []
    # What kind of thing it was stands in the journal of the return, under a pseudonym that ends with its key.
    for entry in Entry.objects.all():
        assert str(PRICE) not in str(entry.codes)
        if entry.label.startswith("funding."):
            assert entry.subject is None and item.kind not in str(entry.codes)
    assert not Posting.objects.filter(why="spend").exists() and not Posting.objects.filter(amount=PRICE).exists()
    public = " ".join(f"{one.content} {one.record}" for one in PublishedGrant.objects.all())
    assert PublishedGrant.objects.exists() and str(PRICE) not in public and item.kind not in public
    spent = Spend.objects.get()
    assert {bytes(spent.person), bytes(spent.reference)} & {ret.pk.bytes, item.pk.bytes} == set()
    assert len(spent.period) == len("2026-11")


def test_costs_are_booked_of_five_persons_together_and_then_their_amounts_are_gone(way, grant, cast, programme):
    # Many costs of one person are one person.
    for amount in (1_000, 2_000, 3_000, 4_000, 5_000):
        pay(way, delivered(way, amount))
    other = home(cast, programme)
    pay(other, delivered(other, 500))
    for number in (1, 2):
        spending.spend(grant=grant, amount=number, reference=bytes([number]) * 16, by=cast["elsa"])
    wait_and_book()
    assert "used" not in holds(grant) and Spend.objects.filter(amount__isnull=False).count() == 8
    spending.spend(grant=grant, amount=700, reference=b"5" * 16, by=cast["elsa"])
    wait_and_book()
    assert holds(grant)["used"] == 15_000 + 500 + 3 + 700
    assert Posting.objects.filter(why="spend").count() == 1
    assert set(Spend.objects.values_list("amount", "person")) == {(None, None)}
    everything_adds_up()


def wait_and_book():
    Spend.objects.filter(entry__isnull=True).update(period="2026-01")
    spending.book_ended_months()


def test_erasing_a_return_leaves_the_sums_and_nobody_can_say_what_was_hers(way, grant):
    pay(way, delivered(way))
    way.seen(way.elsa).delete()
    assert not Item.objects.exists() and not Return.objects.exists()
    assert Spend.objects.get().amount == PRICE and spending.spendable(grant) == GRANT - PRICE


def test_who_sets_the_rate_has_neither_planned_nor_approved_nor_delivered(way, cast):
    """Two persons at least: at a rate of her own choice one could take the whole grant."""
    item = way.item(1_000, by=cast["tove"], currency="EUR")
    support.approve_item(by=way.elsa, item=row(way.elsa, item))
    support.deliver_item(by=way.radu, item=row(way.radu, item), delivered_on=way.today, receipt="kvitto 7")
    for by in (cast["tove"], way.elsa):
        with pytest.raises(Refused):
            pay(way, item, by=by, **RATE)
    assert not Spend.objects.exists()
