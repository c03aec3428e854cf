"""Everything that changes who may do what. Each act names who does it and leaves its entry in the journal.

`by` is None only where the node itself acts: when it is made, and when the example is loaded.
"""

import datetime
import re

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access import leaving
from fyr.access.devices import end_sessions
from fyr.access.errors import Refused
from fyr.access.models import FactorReset, Member, Membership, Organisation, Unit
from fyr.access.permissions import Permission
from fyr.access.regions import all_regions
from fyr.access.roles import ROLES
from fyr.vault import keys

ADMINISTRATOR = "administrator"
# What nobody has approved by then was a mistake, or is not needed any more.
RESET_WAITS = datetime.timedelta(days=7)
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")


def _may(by: Member | None) -> None:
    if by is not None and not by.rights.anywhere(Permission.ACCOUNT_MANAGE):
        raise PermissionDenied


def _fit_for_the_journal(code: str) -> None:
    if not CODE.fullmatch(code):
        raise Refused(_("A code is made of small letters, digits and hyphens, such as region-south."))


def _known(region: str) -> str:
    if region and region not in all_regions():
        raise Refused(_("There is no such region."), "region")
    return region


def _entry(label: str, by: Member | None, **codes: str) -> None:
    journal.append(label=label, actor=by.pk if by else None, codes=codes or None)


@transaction.atomic
def add_organisation(*, by: Member | None, code: str, name: str) -> Organisation:
    _may(by)
    _fit_for_the_journal(code)
    if Organisation.objects.filter(code=code).exists():
        raise Refused(_("Another organisation has that code. Choose a different one."))
    organisation = Organisation.objects.create(code=code, name=name)
    _entry("organisation.added", by, code=code)
    return organisation


@transaction.atomic
def add_unit(
    *,
    by: Member | None,
    organisation: Organisation,
    code: str,
    name: str,
    takes_referrals: bool = True,
    region: str = "",
) -> Unit:
    """A unit with its own key."""
    _may(by)
    _fit_for_the_journal(code)
    if Unit.objects.filter(code=code).exists():
        raise Refused(_("Another unit has that code. Choose a different one."))
    unit = Unit.objects.create(
        organisation=organisation, code=code, name=name, takes_referrals=takes_referrals, region=_known(region)
    )
    keys.make_holder(unit.pk)
    _entry("unit.added", by, code=code)
    return unit


@transaction.atomic
def place_unit(*, by: Member | None, unit: Unit, region: str) -> None:
    """Say in which region the unit's cases are counted; "" for the whole country. What was counted before stays."""
    _may(by)
    unit.region = _known(region)
    unit.save(update_fields=["region"])
    _entry("unit.placed", by, code=unit.code, region=region or "none")


@transaction.atomic
def add_member(*, by: Member | None, email: str, name: str, unit: Unit, role: str) -> Member:
    """An account without password: it is set through a one-time link that only its owner gets."""
    _may(by)
    if Member.objects.filter(email__iexact=email).exists():
        raise Refused(_("There is an account with that address already."))
    member = Member(email=email.lower(), name=name)
    member.set_unusable_password()
    member.save()
    _entry("member.added", by, member=str(member.pk))
    join(by=by, member=member, unit=unit, role=role)
    return member


@transaction.atomic
def join(*, by: Member | None, member: Member, unit: Unit, role: str) -> Membership:
    """Give a member a role in a unit; an earlier one there ends, and what followed from it if the new one reads no cases."""
    _may(by)
    _not_herself(by, member)
    if role not in ROLES:
        raise Refused(_("There is no such role."))
    if not member.is_active:
        raise Refused(_("This account is closed. Open it again first."))
    earlier = Membership.objects.filter(member=member, unit=unit, until__isnull=True)
    if role != ADMINISTRATOR:
        _keep_an_administrator(without=earlier)
    left = list(earlier) if Permission.CASE_READ not in ROLES[role].permissions else []
    _end(earlier)
    for one in left:
        leaving.tell(one)
    membership = Membership.objects.create(member=member, unit=unit, role=role, given_by=by.pk if by else None)
    member.__dict__.pop("rights", None)
    _entry("member.joined", by, member=str(member.pk), unit=unit.code, role=role)
    return membership


@transaction.atomic
def leave(*, by: Member | None, membership: Membership) -> None:
    """End a role; what followed from it is gone with her next request."""
    _may(by)
    _not_herself(by, membership.member)
    ended = Membership.objects.filter(pk=membership.pk, until__isnull=True)
    _keep_an_administrator(without=ended)
    _end(ended)
    leaving.tell(membership)
    membership.member.__dict__.pop("rights", None)
    _entry("member.left", by, member=str(membership.member_id), unit=membership.unit.code, role=membership.role)


@transaction.atomic
def close_account(*, by: Member | None, member: Member) -> None:
    """End every role and every session. The account stays, since the journal and the cases name it."""
    _may(by)
    _not_herself(by, member)
    held = Membership.objects.filter(member=member, until__isnull=True)
    _keep_an_administrator(without=held)
    left = list(held)
    _end(held)
    for membership in left:
        leaving.tell(membership)
    FactorReset.objects.filter(member=member, approved_at__isnull=True).delete()
    member.is_active = False
    member.save(update_fields=["is_active"])
    member.__dict__.pop("rights", None)
    end_sessions(member)
    _entry("member.closed", by, member=str(member.pk))


@transaction.atomic
def reopen_account(*, by: Member | None, member: Member) -> None:
    """Let her come back, with nothing of before: no role, no password, no factor. She gets a new one-time link."""
    _may(by)
    _not_herself(by, member)
    if member.is_active:
        raise Refused(_("This account is open."))
    member.is_active = True
    member.set_unusable_password()
    member.save(update_fields=["is_active", "password"])
    Authenticator.objects.filter(user=member).delete()
    _entry("member.reopened", by, member=str(member.pk))


def waiting_reset(member: Member) -> FactorReset | None:
    """The reset that a second administrator can still approve."""
    since = timezone.now() - RESET_WAITS
    return FactorReset.objects.filter(member=member, approved_at__isnull=True, asked_at__gte=since).first()


@transaction.atomic
def ask_factor_reset(*, by: Member, member: Member) -> FactorReset:
    """The first of two administrators asks that a lost second factor be removed."""
    _may(by)
    _not_herself(by, member)
    if not member.is_active:
        raise Refused(_("This account is closed. Open it again first."))
    if waiting_reset(member) is not None:
        raise Refused(_("A reset has been asked for already. Another administrator can approve it."))
    FactorReset.objects.filter(member=member, approved_at__isnull=True).delete()
    reset = FactorReset.objects.create(member=member, asked_by=by)
    _entry("factor.reset_asked", by, member=str(member.pk))
    return reset


@transaction.atomic
def approve_factor_reset(*, by: Member, reset: FactorReset) -> None:
    """The second one approves: her factors and sessions are gone. To sign in she still needs her own password."""
    _may(by)
    _not_herself(by, reset.member)
    reset = _locked(reset)
    if reset.asked_by_id == by.pk:
        raise Refused(_("Two administrators are needed: somebody else must approve what you asked for."))
    if not reset.asked_by.rights.anywhere(Permission.ACCOUNT_MANAGE):
        raise Refused(_("Whoever asked is no longer an administrator. Ask anew."))
    reset.approved_by, reset.approved_at = by, timezone.now()
    reset.save(update_fields=["approved_by", "approved_at"])
    Authenticator.objects.filter(user=reset.member).delete()
    end_sessions(reset.member)
    _entry("factor.reset_approved", by, member=str(reset.member_id))


@transaction.atomic
def drop_factor_reset(*, by: Member, reset: FactorReset) -> None:
    """Any administrator, or the member herself, stops a reset that should not have been asked for."""
    if by.pk != reset.member_id:
        _may(by)
    reset = _locked(reset)
    reset.delete()
    _entry("factor.reset_dropped", by, member=str(reset.member_id))


@transaction.atomic
def choose_language(*, by: Member, language: str) -> None:
    """The language of her pages and messages. Hers alone to choose."""
    by.language = language
    by.save(update_fields=["language"])
    _entry("language.chosen", by, language=language)


@transaction.atomic
def sign_out_everywhere(*, by: Member, member: Member) -> None:
    """An administrator ends every session of a member whose device is in wrong hands."""
    _may(by)
    _not_herself(by, member)
    end_sessions(member)
    _entry("member.signed_out", by, member=str(member.pk))


def _locked(reset: FactorReset) -> FactorReset:
    found = (
        FactorReset.objects.select_for_update(of=("self",))
        .select_related("member", "asked_by")
        .filter(pk=reset.pk)
        .first()
    )
    if found is None or found.approved_at is not None or found.asked_at < timezone.now() - RESET_WAITS:
        raise Refused(_("This reset no longer waits for approval."))
    return found


def _end(memberships: QuerySet[Membership]) -> None:
    memberships.update(until=timezone.now())


def _not_herself(by: Member | None, member: Member) -> None:
    if by is not None and by.pk == member.pk:
        raise Refused(_("Nobody changes her own account here. Ask another administrator."))


def _keep_an_administrator(*, without: QuerySet[Membership]) -> None:
    """Locks the running administrators, so that two who close each other at once cannot both succeed."""
    running = Membership.objects.select_for_update(of=("self",)).filter(
        role=ADMINISTRATOR, until__isnull=True, member__is_active=True
    )
    before = {held.pk for held in running}
    after = before - set(without.values_list("pk", flat=True))
    if before and not after:
        raise Refused(_("This is the node's last administrator. Appoint another one first."))
