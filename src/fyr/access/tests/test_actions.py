"""Accounts: what administrators may do, and what nobody may."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from fyr import journal
from fyr.access import actions
from fyr.access.errors import Refused
from fyr.access.models import Member, Membership, Unit
from fyr.journal.models import Entry

pytestmark = pytest.mark.django_db


def membership_of(member):
    return Membership.objects.get(member=member, until__isnull=True)


def test_every_act_on_accounts_needs_an_administrator(cast):
    alma, bjorn = cast["alma"], cast["björn"]
    unit = Unit.objects.get(code="region-syd")
    forbidden = [
        lambda: actions.add_organisation(by=alma, code="x", name="x"),
        lambda: actions.add_unit(by=alma, organisation=unit.organisation, code="x", name="x"),
        lambda: actions.add_member(by=alma, email="x@fyr.example", name="x", unit=unit, role="analyst"),
        lambda: actions.join(by=alma, member=bjorn, unit=unit, role="administrator"),
        lambda: actions.leave(by=alma, membership=membership_of(bjorn)),
        lambda: actions.close_account(by=alma, member=bjorn),
        lambda: actions.reopen_account(by=alma, member=bjorn),
        lambda: actions.ask_factor_reset(by=alma, member=bjorn),
    ]
    for act in forbidden:
        with pytest.raises(PermissionDenied):
            act()


def test_an_act_that_the_journal_cannot_take_did_not_happen(cast, monkeypatch):
    def fail(**told):
        raise DatabaseError

    monkeypatch.setattr(journal, "append", fail)
    with pytest.raises(DatabaseError):
        actions.close_account(by=cast["jonna"], member=cast["alma"])
    assert Member.objects.get(pk=cast["alma"].pk).is_active
    assert membership_of(cast["alma"])


def test_an_administrator_changes_nothing_of_her_own(cast):
    jonna = cast["jonna"]
    unit = Unit.objects.get(code="region-syd")
    for act in (
        lambda: actions.join(by=jonna, member=jonna, unit=unit, role="regional_coordinator"),
        lambda: actions.leave(by=jonna, membership=membership_of(jonna)),
        lambda: actions.close_account(by=jonna, member=jonna),
        lambda: actions.ask_factor_reset(by=jonna, member=jonna),
    ):
        with pytest.raises(Refused):
            act()


def test_the_last_administrator_stays(cast):
    jonna, karin = cast["jonna"], cast["karin"]
    actions.close_account(by=jonna, member=karin)
    unit = membership_of(jonna).unit
    for act in (
        lambda: actions.close_account(by=None, member=jonna),
        lambda: actions.leave(by=None, membership=membership_of(jonna)),
        lambda: actions.join(by=None, member=jonna, unit=unit, role="auditor"),
    ):
        with pytest.raises(Refused):
            act()
    assert membership_of(jonna).role == "administrator"


def test_a_new_role_in_a_unit_ends_the_one_before(cast):
    bjorn = cast["björn"]
    unit = Unit.objects.get(code="region-syd")
    actions.join(by=cast["jonna"], member=bjorn, unit=unit, role="social_worker")
    assert membership_of(bjorn).role == "social_worker"
    assert Membership.objects.filter(member=bjorn).count() == 2
    assert membership_of(bjorn).given_by == cast["jonna"].pk


def test_a_closed_account_takes_no_role_until_it_is_opened_again(cast):
    jonna, alma = cast["jonna"], cast["alma"]
    unit = Unit.objects.get(code="region-syd")
    alma.set_password("fyra gamla gröna ord")
    alma.save()
    actions.close_account(by=jonna, member=alma)
    with pytest.raises(Refused):
        actions.join(by=jonna, member=alma, unit=unit, role="social_worker")
    actions.reopen_account(by=jonna, member=alma)
    back = Member.objects.get(pk=alma.pk)
    assert (back.is_active, back.has_usable_password(), dict(back.rights.by_unit)) == (True, False, {})
    actions.join(by=jonna, member=back, unit=unit, role="social_worker")


def test_codes_and_addresses_are_given_once(cast):
    jonna = cast["jonna"]
    unit = Unit.objects.get(code="region-syd")
    for act in (
        lambda: actions.add_organisation(by=jonna, code="exempelstad", name="x"),
        lambda: actions.add_organisation(by=jonna, code="Stora Bokstäver", name="x"),
        lambda: actions.add_unit(by=jonna, organisation=unit.organisation, code="region-syd", name="x"),
        lambda: actions.add_unit(by=jonna, organisation=unit.organisation, code="_x", name="x"),
        lambda: actions.add_member(by=jonna, email="ALMA@fyr.example", name="x", unit=unit, role="analyst"),
    ):
        with pytest.raises(Refused):
            act()


def test_each_act_names_who_did_it_and_to_whom(cast):
    actions.close_account(by=cast["jonna"], member=cast["alma"])
    entry = Entry.objects.get(label="member.closed")
    assert entry.actor == cast["jonna"].pk
    assert str(cast["alma"].pk) in entry.codes
