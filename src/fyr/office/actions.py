"""What the office does: acts of fyr.access, and the message that goes with them, in one transaction."""

from typing import Any

from django.db import transaction

from fyr import journal
from fyr.access import actions
from fyr.access.models import FactorReset, Member
from fyr.office import mail


@transaction.atomic
def invite_member(*, by: Member, **told: Any) -> Member:
    """Add an account and mail its one-time link. Takes what `fyr.access.actions.add_member` takes."""
    member = actions.add_member(by=by, **told)
    mail.send_link(member, "welcome")
    return member


@transaction.atomic
def reopen_account(*, by: Member, member: Member) -> None:
    actions.reopen_account(by=by, member=member)
    mail.send_link(member, "welcome")


@transaction.atomic
def ask_factor_reset(*, by: Member, member: Member) -> FactorReset:
    reset = actions.ask_factor_reset(by=by, member=member)
    mail.notify(member, "reset_asked")
    return reset


@transaction.atomic
def approve_factor_reset(*, by: Member, reset: FactorReset) -> None:
    actions.approve_factor_reset(by=by, reset=reset)
    mail.notify(reset.member, "reset_approved")


@transaction.atomic
def note_change(*, by: Member, label: str, what: str) -> None:
    """What a member changed about her own sign-in: an entry in the journal, and a message to her."""
    journal.append(label=label, actor=by.pk)
    mail.notify(by, what)


@transaction.atomic
def send_forgotten_link(*, email: str) -> None:
    """Mail a link to whoever has that address. Costs and tells the same where nobody has it."""
    member = Member.objects.filter(email__iexact=email, is_active=True).first()
    codes = {"member": str(member.pk)} if member else None
    journal.append(label="password.link_asked", actor=None, codes=codes)
    if member is not None:
        mail.send_link(member, "forgotten")
