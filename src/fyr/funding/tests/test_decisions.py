"""Decisions of a government: their funds, their versions, their dates."""

import pytest
from django.core.exceptions import PermissionDenied

from fyr.access.errors import ChangedMeanwhile, Refused
from fyr.access.models import Unit
from fyr.funding.actions import activities, decisions
from fyr.funding.codes.ledger import Account
from fyr.funding.ledger import by_year
from fyr.funding.models import Amendment, Event, PublishedDecision, Result
from fyr.funding.tests.conftest import SOURCE, day, fresh, holds, year
from fyr.funding.trail_words import Act
from fyr.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("standing", "source"), [("presumed", ""), ("example", ""), ("stated", SOURCE)])
def test_what_is_presumed_or_invented_needs_no_source(money, standing, source):
    assert money.decided(standing=standing, source=source).standing == standing


def test_what_is_stated_needs_one_when_it_is_entered_and_when_it_is_amended(money):
    with pytest.raises(Refused) as info:
        money.decided(standing="stated", source="")
    assert info.value.field == "source"
    with pytest.raises(Refused):
        decisions.amend_decision(
            by=money.farida, decision=money.decision, version=1, why="Nytt", standing="stated", source=""
        )


def test_a_decision_is_entered_in_ones_own_unit_by_who_may(money, cast):
    told = {"title": "x", "source": SOURCE, "kind": "direct", "ministry": "x", "recipient": money.parties["cbss"]}
    for name, unit in (("farida", "iom-ekonomi"), ("gunnar", "jamy"), ("nina", "iom-ekonomi")):
        with pytest.raises(Refused) as info:
            decisions.add_decision(by=cast[name], unit=Unit.objects.get(code=unit), **told)
        assert info.value.field == "unit"


def test_an_amendment_keeps_what_was_said_before_and_meets_a_colleague(money):
    amend = lambda **told: decisions.amend_decision(by=money.lova, decision=money.decision, why="Höjt", **told)
    amend(version=1, title="Uppdrag, ändrat", source=SOURCE, standing="stated")
    kept = Amendment.objects.get()
    assert (kept.title, kept.version, kept.why, kept.replaced_by) == ("Uppdrag", 1, "Höjt", money.lova)
    assert (fresh(money.decision).title, fresh(money.decision).version) == ("Uppdrag, ändrat", 2)
    with pytest.raises(ChangedMeanwhile):
        amend(version=1, title="Annat")
    assert Amendment.objects.count() == 1


def test_an_authorisation_is_promised_before_its_funds_come_and_paid_after(money):
    money.allot(800, "authorisation", of_year=year(1))
    assert (by_year(money.decision.pk, Account.AVAILABLE)[year(1)], by_year(money.decision.pk, Account.FUNDS)) == (
        800,
        {year(): 10_000},
    )
    money.allot(500, "release", of_year=year(1))
    assert by_year(money.decision.pk, Account.FUNDS)[year(1)] == 500
    with pytest.raises(Refused) as info:
        money.allot(301, "release", of_year=year(1))
    assert info.value.field == "amount"
    money.allot(300, "release", of_year=year(1))


def test_no_more_goes_back_to_the_state_than_is_neither_promised_nor_paid(money, paid):
    with pytest.raises(Refused) as info:
        money.allot(5_001, "return")
    assert info.value.field == "amount"
    money.allot(5_000, "return")
    assert holds(money.decision) == {"frame": -5_000, "source": -5_000, "funds": 2_000}


def test_only_an_officer_of_the_unit_enters_funds_and_dates(money, cast):
    for name in ("gunnar", "nina", "hedda"):
        with pytest.raises(PermissionDenied):
            money.allot(1, by=cast[name])
        with pytest.raises(PermissionDenied):
            decisions.add_condition(by=cast[name], of=money.decision, kind="final", due_on=day(9))


def test_a_date_is_met_once_today_or_earlier_and_that_of_a_report_by_the_report(money, running):
    made = decisions.add_condition(by=money.farida, of=money.decision, kind="requisition", due_on=day(9))
    meet = lambda condition, on: decisions.meet_condition(by=money.lova, condition=condition, on=on, note="A1")
    with pytest.raises(Refused) as info:
        meet(made, day(1))
    assert info.value.field == "on"
    meet(made, day())
    assert (fresh(made).met_on, fresh(made).met_by, fresh(made).note) == (day(), money.lova, "A1")
    with pytest.raises(Refused):
        meet(made, day())
    with pytest.raises(Refused):
        meet(running.conditions.get(kind="final"), day())
    meet(running.conditions.get(kind="repayment"), day())


def test_what_is_published_follows_each_act_and_goes_when_it_is_hidden(money):
    decisions.publish(by=money.farida, decision=money.decision)
    money.allot(5)
    assert PublishedDecision.objects.get().amount == 10_005
    decisions.hide(by=money.farida, decision=fresh(money.decision))
    assert not PublishedDecision.objects.exists()


@pytest.mark.parametrize(("count", "few", "kept"), [(0, True, None), (4, True, None), (5, False, 5), (187, False, 185)])
def test_a_count_of_persons_is_kept_as_it_may_be_shown_and_in_no_other_way(money, count, few, kept):
    activity = activities.add_activity(by=money.farida, of=money.decision, title="Stöd", theme="support")
    activities.note_result(by=money.farida, activity=activity, title="Personer", persons=True, value=count)
    assert Result.objects.values_list("few", "value").get() == (few, kept)


def test_other_counts_are_kept_as_they_are_unknown_is_not_zero_and_below_zero_is_refused(money):
    activity = activities.add_activity(by=money.farida, of=money.decision, title="Stöd", theme="support")
    for value in (None, 0, 3):
        result = activities.note_result(by=money.farida, activity=activity, title="Platser", value=value)
        assert (fresh(result).value, result.few) == (value, False)
    with pytest.raises(Refused) as info:
        activities.note_result(by=money.farida, activity=activity, title="Platser", value=-1)
    assert info.value.field == "value"


def test_an_activity_is_changed_by_the_unit_that_keeps_it_and_meets_a_colleague(money, running):
    activity = activities.add_activity(by=money.farida, of=running, title="Stöd", theme="support")
    assert activity.decision_id == running.decision_id
    activities.change_activity(by=money.lova, activity=activity, version=1, state="done")
    with pytest.raises(ChangedMeanwhile):
        activities.change_activity(by=money.lova, activity=activity, version=1, state="dropped")
    with pytest.raises(PermissionDenied):
        activities.change_activity(by=money.nina, activity=activity, version=2, state="dropped")
    assert fresh(activity).state == "done"


def test_each_act_leaves_a_line_for_people_and_one_in_the_journal(money):
    told = Event.objects.filter(decision=money.decision).values_list("act", "by")
    assert set(told) == {("decision.added", money.farida.pk), (str(Act.ALLOTTED), money.farida.pk)}
    assert Entry.objects.filter(label="funding.decision.added", actor=money.farida.pk).count() == 1
