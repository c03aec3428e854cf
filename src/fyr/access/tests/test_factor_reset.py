"""A lost factor: two administrators remove it, and neither can sign in as her."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from fyr.access import actions
from fyr.access.errors import Refused
from fyr.access.models import FactorReset, Member, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def alma(cast):
    """With a factor to lose."""
    Authenticator.objects.create(user=cast["alma"], type=Authenticator.Type.TOTP, data={"secret": "00"})
    return cast["alma"]


def has_factor(member):
    return Authenticator.objects.filter(user=member).exists()


def test_two_administrators_remove_a_lost_factor_and_leave_her_password_alone(cast, alma):
    alma.set_password("fyra gamla gröna ord")
    alma.save()
    reset = actions.ask_factor_reset(by=cast["jonna"], member=alma)
    assert has_factor(alma)
    actions.approve_factor_reset(by=cast["karin"], reset=reset)
    assert not has_factor(alma)
    assert Member.objects.get(pk=alma.pk).check_password("fyra gamla gröna ord")


def test_one_administrator_is_not_enough(cast, alma):
    reset = actions.ask_factor_reset(by=cast["jonna"], member=alma)
    with pytest.raises(Refused):
        actions.approve_factor_reset(by=cast["jonna"], reset=reset)
    with pytest.raises(Refused):
        actions.ask_factor_reset(by=cast["karin"], member=alma)
    assert has_factor(alma)


def test_the_database_itself_refuses_one_who_plays_both(cast, alma):
    jonna = cast["jonna"]
    for approver in (jonna, alma):
        with pytest.raises(IntegrityError), transaction.atomic():
            FactorReset.objects.create(member=alma, asked_by=jonna, approved_by=approver, approved_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorReset.objects.create(member=alma, asked_by=alma)


def test_an_administrator_approves_no_reset_of_her_own(cast):
    jonna, karin = cast["jonna"], cast["karin"]
    reset = actions.ask_factor_reset(by=karin, member=jonna)
    with pytest.raises(Refused):
        actions.approve_factor_reset(by=jonna, reset=reset)


def test_nobody_but_an_administrator_asks_or_approves(cast, alma):
    with pytest.raises(PermissionDenied):
        actions.ask_factor_reset(by=cast["ivar"], member=alma)
    reset = actions.ask_factor_reset(by=cast["jonna"], member=alma)
    with pytest.raises(PermissionDenied):
        actions.approve_factor_reset(by=cast["ivar"], reset=reset)
    with pytest.raises(PermissionDenied):
        actions.drop_factor_reset(by=cast["ivar"], reset=reset)


def test_what_a_dismissed_administrator_asked_for_is_void(cast, alma):
    jonna, karin = cast["jonna"], cast["karin"]
    reset = actions.ask_factor_reset(by=jonna, member=alma)
    actions.close_account(by=karin, member=jonna)
    with pytest.raises(Refused):
        actions.approve_factor_reset(by=karin, reset=reset)
    assert has_factor(alma)


def test_a_reset_is_approved_once(cast, alma):
    reset = actions.ask_factor_reset(by=cast["jonna"], member=alma)
    actions.approve_factor_reset(by=cast["karin"], reset=reset)
    Authenticator.objects.create(user=alma, type=Authenticator.Type.TOTP, data={"secret": "01"})
    with pytest.raises(Refused):
        actions.approve_factor_reset(by=cast["karin"], reset=reset)
    assert has_factor(alma)


def test_a_reset_that_nobody_approved_for_a_week_is_void_and_can_be_asked_for_anew(cast, alma):
    reset = actions.ask_factor_reset(by=cast["jonna"], member=alma)
    FactorReset.objects.filter(pk=reset.pk).update(asked_at=timezone.now() - datetime.timedelta(days=8))
    with pytest.raises(Refused):
        actions.approve_factor_reset(by=cast["karin"], reset=reset)
    again = actions.ask_factor_reset(by=cast["karin"], member=alma)
    actions.approve_factor_reset(by=cast["jonna"], reset=again)
    assert not has_factor(alma)


def test_she_herself_stops_a_reset_that_she_did_not_ask_for(cast, alma):
    reset = actions.ask_factor_reset(by=cast["jonna"], member=alma)
    actions.drop_factor_reset(by=alma, reset=reset)
    with pytest.raises(Refused):
        actions.approve_factor_reset(by=cast["karin"], reset=reset)
    assert has_factor(alma)


def test_closing_an_account_drops_its_waiting_reset(cast, alma):
    actions.ask_factor_reset(by=cast["jonna"], member=alma)
    actions.close_account(by=cast["karin"], member=alma)
    assert not FactorReset.objects.exists()


def test_an_approved_reset_ends_her_sessions(client, cast, alma):
    client.post(f"/sign-in/card/{alma.pk}/")
    assert client.get("/").status_code == 200
    reset = actions.ask_factor_reset(by=cast["jonna"], member=alma)
    actions.approve_factor_reset(by=cast["karin"], reset=reset)
    assert client.get("/").url.startswith("/sign-in/")


def test_a_reset_opens_no_other_unit_to_anyone(cast, alma):
    before = alma.rights.by_unit
    reset = actions.ask_factor_reset(by=cast["jonna"], member=alma)
    actions.approve_factor_reset(by=cast["karin"], reset=reset)
    assert Member.objects.get(pk=alma.pk).rights.by_unit == before
    assert Unit.objects.get(code="region-syd").pk not in cast["karin"].rights.by_unit
