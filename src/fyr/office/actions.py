"""What the office does: acts of fyr.access, and the message that goes with them, in one transaction."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access import actions as access
from fyr.access import devices
from fyr.access.errors import Refused
from fyr.access.models import Device, FactorReset, Member
from fyr.office import mail


@transaction.atomic
def invite_member(*, by: Member, **told: Any) -> Member:
    """Add an account and mail its one-time link. Takes what `fyr.access.actions.add_member` takes."""
    member = access.add_member(by=by, **told)
    mail.send_link(member, "welcome")
    return member


@transaction.atomic
def reopen_account(*, by: Member, member: Member) -> None:
    access.reopen_account(by=by, member=member)
    mail.send_link(member, "welcome")


@transaction.atomic
def ask_factor_reset(*, by: Member, member: Member) -> FactorReset:
    reset = access.ask_factor_reset(by=by, member=member)
    mail.notify(member, "reset_asked")
    return reset


@transaction.atomic
def approve_factor_reset(*, by: Member, reset: FactorReset) -> None:
    access.approve_factor_reset(by=by, reset=reset)
    mail.notify(reset.member, "reset_approved")


@transaction.atomic
def note_change(*, by: Member, label: str, what: str) -> None:
    """What a member changed about her own sign-in: an entry in the journal, and a message to her."""
    journal.append(label=label, actor=by.pk)
    mail.notify(by, what)


@transaction.atomic
def rename_passkey(*, by: Member, factor: Authenticator, name: str) -> None:
    factor.wrap().name = name
    factor.save(update_fields=["data"])
    journal.append(label="passkey.named", actor=by.pk)


@transaction.atomic
def remove_passkey(*, by: Member, factor: Authenticator, keep: str | None) -> None:
    """Every session but the one with the key `keep` ends. Refused for the last factor: without one nothing opens."""
    Member.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if is_last_factor(by):
        raise Refused(_("This is your only factor. Add another passkey or an authenticator app first."))
    factor.delete()
    devices.end_sessions(by, keep=keep)
    note_change(by=by, label="passkey.removed", what="passkey_removed")


def is_last_factor(member: Member) -> bool:
    """Whether she has no more than one factor. Recovery codes stand in for a factor and are none."""
    factors: int = Authenticator.objects.filter(user=member).exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    return factors < 2


@transaction.atomic
def end_device(*, by: Member, device: Device) -> None:
    """One of her own sessions."""
    if device.member_id != by.pk:
        raise PermissionDenied
    devices.end(device)
    journal.append(label="device.ended", actor=by.pk)


@transaction.atomic
def end_other_devices(*, by: Member, keep: str | None) -> None:
    """Every session of hers but the one with the key `keep`."""
    devices.end_sessions(by, keep=keep)
    journal.append(label="device.others_ended", actor=by.pk)


@transaction.atomic
def send_forgotten_link(*, email: str) -> None:
    """Mail a link to whoever has that address. Costs and tells the same where nobody has it."""
    member = Member.objects.filter(email__iexact=email, is_active=True).first()
    codes = {"member": str(member.pk)} if member else None
    journal.append(label="password.link_asked", actor=None, codes=codes)
    if member is not None:
        mail.send_link(member, "forgotten")
