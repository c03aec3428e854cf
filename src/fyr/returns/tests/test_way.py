"""The way home, from the first talk to a closed return: nothing is skipped, and she can turn round everywhere."""

import pytest

from fyr.returns.actions import closing, withdrawing
from fyr.returns.models import Event

pytestmark = pytest.mark.django_db


def test_the_whole_way_from_the_first_talk_to_a_closed_return(way, cast):
    way.ready_to_go().left().arrived(cast["radu"])
    way.surveyed(cast["tove"], "baseline", points="worst").surveyed(cast["tove"], "midterm").surveyed(
        cast["tove"], "final", points="best"
    )
    closing.close(by=cast["elsa"], ret=way.seen(cast["elsa"]), outcome="completed")
    ret = way.seen(cast["elsa"])
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


def test_at_the_gate_she_withdraws_and_everything_stops(way, cast):
    way.ready_to_go()
    withdrawing.withdraw(by=cast["elsa"], ret=way.seen(cast["elsa"]), safe="with_us")
    ret = way.seen(cast["alma"])
    assert ret.state == "withdrawn"
    assert not ret.trips.exclude(state="stopped").exists()
    assert {one.who for one in ret.calls.all()} == {"airport", "mission", "coordinator"}
