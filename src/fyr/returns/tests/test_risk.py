"""A high risk stops the journey until both sides, by two members, have borne it with her informed choice."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from fyr.access.actions import join
from fyr.access.errors import Refused
from fyr.access.models import Member, Unit
from fyr.returns import machine
from fyr.returns.access import part_for
from fyr.returns.actions import assessing, travel
from fyr.returns.models import Assessment, Event

pytestmark = pytest.mark.django_db


def missing(way, code="clear"):
    return {one.code for one in machine.missing(way.seen(way.elsa), code)}


def newest(by, way):
    return part_for(by, Assessment, Assessment.objects.filter(of=way.pk, what="risk").first().pk)


def accept(by, way, her_choice=True):
    assessing.accept_risk(by=by, assessment=newest(by, way), her_choice=her_choice)


def refuse(by, way):
    assessing.refuse_risk(by=by, assessment=newest(by, way), reason="Hon har ingen skyddad bostad där")


def state(way):
    return way.seen(way.elsa).state


@pytest.fixture
def risky(ready):
    """Everything is there for her journey, and the newest assessment found a high risk."""
    return ready.assessed(ready.elsa, "risk", risk="high")


def test_a_high_risk_blocks_the_journey_and_says_so(risky):
    assert missing(risky) == {"risk_accepted"}
    with pytest.raises(Refused) as refused:
        travel.clear(by=risky.elsa, ret=risky.seen(risky.elsa))
    assert str(machine.missing(risky.seen(risky.elsa), "clear")[0]) in str(refused.value.text)
    assert state(risky) == "agreed"


def test_a_high_risk_that_is_found_once_she_is_ready_takes_that_back(ready):
    travel.clear(by=ready.elsa, ret=ready.seen(ready.elsa))
    ready.assessed(ready.alma, "risk", risk="high")
    assert state(ready) == "agreed"
    assert Event.objects.filter(of=ready.pk, act="stopped").count() == 1


def test_a_high_risk_without_measures_is_not_kept(ready):
    with pytest.raises(Refused) as refused:
        assessing.assess(
            by=ready.elsa, ret=ready.seen(ready.elsa), what="risk", level="high", found="hot", measures=" "
        )
    assert refused.value.field == "measures"


@pytest.mark.parametrize("first, second", [("alma", "elsa"), ("elsa", "alma"), ("alma", "tove")])
def test_both_sides_must_accept_it(risky, cast, first, second):
    accept(cast[first], risky)
    assert missing(risky) == {"risk_accepted"}
    accept(cast[second], risky)
    assert not missing(risky)
    risky.left()
    assert state(risky) == "travelling"


def test_one_side_does_not_accept_twice(risky, cast):
    accept(cast["elsa"], risky)
    for name in ("elsa", "tove"):
        with pytest.raises(Refused):
            accept(cast[name], risky)
    assert missing(risky) == {"risk_accepted"}


def test_who_stands_on_both_sides_accepts_for_one_alone(risky, cast):
    join(by=None, member=cast["tove"], unit=Unit.objects.get(code="region-syd"), role="regional_coordinator")
    both = Member.objects.get(pk=cast["tove"].pk)
    accept(both, risky)
    with pytest.raises(Refused):
        accept(both, risky)
    row = newest(both, risky)
    assert (row.accepted_refers_id, row.accepted_runs_id) == (both.pk, None)


def test_without_her_informed_choice_it_is_not_accepted(risky, cast):
    for name in ("alma", "elsa"):
        with pytest.raises(Refused) as refused:
            accept(cast[name], risky, her_choice=False)
        assert refused.value.field == "her_choice"
    assert missing(risky) == {"risk_accepted"}


@pytest.mark.parametrize("name", ["björn", "radu"])
def test_nobody_else_accepts_or_refuses_it(risky, cast, name):
    risky.shown(sections=("safety",))
    for act in (accept, refuse):
        # Abroad nobody sees what was assessed before she came.
        with pytest.raises(PermissionDenied if name == "björn" else Http404):
            act(cast[name], risky)


@pytest.mark.parametrize("name", ["alma", "elsa"])
def test_either_side_may_refuse_it_at_any_time_before_she_travels(risky, cast, name):
    accept(cast["alma"], risky)
    accept(cast["elsa"], risky)
    travel.clear(by=cast["elsa"], ret=risky.seen(cast["elsa"]))
    refuse(cast[name], risky)
    assert state(risky) == "agreed"
    assert missing(risky) == {"risk_accepted"}


def test_what_one_side_has_refused_is_not_accepted_without_anything_new(risky, cast):
    refuse(cast["elsa"], risky)
    for name in ("alma", "elsa"):
        with pytest.raises(Refused):
            accept(cast[name], risky)


def test_a_newer_high_risk_begins_anew(risky, cast):
    accept(cast["alma"], risky)
    accept(cast["elsa"], risky)
    before = newest(cast["alma"], risky)
    risky.assessed(risky.elsa, "risk", risk="high")
    assert missing(risky) == {"risk_accepted"}
    for act in (
        lambda: assessing.accept_risk(by=cast["alma"], assessment=before, her_choice=True),
        lambda: assessing.refuse_risk(by=cast["alma"], assessment=before, reason="nej"),
    ):
        with pytest.raises(Refused):
            act()
    accept(cast["alma"], risky)
    accept(cast["elsa"], risky)
    assert not missing(risky)


def test_a_lower_risk_that_one_side_finds_later_is_accepted_by_the_other(risky, cast):
    risky.assessed(risky.elsa, "risk", risk="medium")
    assert missing(risky) == {"risk_accepted"}
    with pytest.raises(Refused):
        accept(cast["tove"], risky)
    accept(cast["alma"], risky)
    assert not missing(risky)


def test_a_risk_that_is_not_high_has_nothing_to_accept(ready, cast):
    for act in (accept, refuse):
        with pytest.raises(Refused):
            act(cast["alma"], ready)


@pytest.mark.parametrize("level, gone", [("not_fit", {"health"}), ("escorted", {"escort"})])
def test_who_is_not_fit_stays_and_who_needs_a_nurse_has_one(ready, level, gone):
    ready.assessed(ready.elsa, "health", health=level)
    assert missing(ready) == gone
    ready.planned(escort="medical")
    assert missing(ready) == gone - {"escort"}
