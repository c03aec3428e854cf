"""Promise 24: every krona is accounted for and touches no identity."""

import datetime
import io
import random
import threading
import zipfile
from collections import Counter

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Sum
from django.utils import timezone
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from fyr.access.scope import whole_node
from fyr.funding import account, ledger
from fyr.funding.actions import grants, payments, repayments, spending
from fyr.funding.codes.ledger import Account, Why
from fyr.funding.example import story
from fyr.funding.interchange.formats import FORMATS, written
from fyr.funding.models import Balance, Decision, Grant, Payment, Posting, PublishedDecision, PublishedGrant, Spend
from fyr.funding.tests.acts import Acts
from fyr.funding.tests.conftest import Money, day, holds, year
from fyr.funding.tests.invariants import everything_adds_up
from fyr.journal.models import Entry
from tests.routes import PRIVATE, SECRET, build

pytestmark = [pytest.mark.promise(24), pytest.mark.django_db]

# In each story; a step is one act or a few that follow each other.
STEPS = 10


@pytest.fixture
def ground(cast):
    """Two decisions, one of them in euro and one with an authorisation; a grant that runs, of which one tranche is paid."""
    money = Money(cast)
    money.allot(20_000)
    money.allot(5_000, "authorisation", of_year=year(1))
    euro = money.decided(currency="EUR")
    money.allot(10_000, decision=euro)
    money.paid(money.running(4_000, 2_000))
    money.granted(500, decision=euro, to="exempelstad")
    return money


# Drawn from a seed, as a shorter story says no more than a long one; the note tells what was done.
@settings(phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 2**32))
def test_no_sequence_of_acts_by_anybody_loses_a_krona_or_finds_one(cast, ground, seed):
    start = timezone.now() + datetime.timedelta(seconds=1)
    with transaction.atomic(), time_machine.travel(start, tick=False) as clock:
        acts, postings = Acts(cast, clock, random.Random(seed)), everything_adds_up()
        try:
            for _step in range(STEPS):
                if acts.run():
                    postings = everything_adds_up(postings)
        finally:
            note(", ".join(acts.done))
        transaction.set_rollback(True)


def together(*acts):
    """Each at the same moment, on a connection of its own. Gives the names of what was raised, "done" for nothing."""
    start, answers = threading.Barrier(len(acts)), []

    def run(act):
        try:
            with whole_node():
                start.wait(20)
                act()
            answers.append("done")
        except Exception as error:
            answers.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    return Counter(answers)


ONE_OF_FOUR = {"done": 1, "Refused": 3}


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_of_acts_at_the_same_moment_one_is_done_and_the_ledger_agrees(cast):
    money = Money(cast)
    grant = money.running(1_000, 2_000, 3_000)
    first, second, third = grant.instalments.all()
    ask = lambda: payments.request(by=cast["nina"], instalment=first, statement="Nu")
    assert together(ask, ask, ask, ask) == ONE_OF_FOUR
    assert (
        together(*(lambda by=by: payments.propose(by=cast[by], instalment=first) for by in ("farida", "lova") * 2))
        == ONE_OF_FOUR
    )
    assert (
        together(*(lambda by=by: payments.propose(by=cast[by], instalment=second) for by in ("farida", "lova") * 2))
        == ONE_OF_FOUR
    )
    for payment in Payment.objects.all():
        assert together(*[lambda one=payment: payments.approve(by=cast["gunnar"], payment=one)] * 4) == ONE_OF_FOUR
    one, other = Payment.objects.order_by("amount")
    record = lambda payment, voucher: payments.record(by=cast["farida"], payment=payment, voucher=voucher, on=day())
    assert together(*[lambda: record(one, "V-1")] * 4) == ONE_OF_FOUR
    # One voucher for payments of two decisions, which nobody holds together.
    elsewhere = money.decided()
    money.allot(5_000, decision=elsewhere)
    abroad = money.approved(money.running(2_500, decision=elsewhere))
    assert together(lambda: record(other, "V-2"), lambda: record(abroad, "V-2")) == {"done": 1, "Refused": 1}
    # 4 000 are left of the one decision's 10 000.
    both = [money.proposed(3_000), money.proposed(2_500)]
    assert together(*(lambda one=one: grants.approve(by=cast["gunnar"], grant=one) for one in both)) == {
        "done": 1,
        "Refused": 1,
    }
    recovery = repayments.propose(
        by=cast["farida"], grant=grant, outcome="waive", ground="agreement", amount=700, reasons="x"
    )
    assert (
        together(*[lambda: repayments.decide(by=cast["gunnar"], repayment=recovery, approve=True)] * 4) == ONE_OF_FOUR
    )
    assert third.payments.count() == 0
    everything_adds_up()  # fmt: skip


@pytest.fixture
def there(ground):
    """The rows that the statements below are about: a grant, its payment that is proposed, and what was posted of the other."""
    grant = Grant.objects.get(state="running")
    proposed = payments.propose(by=ground.farida, instalment=grant.instalments.get(number=2))
    return Rows(ground, grant, proposed, Posting.objects.filter(why="payment", grant=grant).earliest("id"))


class Rows:
    def __init__(self, money, grant, proposed, posting):
        self.money, self.grant, self.proposed, self.posting = money, grant, proposed, posting

    def entry(self):
        return ledger.Entry(Why.REVERSAL, self.grant.decision, self.money.farida)

    def move(self, amount, credit, debit, **told):
        self.entry().move(amount, credit, debit, year=year(), **{"grant": self.grant, **told})

    def reversal(self, **wrong):
        told = {field.attname: getattr(self.posting, field.attname) for field in Posting._meta.concrete_fields}
        swapped = {
            "id": None,
            "why": "reversal",
            "reverses_id": self.posting.pk,
            "credit": self.posting.debit,
            "debit": self.posting.credit,
        }
        Posting.objects.create(**told | swapped | wrong)

    def approve(self, by):
        Payment.objects.filter(pk=self.proposed.pk).update(state="approved", approved_by=by, approved_at=timezone.now())


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


A = Account
REFUSED = {
    "who proposed a payment approves it": lambda rows: rows.approve(F("proposed_by")),
    "nobody approved a payment that is paid": lambda rows: Payment.objects.filter(pk=rows.proposed.pk).update(
        state="paid", voucher="V-9", paid_on=day(), recorded_by=rows.money.farida
    ),
    "a payment is paid without a voucher": lambda rows: Payment.objects.filter(state="paid").update(voucher=""),
    "a voucher pays twice": lambda rows: (
        rows.approve(rows.money.gunnar),
        Payment.objects.filter(pk=rows.proposed.pk).update(
            state="paid", paid_on=day(), recorded_by=rows.money.farida, voucher=Payment.objects.get(state="paid").voucher
        ),
    ),
    "a tranche has two payments": lambda rows: Payment.objects.create(
        grant=rows.grant, instalment=rows.proposed.instalment, unit=rows.grant.unit, amount=1, state="requested"
    ),
    "who proposed a grant decides it": lambda rows: Grant.objects.update(decided_by=F("proposed_by")),
    "a posting of nothing": lambda rows: rows.move(0, A.FUNDS, A.HELD),
    "a posting below zero": lambda rows: rows.move(-1, A.HELD, A.FUNDS),
    "a posting from an account to itself": lambda rows: rows.move(1, A.HELD, A.HELD),
    "a posting from one book to the other": lambda rows: rows.move(1, A.HELD, A.MET),
    "an account of a grant without the grant": lambda rows: rows.move(1, A.FUNDS, A.HELD, grant=None),
    "more is paid than there is": lambda rows: rows.move(10**6, A.FUNDS, A.HELD),
    "more is used than was paid": lambda rows: rows.move(4_001, A.HELD, A.USED),
    "more is promised than there is": lambda rows: rows.move(10**6, A.AVAILABLE, A.COMMITTED),
    "more is taken back than was given": lambda rows: rows.move(10**6, A.AVAILABLE, A.FRAME, grant=None),
    "a posting is changed": lambda rows: Posting.objects.filter(pk=rows.posting.pk).update(amount=1),
    "a posting is deleted": lambda rows: Posting.objects.filter(pk=rows.posting.pk).delete(),
    "a reversal of another amount": lambda rows: rows.reversal(amount=1),
    "a reversal of another year": lambda rows: rows.reversal(year=year(1)),
    "a reversal in another currency": lambda rows: rows.reversal(currency="EUR"),
    "a reversal the same way": lambda rows: rows.reversal(credit=rows.posting.credit, debit=rows.posting.debit),
    "a second reversal": lambda rows: (rows.reversal(), rows.reversal()),
    "a reversal of a reversal": lambda rows: rows.entry().reverse(rows.entry().reverse(rows.posting)),
}  # fmt: skip
ON_POSTGRESQL = {
    "a balance is raised": lambda rows: Balance.objects.update(amount=F("amount") + 1),
    "a balance is invented": lambda rows: Balance.objects.create(
        decision=rows.grant.decision, year=1, holder=rows.grant.pk, account="held", amount=1
    ),
    "a balance is deleted": lambda rows: Balance.objects.filter(holder=rows.grant.pk).delete(),
    "the triggers are put aside": lambda rows: sql("ALTER TABLE funding_posting DISABLE TRIGGER USER"),
    "the ledger is emptied": lambda rows: sql("TRUNCATE funding_posting CASCADE"),
    "a posting is written over": lambda rows: sql(
        f"INSERT INTO funding_posting SELECT * FROM funding_posting WHERE id = {rows.posting.pk} ON CONFLICT (id) DO UPDATE SET amount = 1"
    ),
    "another table of the same name is counted in": lambda rows: (
        sql(
            "CREATE TEMPORARY TABLE funding_balance (LIKE public.funding_balance INCLUDING INDEXES INCLUDING IDENTITY)"
        ),
        sql("GRANT ALL ON pg_temp.funding_balance TO PUBLIC"),
        rows.move(10**6, A.FUNDS, A.HELD),
    ),
}
ON_SQLITE = {
    "a posting is replaced": lambda rows: sql(
        f"INSERT OR REPLACE INTO funding_posting SELECT * FROM funding_posting WHERE id = {rows.posting.pk}"
    )
}
HERE = REFUSED | (ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE)


def test_whoever_goes_around_the_actions_is_refused_by_the_database(there):
    before = everything_adds_up()
    assert [what for what, act in HERE.items() if not _refused(act, there)] == []
    assert everything_adds_up(before) == before


def _refused(act, rows):
    """What was not refused is taken back, so that the next is tried on the same ground."""
    try:
        with transaction.atomic():
            act(rows)
            transaction.set_rollback(True)
    except DatabaseError:
        return True
    return False


def test_a_reversal_that_mirrors_its_posting_is_taken(there):
    """So the refusals above are about what is wrong in them."""
    assert (there.posting.credit, there.posting.debit) == ("funds", "held")
    there.reversal()
    assert "held" not in holds(there.grant)


FIVE = 5


@pytest.fixture
def spent(cast):
    """Costs of a case full of canaries, on the grant for returns of the example: four, then with time a fifth."""
    world = build(cast)
    grant = Grant.objects.get(recipient_unit__code="iom-ekonomi")
    # What her return cost stands beside: here the sums are counted.
    Spend.objects.all().delete()
    reference = lambda number: f"{world.case.pk.hex[:8]}{SECRET[:7]}{number}".encode()
    for number in range(FIVE - 1):
        spending.spend(grant=grant, amount=12_300 + number, reference=reference(number), by=cast["elsa"])
    return world, grant, reference


def next_month():
    return time_machine.travel(timezone.now() + datetime.timedelta(days=32), tick=False)


def test_what_fewer_than_five_cost_is_never_booked_and_after_that_only_the_sum_is_kept(cast, spent):
    _world, grant, reference = spent
    before = everything_adds_up()
    with next_month():
        spending.book_ended_months()
        assert everything_adds_up(before) == before
        spending.spend(grant=grant, amount=99, reference=reference(FIVE), by=cast["elsa"])
        spending.spend(grant=grant, amount=77_777, reference=reference(FIVE), by=cast["elsa"])
        # The fifth is of a month that has not ended.
        spending.book_ended_months()
        assert everything_adds_up(before) == before
    with time_machine.travel(timezone.now() + datetime.timedelta(days=64), tick=False):
        spending.book_ended_months()
    made = Posting.objects.filter(why="spend")
    assert [(one.amount, one.credit, one.debit) for one in made] == [(4 * 12_300 + 6 + 99, "held", "used")]
    assert set(Spend.objects.values_list("amount", "entry")) == {(None, made.get().entry)}
    everything_adds_up(before)


def test_no_posting_no_export_no_entry_of_the_journal_and_no_public_row_leads_to_a_case(cast, spent):
    world, grant, reference = spent
    spending.spend(grant=grant, amount=45_600, reference=reference(FIVE), by=cast["elsa"])
    with next_month():
        spending.book_ended_months()
    assert grant.decision.published_at
    rows = [*Posting.objects.values(), *PublishedDecision.objects.values(), *PublishedGrant.objects.values()]
    rows += Entry.objects.filter(label__startswith="funding.").values()
    rows += [dict(one) for one in Balance.objects.values()]
    told = {"rows": repr([{name: _plain(value) for name, value in row.items()} for row in rows]).encode()}
    told |= {form: b"".join(written(form)) for form in FORMATS if form != "xlsx"}
    told |= {"xlsx": _unzipped(b"".join(written("xlsx")))}
    references = [reference(number) for number in (*range(FIVE - 1), FIVE)]
    words = [SECRET.encode(), PRIVATE.encode(), str(world.case.pk).encode(), world.case.pk.hex.encode()]
    words += [form for one in references for form in (one, one.hex().encode())]
    amounts = [form.encode() for one in (123, 456) for form in (f"{one}.0", f"{one}00", f"{one},0")]
    assert Posting.objects.get(why="spend").amount == 4 * 12_300 + 6 + 45_600
    for name, data in told.items():
        assert len(data) > 500, name
        assert not [word for word in (*words, *amounts) if word in data], name


def _plain(value):
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else value


def _unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_from_every_posting_of_the_example_one_walks_to_the_grant_and_the_decision_and_the_sums_agree(cast):
    story.tell({member.email: member for member in cast.values()})
    assert len(everything_adds_up()) > 20
    for posting in Posting.objects.select_related("grant__decision", "decision", "by"):
        assert posting.by.pk and posting.decision.title
        assert posting.why == "allotment" or (posting.grant.decision == posting.decision and posting.grant.decided_by)
    for decision in Decision.objects.all():
        told = account.of_decision(decision)
        own = _summed(decision=decision, grant=None)
        assert (told.given or 0, told.available, told.funds) == (-own["frame"], *_of_decision(decision))
        for line in told.lines:
            summed = _summed(grant=line.grant)
            assert [line.to_pay, line.held, line.used, line.waived] == [
                summed[name] for name in ("committed", "held", "used", "waived")
            ]


def _of_decision(decision):
    summed = _summed(decision=decision)
    return summed["available"], summed["funds"]


def _summed(**where):
    """GROUP BY over the postings."""
    told = Counter()
    for side, sign in (("debit", 1), ("credit", -1)):
        for row in Posting.objects.filter(**where).order_by().values(side).annotate(sum=Sum("amount")):
            told[row[side]] += sign * row["sum"]
    return told


def test_nobody_acts_on_money_that_is_not_hers_to_give_or_to_receive(ground, cast):
    grant = Grant.objects.get(state="running")
    second = grant.instalments.get(number=2)
    for name in ("petra", "mikael", "hedda", "ivar", "elsa", "farida"):
        with pytest.raises(PermissionDenied):
            payments.request(by=cast[name], instalment=second, statement="Nu")
    for name in ("nina", "petra", "hedda", "ivar", "gunnar"):
        with pytest.raises(PermissionDenied):
            payments.propose(by=cast[name], instalment=second)
