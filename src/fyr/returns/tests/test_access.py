"""Who does what with a return: the table of the machine, the door, and what is sent that no form has offered."""

import datetime
import random
import uuid

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from fyr.access.actions import join
from fyr.access.errors import Refused
from fyr.access.models import Member, Unit
from fyr.access.scope import acting
from fyr.cases.access import case_for
from fyr.cases.actions import consent, handover, merging, protection, referrals
from fyr.cases.models import Consent
from fyr.returns import conditions, machine
from fyr.returns.access import part_for, places, return_for
from fyr.returns.actions import agreements, closing, deciding, follow_up, support, travel, withdrawing
from fyr.returns.codes.states import RECEIVED, Side
from fyr.returns.dossier import load
from fyr.returns.example.way import Way
from fyr.returns.models import Agreement, Assessment, Call, Contact, Information, Item, Position, Return, TravelDocument
from fyr.returns.tests.conftest import open_case, walked
from fyr.returns.tests.restated import tables
from fyr.returns.tests.walker import ANYBODY, SECTIONS, Walker
from fyr.vault.models import Wrap
from fyr.work import clock, outbox
from tests.routes import ground, sign_in

pytestmark = pytest.mark.django_db

SIDE = {"alma": Side.REFERS, "björn": Side.REFERS, "elsa": Side.RUNS, "tove": Side.RUNS, "radu": Side.RECEIVES, "sofia": Side.RECEIVES}  # fmt: skip
READS_ONLY = {"björn"}
# About rows that a side does not read: how she is after the return, what was assessed before it.
UNREAD = {
    *((Side.REFERS, one) for one in ("contact_made", "danger")), *((Side.RECEIVES, one) for one in ("accept_risk", "refuse_risk")),
}  # fmt: skip


@pytest.fixture
def full(cast, programme):
    """She is there, both units abroad are shown everything, and there is one of every kind of row."""
    return walked("at home with one of every row", cast, lambda: made(cast, programme))


def made(cast, programme):
    way = Way.begun(cast, open_case(cast), programme).ready_to_go()
    way.shown(sections=SECTIONS).shown("hemhamn", "partner", SECTIONS).left().arrived()
    ret, told = way.seen(way.elsa), {"of_id": way.pk, "noted_by": cast["alma"]}
    Contact.objects.create(**told, planned_on=way.today)
    Call(of=ret, noted_by=cast["alma"], who="airport", reach="").save(force_insert=True)
    way.item()
    return way


def opens(by, pk):
    with acting(by):
        try:
            return return_for(by, pk).pk == pk
        except Http404:
            return False


def put(pk, state):
    closed = {"outcome": "lost", "closed_on": timezone.localdate()} if state == "closed" else {"outcome": "", "closed_on": None}  # fmt: skip
    Return.objects.filter(pk=pk).update(state=state, **closed)


def tried(walker, code, by):
    """What came of an act: "404", "403", or that she may, whether or not something else was missing."""
    with transaction.atomic():
        try:
            walker.act(code, by, {})
            return "may"
        except Refused as refused:
            assert str(refused.text) != "There is none.", f"{code} found no row to be tried on"
            return "may"
        except PermissionDenied:
            return "403"
        except Http404:
            return "404"
        finally:
            transaction.set_rollback(True)


def expected(code, name, state):
    side = SIDE.get(name)
    if side is None or (side == Side.RECEIVES and state not in RECEIVED) or (side, code) in UNREAD:
        return "404"
    return "may" if side in machine.MOVES[code].who and name not in READS_ONLY else "403"


def test_each_act_is_for_the_sides_that_the_machine_names_and_for_nobody_else(full, cast):
    walker = Walker(cast, full.pk, random.Random(1))
    for code, move in machine.MOVES.items():
        state = min(move.on, key=lambda one: (one not in RECEIVED, one))
        put(full.pk, state)
        # Which agreement is tried is drawn, and one with another unit is not there for whoever receives her.
        tries = [name for name in ANYBODY if code != "agreement_back" or SIDE.get(name) != Side.RECEIVES]
        found = {name: tried(walker, code, cast[name]) for name in tries}
        assert found == {name: expected(code, name, state) for name in tries}, f"{code} in {state}"


def test_what_does_not_fit_the_state_is_refused_to_whoever_may_do_it(full, cast):
    by_side = {Side.REFERS: "alma", Side.RUNS: "elsa", Side.RECEIVES: "radu"}
    for code, move in machine.MOVES.items():
        side = min(move.who)
        others = {one for one in machine.S if side != Side.RECEIVES or one in RECEIVED} - move.on
        for state in sorted(others)[:2]:
            put(full.pk, state)
            with acting(cast[by_side[side]]):
                held = return_for(cast[by_side[side]], full.pk)
                assert not machine.fits(held, code)
                with pytest.raises(Refused):
                    machine.check(held, code)


def test_strangers_and_those_who_count_or_pay_come_in_nowhere(full, cast):
    for name, member in cast.items():
        assert opens(member, full.pk) == (name in SIDE), name


def test_a_protected_return_is_referred_to_one_officer_and_opens_for_her_alone(cast, programme):
    case = open_case(cast)
    protection.protect(by=cast["alma"], case=case, protection="marked")
    way = Way.begun(cast, case_for(cast["alma"], case.pk), programme).person().told().asked().consented()
    way.assessed(cast["alma"], "risk", "needs")
    with pytest.raises(Refused) as refused:
        way.referred()
    assert refused.value.field == "officer"
    for name in ("radu", "alma"):
        with pytest.raises(Refused) as refused:
            way.referred(officer=cast[name])
        assert refused.value.field == "officer"
    way.referred(officer=cast["elsa"])
    assert {name for name, member in cast.items() if opens(member, way.pk)} == {"alma", "elsa"}
    ret = way.seen(cast["elsa"])
    with pytest.raises(Http404), acting(cast["tove"]):
        deciding.take_on(by=cast["tove"], ret=ret)


def test_a_case_that_is_protected_later_shuts_the_return_to_the_officers_colleagues_and_opens_it_again(ready, cast):
    assert opens(cast["tove"], ready.pk)
    case = case_for(cast["alma"], ready.case_id)
    protection.protect(by=cast["alma"], case=case, protection="marked")
    outbox.deliver()
    assert [opens(cast[name], ready.pk) for name in ("tove", "elsa", "alma", "björn")] == [False, True, True, False]
    protection.protect(by=cast["alma"], case=case_for(cast["alma"], case.pk), protection="none")
    outbox.deliver()
    assert opens(cast["tove"], ready.pk) and opens(cast["björn"], ready.pk)


def test_a_return_that_nobody_has_taken_on_is_named_to_an_officer_once_its_case_is_protected(way, cast):
    way.person().told().asked().consented().assessed(cast["alma"], "risk", "needs").referred()
    protection.protect(by=cast["alma"], case=case_for(cast["alma"], way.case_id), protection="marked")
    outbox.deliver()
    if not any(opens(cast[name], way.pk) for name in ("elsa", "tove")):
        deciding.name_officer(by=cast["alma"], ret=way.seen(cast["alma"]), officer=cast["elsa"])
    assert [opens(cast[name], way.pk) for name in ("elsa", "tove", "alma")] == [True, False, True]


def mission_keys(pk):
    return Wrap.objects.filter(subject=pk, holder=Unit.objects.get(code="iom-mission").pk).count()


@pytest.mark.parametrize("name", ["elsa", "alma", "radu"])
def test_what_she_takes_back_is_shut_at_once_with_its_key(ready, cast, name):
    assert opens(cast["radu"], ready.pk) and mission_keys(ready.pk) == 1
    with acting(cast[name]):
        return_for(cast[name], ready.pk)
        row = Agreement.objects.get(of=ready.pk, asked="share")
        row.of = return_for(cast[name], ready.pk)
        agreements.take_back(by=cast[name], agreement=row)
    assert not opens(cast["radu"], ready.pk) and mission_keys(ready.pk) == 0
    assert opens(cast["elsa"], ready.pk) and opens(cast["alma"], ready.pk)


def test_a_later_no_shuts_what_a_yes_had_opened(ready, cast):
    unit, until = Unit.objects.get(code="iom-mission"), ready.today + datetime.timedelta(days=9)
    shown = agreements.Shown(unit, [], "RO", "eea")
    agreements.note_agreement(by=cast["elsa"], ret=ready.seen(cast["elsa"]), asked="share", yes=False, until=until, shown=shown)  # fmt: skip
    assert not opens(cast["radu"], ready.pk) and mission_keys(ready.pk) == 0


def test_what_has_run_out_is_shut_on_the_day_after_its_last(ready, cast):
    Agreement.objects.filter(of=ready.pk, asked="share").update(until=ready.today)
    assert opens(cast["radu"], ready.pk)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1), tick=False):
        assert not opens(cast["radu"], ready.pk)


def test_what_has_run_out_leaves_no_key(ready, cast):
    Agreement.objects.filter(of=ready.pk, asked="share").update(until=ready.today)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2), tick=False):
        clock.run_due(1e12)
        assert mission_keys(ready.pk) == 0


def test_whoever_receives_her_sees_nothing_before_both_said_yes_and_nothing_after_she_withdrew(way, cast):
    way.person().told().asked().consented().assessed(cast["alma"], "risk", "needs").referred().shown()
    assert not opens(cast["radu"], way.pk)
    way.decided()
    assert opens(cast["radu"], way.pk) and not opens(cast["sofia"], way.pk)
    withdrawing.withdraw(by=cast["alma"], ret=way.seen(cast["alma"]))
    assert not opens(cast["radu"], way.pk) and mission_keys(way.pk) == 0


def test_a_consent_that_is_taken_back_in_the_case_takes_back_that_she_is_ready(ready, cast):
    travel.clear(by=cast["elsa"], ret=ready.seen(cast["elsa"]))
    held = Consent.objects.get(case=ready.case_id, purpose="return")
    consent.withdraw_consent(by=cast["alma"], case=case_for(cast["alma"], ready.case_id), consent_id=held.pk)
    outbox.deliver()
    assert ready.seen(cast["elsa"]).state == "agreed"


def test_a_case_that_is_handed_over_takes_the_return_along(ready, cast):
    exempelby = Unit.objects.get(code="social-exempelby")
    join(by=None, member=cast["carina"], unit=exempelby, role="regional_coordinator")
    carina = Member.objects.get(pk=cast["carina"].pk)
    case = case_for(cast["alma"], ready.case_id)
    asked = handover.propose(by=cast["alma"], case=case, to_unit=exempelby, urgency="day", ground=ground(), message="")
    referrals.accept_referral(by=carina, referral=asked)
    outbox.deliver()
    assert [opens(one, ready.pk) for one in (carina, cast["alma"], cast["björn"], cast["elsa"])] == [True, False, False, True]  # fmt: skip
    holders = set(Wrap.objects.filter(subject=ready.pk).values_list("holder", flat=True))
    assert Unit.objects.get(code="region-syd").pk not in holders and exempelby.pk in holders
    with acting(carina):
        assert not return_for(carina, ready.pk).sections & {"follow_up"}


def test_the_list_shows_what_the_door_opens(full, cast, programme):
    other = Way.begun(cast, open_case(cast), programme)
    for name, member in cast.items():
        with acting(member):
            listed = {pk for rows in places(member) for pk in rows.values_list("pk", flat=True)}
        assert listed == {pk for pk in (full.pk, other.pk) if opens(member, pk)}, name


def kept():
    """What the slice keeps; that a page was opened stands in the journal."""
    return {name: rows for name, rows in tables().items() if name.startswith("returns_") or name == "vault_wrap"}


def send(client, by, name, pk, **told):
    sign_in(client, by)
    return client.post(reverse(f"returns:{name}", args=[pk]), {"key": str(uuid.uuid4())} | told)


# What no form has offered: (who, act, state, what is sent).
FORGED = {
    "a unit that receives nobody": ("elsa", "return_share", "agreed", lambda u: {"to_unit": u("jamy"), "country": "RO", "yes": "yes", "sections": ["plan"], "until": "2030-01-01", "basis": "eea"}),
    "the unit that leads the case": ("elsa", "return_share", "agreed", lambda u: {"to_unit": u("region-syd"), "country": "RO", "yes": "yes", "sections": ["plan"], "until": "2030-01-01", "basis": "eea"}),
    "her legal position": ("elsa", "return_share", "agreed", lambda u: {"to_unit": u("hemhamn"), "country": "RO", "yes": "yes", "sections": ["legal"], "until": "2030-01-01", "basis": "eea"}),
    "a ground that does not hold in that country": ("elsa", "return_share", "agreed", lambda u: {"to_unit": u("hemhamn"), "country": "BR", "yes": "yes", "sections": ["plan"], "until": "2030-01-01", "basis": "eea"}),
    "a share without its unit": ("elsa", "return_agree", "agreed", lambda u: {"asked": "share", "yes": "yes", "until": "2030-01-01"}),
    "an officer of another unit": ("alma", "return_refer", "wants", lambda u: {"ground": "suspected", "officer": str(Member.objects.get(name__startswith="Radu").pk)}),
    "another ground": ("alma", "return_refer", "wants", lambda u: {"ground": "witness"}),
    "a level of health for a risk": ("elsa", "return_assess", "agreed", lambda u: {"what": "risk", "level": "fit", "found": "x"}),
    "a level of risk for health": ("elsa", "return_assess", "agreed", lambda u: {"what": "health", "level": "low", "found": "x"}),
    "no level": ("elsa", "return_assess", "agreed", lambda u: {"what": "risk", "level": "", "found": "x"}),
    "an amount below zero": ("elsa", "return_item", "arrived", lambda u: {"kind": "housing", "form": "in_kind", "text": "x", "amount": "-5", "currency": "SEK"}),
    "no amount": ("elsa", "return_item", "arrived", lambda u: {"kind": "housing", "form": "in_kind", "text": "x", "amount": "0", "currency": "SEK"}),
    "another currency": ("elsa", "return_item", "arrived", lambda u: {"kind": "housing", "form": "in_kind", "text": "x", "amount": "5", "currency": "USD"}),
    "a handover that is a finding of here": ("radu", "return_safeguard", "arrived", lambda u: {"kind": "guardian", "found": "met", "found_on": "2026-01-01", "authority": "x"}),
    "an assessment she is not shown": ("sofia", "return_assess", "arrived", lambda u: {"what": "risk", "level": "low", "moment": "arrival", "found": "x"}),
    "an end that is none": ("elsa", "return_close", "arrived", lambda u: {"outcome": "not_returned"}),
    "a contact that was dropped": ("elsa", "contact_made", "arrived", lambda u: {"state": "dropped", "made_on": "2026-01-01"}),
    "a risk borne without her": ("elsa", "assessment_accept", "agreed", lambda u: {}),
    "a departure without asking her": ("elsa", "return_depart", "ready", lambda u: {"departed_on": "2026-01-01"}),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_what_no_form_has_offered_is_refused_and_changes_nothing(full, cast, client, what):
    name, act, state, told = FORGED[what]
    full.shown("hemhamn", "partner", ("plan",))
    full.assessed(cast["elsa"], "risk", risk="high")
    Return.objects.filter(pk=full.pk).update(child=act == "return_safeguard")
    put(full.pk, state)
    rows = {"contact": Contact, "assessment": Assessment}
    model = rows.get(act.partition("_")[0])
    pk = model.objects.filter(of=full.pk).first().pk if model else full.pk
    before = kept()
    answer = send(client, cast[name], act, pk, **told(lambda code: str(Unit.objects.get(code=code).pk)))
    assert 400 <= answer.status_code < 500
    assert kept() == before


def test_rows_of_a_return_that_is_not_hers_are_not_there(full, cast, client, programme):
    """Radu receives the one and not the other: with the ids of the other's rows he does nothing."""
    other = Way.begun(cast, open_case(cast), programme).ready_to_go().left().arrived()
    row = other.item(by=cast["elsa"])
    with acting(cast["elsa"]):
        agreements.take_back(by=cast["elsa"], agreement=_of(Agreement, other, asked="share"))
        support.approve_item(by=cast["tove"], item=_of(Item, other, by=cast["tove"]))
    before = kept()
    for act, pk, told in (
        ("item_deliver", row.pk, {"delivered_on": str(full.today), "receipt": "1"}),
        ("agreement_take_back", Agreement.objects.filter(of=other.pk).first().pk, {}),
        ("return_arrive", other.pk, {"arrived_on": str(full.today)}),
        ("assessment_accept", Assessment.objects.filter(of=other.pk, what="risk").first().pk, {"her_choice": "on"}),
        ("document_received", TravelDocument.objects.get(of=other.pk).pk, {"received_on": str(full.today)}),
        ("item_deliver", uuid.uuid4(), {"delivered_on": str(full.today), "receipt": "1"}),
        # The id of one kind in the place of another.
        ("item_deliver", full.pk, {"delivered_on": str(full.today), "receipt": "1"}),
    ):
        assert send(client, cast["radu"], act, pk, **told).status_code == 404, act
    assert kept() == before


def _of(model, way, by=None, **where):
    row = model.objects.get(of=way.pk, **where)
    row.of = way.seen(by or way.elsa)
    return row


def protect(cast, case_id, protected=True):
    case = case_for(cast["alma"], case_id)
    protection.protect(by=cast["alma"], case=case, protection="marked" if protected else "none")
    outbox.deliver()


def test_a_closed_return_is_shut_to_colleagues_too_and_stays_so_when_it_is_opened_again(full, cast):
    for row in Item.objects.filter(of=full.pk):
        support.drop_item(by=full.elsa, item=part_for(full.elsa, Item, row.pk), reason="behövs inte")
    Call.objects.filter(of=full.pk).update(confirmed_at=timezone.now(), confirmed_by=cast["alma"])
    closing.close(by=full.elsa, ret=full.seen(full.elsa), outcome="completed", words="färdigt")
    assert opens(cast["tove"], full.pk)
    protect(cast, full.case_id)
    assert [opens(cast[name], full.pk) for name in ("tove", "elsa")] == [False, True]
    closing.reopen(by=full.elsa, ret=full.seen(full.elsa), reason="hon ringde")
    assert [opens(cast[name], full.pk) for name in ("tove", "elsa")] == [False, True]


def test_a_return_that_stayed_with_a_merged_case_is_protected_with_the_case_that_took_it_in(ready, cast, programme):
    other = Way.begun(cast, open_case(cast), programme)
    into = case_for(cast["alma"], other.case_id)
    merging.merge(by=cast["alma"], case=case_for(cast["alma"], ready.case_id), into=into, why="samma person")
    outbox.deliver()
    assert load(return_for(cast["elsa"], ready.pk)).consented
    protect(cast, other.case_id)
    assert not opens(cast["tove"], ready.pk)


def test_whoever_has_left_is_no_officer_and_the_coordinator_names_another(ready, cast):
    for role in cast["elsa"].memberships.filter(role="return_officer"):
        role.until = timezone.now()
        role.save(update_fields=["until"])
    protect(cast, ready.case_id)
    assert not opens(cast["tove"], ready.pk)
    deciding.name_officer(by=cast["alma"], ret=ready.seen(cast["alma"]), officer=cast["tove"])
    assert opens(cast["tove"], ready.pk)


def test_asked_anew_she_is_between_herself_and_the_unit_that_leads_her_case(ready, cast):
    withdrawing.withdraw(by=cast["alma"], ret=ready.seen(cast["alma"]), safe="with_us")
    for call in Call.objects.filter(of=ready.pk):
        withdrawing.confirm_call(by=cast["alma"], call=part_for(cast["alma"], Call, call.pk), answer="vet")
    withdrawing.take_up(by=cast["alma"], ret=ready.seen(cast["alma"]))
    ready.told()
    held = return_for(cast["elsa"], ready.pk)
    assert not load(held).shown_of(Information) and not load(held).shown_of(Position)


def test_nobody_learns_of_another_return_when_one_is_opened_again(full, cast, programme):
    Return.objects.filter(pk=full.pk).update(state="closed", outcome="lost", closed_on=timezone.localdate())
    Way.begun(cast, case_for(cast["alma"], full.case_id), programme)
    with acting(cast["elsa"]), transaction.atomic(), pytest.raises(Refused):
        closing.reopen(by=cast["elsa"], ret=return_for(cast["elsa"], full.pk), reason="hon ringde")


@pytest.mark.parametrize(
    "name, act", [("alma", "return_close"), ("sofia", "return_contact"), ("sofia", "return_survey")]
)
def test_an_address_tells_no_more_than_the_page(full, cast, client, name, act):
    full.shown("hemhamn", "partner", ("plan",)).agreed("follow_up", yes=False)
    follow_up.note_heard(
        by=full.elsa, ret=full.seen(full.elsa), state="in_danger", made_on=full.today, told="han väntar"
    )
    sign_in(client, cast[name])
    answer = client.get(reverse(f"returns:{act}", args=[full.pk]))
    said = answer.content.decode()
    told = [
        str(one)
        for code in ("close", "contact", "survey")
        for one in conditions.unmet(full.seen(full.elsa), machine.MOVES[code].needs)
    ]
    assert told and not [one for one in told if one in said]
