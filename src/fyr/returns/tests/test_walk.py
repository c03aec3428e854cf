"""Whatever anybody does in whatever order: no state without its conditions, no act lost, nothing shown that is not hers."""

import random
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from fyr.access.actions import join
from fyr.access.errors import Refused
from fyr.access.models import Member, Unit
from fyr.access.scope import acting
from fyr.funding.actions.spending import spendable
from fyr.funding.codes.ledger import Account
from fyr.funding.ledger import balance
from fyr.funding.models import Spend
from fyr.funding.tests.conftest import Money
from fyr.returns import machine, page
from fyr.returns.access import part_for, places, return_for
from fyr.returns.actions import agreements, withdrawing
from fyr.returns.actions.programmes import keep_programme
from fyr.returns.example.way import Way
from fyr.returns.models import Agreement, Assessment, Call, Contact, Event, Item, Return, Verdict
from fyr.returns.tests.conftest import open_case, told_rules
from fyr.returns.tests.restated import Rows, tables
from fyr.returns.tests.walker import ACTS, ANYBODY, Walker
from fyr.returns.trail_words import Act
from fyr.vault import keys
from fyr.work import outbox

pytestmark = pytest.mark.django_db

STEPS = 36
REFUSALS = (Refused, PermissionDenied, Http404)
# What an act can say beside its own: that she is ready no more, or that she is seen again soon.
MORE = {"stopped", "contact_planned"}


def heard(payload):
    """Somebody who listens to everything that happens with a return."""


@pytest.fixture
def ground(cast):
    """A grant of 2 000 kr, and returns at five places of the way; Tove stands on both sides."""
    money = Money(cast)
    grant = money.running(2_000)
    money.paid(grant)
    join(by=None, member=cast["tove"], unit=Unit.objects.get(code="region-syd"), role="regional_coordinator")
    people = {member.name.split()[0].lower(): member for member in Member.objects.all()}
    told = told_rules(per_person={"amount": 1_500, "currency": "SEK"})
    programme = keep_programme(by=None, told=told, grant=grant)
    begin = lambda **more: Way.begun(people, open_case(people, **more), programme)
    ways = [
        begin(), begin().ready_to_go(), begin().ready_to_go().left().arrived().agreed("home_authorities"),
        begin(age="child").person().told().asked(signed="with_guardian"), begin(age="child").person().safe_child(),
    ]  # fmt: skip
    ways.append(begin().ready_to_go())
    Return.objects.filter(pk=ways[-1].pk).update(protected=True, officer=people["elsa"])
    for act in Act:
        outbox.subscribe(f"returns.{act}", heard)
    yield people, grant, [way.pk for way in ways]
    for act in Act:
        outbox.unsubscribe(f"returns.{act}", heard)


def test_the_walker_knows_an_act_for_every_move():
    assert set(ACTS) >= set(machine.MOVES)
    assert all(callable(getattr(Walker, one)) for one in ACTS)


# Drawn from a seed, as a shorter walk says no more than a long one; the note tells what was done.
@settings(phases=[Phase.explicit, Phase.generate], max_examples=6)
@given(seed=st.integers(0, 2**32))
def test_no_sequence_of_acts_by_anybody_breaks_a_promise_of_a_return(ground, seed):
    people, grant, pks = ground
    draw = random.Random(seed)
    with transaction.atomic():
        walker = Walker(people, draw.choice(pks), draw)
        seen, done = tables(), []
        try:
            for _step in range(STEPS):
                seen = step(walker, seen, done)
            for name in ANYBODY:
                what_she_sees_is_hers(people[name], walker.pk)
            nothing_is_spent_twice(grant)
        finally:
            note(", ".join(done))
        transaction.set_rollback(True)


def step(walker, before, done):
    """One act, and what must hold whether it was done or refused. Gives the tables as they are then."""
    code, by, told = walker.next()
    try:
        walker.act(code, by, told)
    except REFUSALS:
        after = tables()
        assert after == before, f"{code} was refused and changed something"
        return after
    done.append(f"{code} by {by.name.split()[0]}")
    after, rows = tables(), Rows(walker.pk)
    nothing_is_lost(code, by, before, after)
    no_state_without_its_conditions(code, rows)
    nobody_is_on_both_sides(rows)
    if rows.ret.state == "withdrawn":
        assert rows.nothing_to_come() and rows.shown_to_nobody()
        for name in ("radu", "sofia"):
            with acting(walker.cast[name]), pytest.raises(Http404):
                return_for(walker.cast[name], walker.pk)
    what_she_sees_is_hers(walker.cast[walker.draw.choice(ANYBODY)], walker.pk)
    return after


def nothing_is_lost(code, by, before, after):
    """One line of the history, one entry of the journal and one word to the outbox for each thing that happened."""
    known = {row[0] for row in before["returns_event"]}
    made = [row[0] for row in after["returns_event"] if row[0] not in known]
    events = list(Event.objects.filter(pk__in=made))
    acts = [one.act for one in events]
    if code == "case_consent":
        assert set(acts) <= {"consent_ended", "stopped"}
        return
    assert len(acts) == 1 or (len(acts) == 2 and len(set(acts) - MORE) == 1), f"{code} left {acts}"
    assert {one.noted_by_id for one in events} == {by.pk}
    new = lambda table: set(after[table]) - set(before[table])
    entries, words = new("journal_entry"), new("work_delivery")
    more = 1 if code == "item_pay" else 0
    assert len(entries) == len(acts) + more
    assert Counter(acts) == Counter(act for act in acts for row in entries if f"return.{act}" in row)
    assert Counter(acts) == Counter(act for act in acts for row in words if f"returns.{act}" in row)
    for table, rows in before.items():
        assert len(after[table]) >= len(rows) or table in ("vault_wrap", "returns_fact"), f"{code} deleted of {table}"
    assert set(before["returns_event"]) <= set(after["returns_event"]), "a line of the history was changed"


def no_state_without_its_conditions(code, rows):
    state = rows.ret.state
    if state in ("agreed", "ready", "travelling", "arrived"):
        assert rows.both_said_yes
        assert rows.wants
    if state in ("ready", "travelling"):
        assert rows.risk_is_borne or state == "travelling"
    if code == "refer":
        assert rows.wants and rows.operator_may_know
        assert rows.ret.officer_id or not rows.ret.protected
    if code in ("clear", "depart"):
        told = rows.may_travel("planned" if code == "clear" else "departed")
        assert all(told.values()), [name for name, met in told.items() if not met]
    if code == "clear":
        assert state == "ready"
    if state == "closed":
        assert rows.nothing_to_come()
        assert not rows.ret.child or rows.ret.arrived_on is None or rows.handed_over


def nobody_is_on_both_sides(rows):
    for row in rows.of(Verdict):
        others = Verdict.objects.filter(of=row.of, round=row.round, noted_by=row.noted_by).exclude(pk=row.pk)
        assert not others.exists()
    for row in rows.of(Assessment):
        assert row.accepted_refers_id is None or row.accepted_refers_id != row.accepted_runs_id


def what_she_sees_is_hers(by, pk):
    """The door opens what the list shows. Of the history she reads all of her sections, in order, and nothing of others."""
    with acting(by):
        listed = any(rows.filter(pk=pk).exists() for rows in places(by))
        try:
            ret = return_for(by, pk)
        except REFUSALS:
            assert not listed, f"{by.name} finds it in the list and does not come in"
            return
        shown = page.events(ret)
    assert listed, f"{by.name} comes in and does not find it in the list"
    assert [one.noted_at for one in shown] == sorted((one.noted_at for one in shown), reverse=True)
    hers = {str(one) for one in ret.sections}
    assert {one.about for one in shown} <= hers
    every = Event.objects.filter(of=pk, about__in=hers)
    if not ret.sides & {"refers", "runs"}:
        # What was assessed and weighed here is between those who decided.
        weighed = ("assessed", "risk_accepted", "risk_refused")
        every = every.exclude(act__in=weighed, side__in=("refers", "runs"))
    assert {one.pk for one in every} == {one.pk for one in shown}


def nothing_is_spent_twice(grant):
    paid = []
    for row in Item.objects.filter(state="paid").select_related("of"):
        row.of.box = keys.unlock([row.of_id], [row.of.refers_id, row.of.runs_id])[row.of_id]
        paid.append(row.cost["amount"])
    spent = list(Spend.objects.filter(grant=grant).values_list("amount", flat=True))
    assert sorted(paid) == sorted(spent)
    assert all(one > 0 for one in paid)
    assert spendable(grant) == balance(grant.pk, Account.HELD) - sum(paid) >= 0


@pytest.fixture
def once_more(ready, cast):
    """She came home, left the programme again, and is asked from the beginning."""
    ready.left().arrived()
    withdrawing.withdraw(by=cast["elsa"], ret=ready.seen(cast["elsa"]), safe="with_us")
    for row in Call.objects.filter(of=ready.pk):
        withdrawing.confirm_call(by=cast["elsa"], call=part_for(cast["elsa"], Call, row.pk))
    withdrawing.take_up(by=cast["alma"], ret=ready.seen(cast["alma"]))
    return ready


def test_once_it_is_taken_up_again_she_is_told_anew_before_she_is_asked(once_more, cast):
    assert "told" in {one.code for one in machine.missing(once_more.seen(cast["alma"]), "ask")}


def test_nobody_is_ready_for_a_journey_that_is_over(once_more, cast):
    once_more.told().asked().assessed(cast["alma"], "risk", "needs").referred().decided()
    assert {"trip", "met"} <= {one.code for one in machine.missing(once_more.seen(cast["elsa"]), "clear")}


def test_what_was_assessed_before_an_earlier_journey_is_assessed_anew(once_more, cast):
    once_more.told().asked().assessed(cast["alma"], "risk", "needs").referred().decided()
    missing = {one.code for one in machine.missing(once_more.seen(cast["elsa"]), "clear")}
    assert {"risk_travel", "health"} <= missing


@pytest.mark.parametrize("how", ["taken back", "a later no"])
def test_once_she_wants_no_more_contact_none_is_planned(ready, cast, how):
    ready.left().arrived()
    assert Contact.objects.filter(of=ready.pk, state="planned").exists()
    if how == "a later no":
        ready.agreed("follow_up", yes=False)
    else:
        row = Agreement.objects.get(of=ready.pk, asked="follow_up")
        agreements.take_back(by=cast["elsa"], agreement=part_for(cast["elsa"], Agreement, row.pk))
    assert not Contact.objects.filter(of=ready.pk, state="planned").exists()
