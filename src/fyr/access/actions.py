"""Everything that changes who may do what. Each act names who does it and leaves its entry in the journal.

`by` is None only where the node itself acts: when it is made, and when the example is loaded.
"""

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.errors import Refused
from fyr.access.models import FactorReset, Member, Membership, Organisation, Unit
from fyr.access.permissions import Permission
from fyr.access.roles import ROLES
from fyr.vault import keys


def _may(by: Member | None) -> None:
    if by is not None and not by.rights.anywhere(Permission.ACCOUNT_MANAGE):
        raise PermissionDenied


def _entry(label: str, by: Member | None, **codes: str) -> None:
    journal.append(label=label, actor=by.pk if by else None, codes=codes or None)


@transaction.atomic
def add_organisation(*, by: Member | None, code: str, name: str) -> Organisation:
    _may(by)
    organisation = Organisation.objects.create(code=code, name=name)
    _entry("organisation.added", by, code=code)
    return organisation


@transaction.atomic
def add_unit(
    *, by: Member | None, organisation: Organisation, code: str, name: str, takes_referrals: bool = True
) -> Unit:
    """A unit with its own key."""
    _may(by)
    unit = Unit.objects.create(organisation=organisation, code=code, name=name, takes_referrals=takes_referrals)
    keys.make_holder(unit.pk)
    _entry("unit.added", by, code=code)
    return unit


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
    """Give a member a role in a unit; an earlier role there ends."""
    _may(by)
    _not_herself(by, member)
    if role not in ROLES:
        raise Refused(_("There is no such role."))
    _end(Membership.objects.filter(member=member, unit=unit, until__isnull=True))
    membership = Membership.objects.create(member=member, unit=unit, role=role, given_by=by.pk if by else None)
    member.__dict__.pop("rights", None)
    _entry("member.joined", by, member=str(member.pk), unit=unit.code, role=role)
    return membership


@transaction.atomic
def leave(*, by: Member | None, membership: Membership) -> None:
    """End a role; what followed from it is gone with her next request."""
    _may(by)
    _not_herself(by, membership.member)
    _keep_an_administrator(without_membership=membership)
    _end(Membership.objects.filter(pk=membership.pk, until__isnull=True))
    membership.member.__dict__.pop("rights", None)
    _entry("member.left", by, member=str(membership.member_id), unit=membership.unit.code, role=membership.role)


@transaction.atomic
def close_account(*, by: Member | None, member: Member) -> None:
    """End every role and every session. The account stays, since the journal and the cases name it."""
    _may(by)
    _not_herself(by, member)
    _keep_an_administrator(without_member=member)
    _end(Membership.objects.filter(member=member, until__isnull=True))
    member.is_active = False
    member.save(update_fields=["is_active"])
    member.__dict__.pop("rights", None)
    end_sessions(member)
    _entry("member.closed", by, member=str(member.pk))


@transaction.atomic
def ask_factor_reset(*, by: Member, member: Member) -> FactorReset:
    """The first of two administrators asks that a lost second factor be removed."""
    _may(by)
    _not_herself(by, member)
    if FactorReset.objects.filter(member=member, approved_at__isnull=True).exists():
        raise Refused(_("A reset has been asked for already. Another administrator can approve it."))
    reset = FactorReset.objects.create(member=member, asked_by=by)
    _entry("factor.reset_asked", by, member=str(member.pk))
    return reset


@transaction.atomic
def approve_factor_reset(*, by: Member, reset: FactorReset) -> None:
    """The second one approves: her factors and sessions are gone. To sign in she still needs her own password."""
    _may(by)
    _not_herself(by, reset.member)
    reset = FactorReset.objects.select_for_update(of=("self",)).select_related("member").get(pk=reset.pk)
    if reset.approved_at is not None:
        raise Refused(_("This reset has been approved already."))
    if reset.asked_by_id == by.pk:
        raise Refused(_("Two administrators are needed: somebody else must approve what you asked for."))
    reset.approved_by, reset.approved_at = by, timezone.now()
    reset.save(update_fields=["approved_by", "approved_at"])
    Authenticator.objects.filter(user=reset.member).delete()
    end_sessions(reset.member)
    _entry("factor.reset_approved", by, member=str(reset.member_id))


def end_sessions(member: Member) -> None:
    """Sign her out everywhere. Sessions are few; each is looked into, since they carry no owner outside."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(member.pk):
            session.delete()


def _end(memberships: QuerySet[Membership]) -> None:
    memberships.update(until=timezone.now())


def _not_herself(by: Member | None, member: Member) -> None:
    if by is not None and by.pk == member.pk:
        raise Refused(_("Nobody changes her own account here. Ask another administrator."))


def _keep_an_administrator(
    *, without_member: Member | None = None, without_membership: Membership | None = None
) -> None:
    running = Membership.objects.filter(role="administrator", until__isnull=True, member__is_active=True)
    if without_member is not None:
        running = running.exclude(member=without_member)
    if without_membership is not None:
        running = running.exclude(pk=without_membership.pk)
    if not running.exists():
        raise Refused(_("This is the node's last administrator. Appoint another one first."))
