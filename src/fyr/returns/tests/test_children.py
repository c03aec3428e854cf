"""A child travels when both countries have found that it may, and is let go of when the other side has taken over."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from fyr.access.errors import Refused
from fyr.returns import conditions, machine
from fyr.returns.actions import childhood, closing, opening, travel
from fyr.returns.codes.assessing import Safeguard
from fyr.returns.example.way import Way
from fyr.returns.models import ChildSafeguard, Event
from fyr.returns.tests.conftest import open_case, walked

pytestmark = pytest.mark.django_db

KINDS = [one for one in Safeguard.values if one != Safeguard.HANDOVER]
CONDITION = {"social_services": "child_social"} | {one: f"child_{one.split('_')[0]}" for one in KINDS if "_" not in one}
CONDITION |= {"finding_here": "child_here", "finding_there": "child_there"}


def note(by, way, kind, found="met", **told):
    known = {"authority": "Socialnämnden", "verifier": "", "note": "i ordning"} | told
    return childhood.note_safeguard(by=by, ret=way.seen(by), kind=kind, found=found, found_on=way.today, **known)


@pytest.fixture
def grown(cast, programme):
    """A child for whom everything is there but what protects it."""
    return walked("a child without what protects it", cast, lambda: made(cast, programme))


def made(cast, programme):
    child = Way.begun(cast, open_case(cast, age="child"), programme)
    child.person(born="2012-03-01").told().asked(signed="with_guardian").consented()
    child.assessed(child.alma, "risk", "needs").referred().decided()
    child.agreed("follow_up").shown(sections=("person", "journey", "plan", "follow_up", "child"))
    return child.assessed(child.elsa, "risk", "health").planned()


@pytest.fixture
def arrived(cast, programme):
    return walked(
        "a child that has arrived", cast, lambda: made(cast, programme).safe_child().left().arrived(cast["radu"])
    )


def cleared(way):
    travel.clear(by=way.elsa, ret=way.seen(way.elsa))
    return way.seen(way.elsa).state


@pytest.mark.parametrize("kind", KINDS)
def test_without_one_of_them_it_does_not_travel_and_the_refusal_says_which(grown, kind):
    grown.safe_child(kind)
    lacking = machine.missing(grown.seen(grown.elsa), "clear")
    assert [one.code for one in lacking] == [CONDITION[kind]]
    with pytest.raises(Refused) as refused:
        cleared(grown)
    told = next(one for one in conditions.all_conditions() if one.code == CONDITION[kind])
    assert str(told) in str(refused.value.text)
    note(grown.alma, grown, kind)
    assert cleared(grown) == "ready"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("found", ["open", "stops"])
def test_what_speaks_against_it_stops_a_child_that_was_ready(grown, kind, found):
    grown.safe_child()
    assert cleared(grown) == "ready"
    note(grown.alma, grown, kind, found)
    assert grown.seen(grown.elsa).state == "agreed"
    assert Event.objects.filter(of=grown.pk, act="stopped").count() == 1
    with pytest.raises(Refused):
        cleared(grown)


def test_a_suspected_parent_stops_it_until_somebody_else_finds_otherwise(grown):
    grown.safe_child()
    note(grown.alma, grown, "parent", "stops")
    assert [one.code for one in machine.missing(grown.seen(grown.elsa), "clear")] == ["child_parent"]
    with pytest.raises(Refused):
        note(grown.alma, grown, "parent", "met")
    note(grown.elsa, grown, "parent", "met")
    assert cleared(grown) == "ready"


def test_what_does_not_apply_says_why_and_what_was_found_names_who(grown):
    for found, told, field in (("not_needed", {"note": " "}, "note"), ("met", {"authority": ""}, "authority")):
        with pytest.raises(Refused) as refused:
            note(grown.alma, grown, "guardian", found, **told)
        assert refused.value.field == field
    with pytest.raises(Refused) as refused:
        childhood.note_safeguard(
            by=grown.alma, ret=grown.seen(grown.alma), kind="tracing", found="open",
            found_on=grown.today + datetime.timedelta(days=1),
        )  # fmt: skip
    assert refused.value.field == "found_on"


def test_a_child_says_that_it_wants_to_with_whoever_speaks_for_it(child):
    child.person().told()
    with pytest.raises(Refused) as refused:
        child.asked(signed="paper")
    assert refused.value.field == "signed"
    child.asked("no", signed="paper")
    assert child.seen(child.alma).state == "not_wanted"


@pytest.mark.parametrize("kind", ["finding_here", "finding_there", "parent", "social_services"])
def test_what_every_child_needs_is_not_said_not_to_apply(grown, kind):
    with pytest.raises(Refused) as refused:
        note(grown.alma, grown, kind, "not_needed")
    assert refused.value.field == "found"


def test_who_is_under_18_is_a_child_whatever_is_ticked(grown):
    ret = grown.seen(grown.alma)
    opening.save_person(by=grown.alma, ret=ret, version=ret.version, child=False)
    assert grown.seen(grown.alma).child


def test_the_rules_for_children_are_not_asked_of_an_adult(ready):
    with pytest.raises(Refused):
        note(ready.alma, ready, "guardian")
    assert cleared(ready) == "ready"
    assert not [one for one in machine.missing(ready.seen(ready.elsa), "depart") if one.child]


def test_whoever_is_found_to_be_a_child_after_all_does_not_depart_without_them(ready):
    cleared(ready)
    ret = ready.seen(ready.elsa)
    opening.save_person(by=ready.elsa, ret=ret, version=ret.version, child=True)
    with pytest.raises(Refused):
        travel.depart(by=ready.elsa, ret=ready.seen(ready.elsa), still_wants=True)


def test_that_she_is_no_child_is_said_by_the_unit_that_leads_the_case(grown, cast):
    ret = grown.seen(grown.alma)
    opening.save_person(by=grown.alma, ret=ret, version=ret.version, born="1996-03-01")
    ret = grown.seen(grown.elsa)
    assert ret.child
    with pytest.raises(Refused) as refused:
        opening.save_person(by=grown.elsa, ret=ret, version=ret.version, child=False)
    assert refused.value.field == "child"
    opening.save_person(by=grown.alma, ret=grown.seen(grown.alma), version=ret.version, child=False)
    assert not grown.seen(grown.alma).child


def test_nobody_is_handed_over_before_the_journey(grown, cast):
    grown.safe_child()
    for name in ("alma", "elsa", "radu"):
        with pytest.raises(Refused) as refused:
            note(cast[name], grown, "handover", verifier="Carina")
        assert refused.value.field == "kind"


def test_it_is_not_closed_before_the_other_side_has_taken_over(arrived, cast):
    with pytest.raises(Refused) as refused:
        closing.close(by=cast["elsa"], ret=arrived.seen(cast["elsa"]), outcome="completed", words="färdigt")
    assert str(machine.missing(arrived.seen(cast["elsa"]), "close")[0]) in str(refused.value.text)
    note(cast["radu"], arrived, "handover")
    assert ChildSafeguard.objects.get(of=arrived.pk, kind="handover").way == "system"
    closing.close(by=cast["elsa"], ret=arrived.seen(cast["elsa"]), outcome="completed", words="färdigt")
    assert arrived.seen(cast["elsa"]).state == "closed"


def test_a_document_of_the_other_side_names_who_verified_it(arrived, cast):
    with pytest.raises(Refused) as refused:
        note(cast["elsa"], arrived, "handover", verifier=" ")
    assert refused.value.field == "verifier"
    note(cast["elsa"], arrived, "handover", verifier="Carina Öberg")
    assert ChildSafeguard.objects.get(of=arrived.pk, kind="handover").way == "document"
    assert not machine.missing(arrived.seen(cast["elsa"]), "close")


def test_the_unit_here_does_not_confirm_that_the_other_side_has_taken_over(arrived, cast):
    with pytest.raises(Refused) as refused:
        note(cast["alma"], arrived, "handover", verifier="Carina Öberg")
    assert refused.value.field == "kind"
    with pytest.raises(PermissionDenied):
        note(cast["björn"], arrived, "handover", verifier="Carina Öberg")


@pytest.mark.parametrize("name", ["elsa", "radu"])
def test_no_child_is_let_go_of_because_a_handover_is_said_not_to_apply(arrived, cast, name):
    with pytest.raises(Refused):
        note(cast[name], arrived, "handover", "not_needed", authority="", note="Behövs inte")
    assert machine.missing(arrived.seen(cast["elsa"]), "close")


def test_whoever_receives_it_notes_what_was_found_there_and_nothing_of_here(grown, cast):
    note(cast["radu"], grown, "finding_there")
    for kind in set(KINDS) - {"finding_there"}:
        with pytest.raises(Refused) as refused:
            note(cast["radu"], grown, kind)
        assert refused.value.field == "kind"


def test_whoever_is_not_shown_what_protects_it_notes_nothing_of_it(grown, cast):
    grown.shown(sections=("person", "journey"))
    with pytest.raises(Refused):
        note(cast["radu"], grown, "finding_there")
