"""The way home, from the first talk to a closed return: nothing is skipped, and she can turn round everywhere."""

import pytest

from fyr.returns import machine
from fyr.returns.access import part_for
from fyr.returns.actions import closing, support, travel, withdrawing
from fyr.returns.models import Call, Event, Item

pytestmark = pytest.mark.django_db


def test_the_whole_way_from_the_first_talk_to_a_closed_return(ready, cast):
    ready.left().arrived(cast["radu"])
    ready.surveyed(cast["tove"], "baseline", points="worst").surveyed(cast["tove"], "midterm").surveyed(
        cast["tove"], "final", points="best"
    )
    closing.close(by=cast["elsa"], ret=ready.seen(cast["elsa"]), outcome="completed", words="she manages")
    ret = ready.seen(cast["elsa"])
    assert ret.state == "closed"
    told = list(Event.objects.filter(of=ret.pk).order_by("noted_at", "id").values_list("act", flat=True))
    assert (
        told.index("informed")
        < told.index("asked")
        < told.index("referred")
        < told.index("decided")
        < told.index("cleared")
    )
    assert told.index("departed") < told.index("arrived") < told.index("surveyed") < told.index("closed")


def test_at_the_gate_she_withdraws_and_everything_stops(ready, cast):
    travel.clear(by=cast["elsa"], ret=ready.seen(cast["elsa"]))
    withdrawing.withdraw(by=cast["elsa"], ret=ready.seen(cast["elsa"]), safe="with_us")
    ret = ready.seen(cast["alma"])
    assert ret.state == "withdrawn"
    assert not ret.trips.exclude(state="stopped").exists()
    assert {one.who for one in ret.calls.all()} == {"airport", "escort", "meets", "mission", "coordinator"}


def test_taken_up_again_nothing_of_before_counts(ready, cast):
    ready.left().arrived(cast["radu"])
    withdrawing.withdraw(by=cast["alma"], ret=ready.seen(cast["alma"]), safe="with_us")
    for call in ready.seen(cast["alma"]).calls.all():
        withdrawing.confirm_call(by=cast["alma"], call=part_for(cast["alma"], Call, call.pk), answer="knows")
    withdrawing.take_up(by=cast["alma"], ret=ready.seen(cast["alma"]))
    ret = ready.seen(cast["alma"])
    lacking = {one.code for one in machine.missing(ret, "ask")}
    assert {"told", "position", "alone", "understood", "counsel"} <= lacking
    assert {"wants", "risk_travel", "health", "trip", "plan"} <= {one.code for one in machine.missing(ret, "clear")}
    assert (ret.agreed_on, ret.departed_on, ret.arrived_on) == (None, None, None)


def test_a_return_can_always_be_brought_to_its_end(ready, cast):
    """Delivered support that nobody pays from the grant is settled, and a wrong end is taken back."""
    ready.left().arrived(cast["radu"])
    item = ready.item()
    support.approve_item(by=cast["elsa"], item=part_for(cast["elsa"], Item, item.pk))
    support.deliver_item(
        by=cast["radu"], item=part_for(cast["radu"], Item, item.pk), delivered_on=ready.today, receipt="7"
    )
    support.settle_elsewhere(by=cast["elsa"], item=part_for(cast["elsa"], Item, item.pk), reason="a gift")
    closing.close(by=cast["elsa"], ret=ready.seen(cast["elsa"]), outcome="moved", words="she moved on")
    closing.reopen(by=cast["elsa"], ret=ready.seen(cast["elsa"]), reason="she called")
    assert ready.seen(cast["elsa"]).state == "arrived"


def test_a_journey_that_does_not_take_place_is_no_withdrawal(ready, cast):
    ready.left()
    travel.turn_back(by=cast["elsa"], ret=ready.seen(cast["elsa"]), note="the flight was cancelled")
    ret = ready.seen(cast["elsa"])
    assert (ret.state, ret.departed_on) == ("agreed", None)
    assert [one.code for one in machine.missing(ret, "clear")] == ["trip", "met"]
