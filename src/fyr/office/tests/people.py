"""Members who sign in the real way, for tests."""

import time
from collections.abc import Iterator
from itertools import count

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from fyr.access import actions
from fyr.access.models import Member, Unit
from fyr.journal.models import Entry

PASSWORD = "tre olika gröna ord"
_number: Iterator[int] = count(1)


def engage(role: str = "social_worker", *, unit: str = "social-exempelby", factor: bool = True) -> Member:
    """A member with a password and, unless told otherwise, a second factor whose secret is in `.secret`."""
    number = next(_number)
    member = actions.add_member(
        by=None, email=f"{role}{number}@fyr.example", name=f"Ny {number}", unit=Unit.objects.get(code=unit), role=role
    )
    equip(member, factor=factor)
    return member


def equip(member: Member, *, factor: bool = True) -> None:
    """Give her a password and a second factor."""
    member.set_password(PASSWORD)
    member.save()
    if factor:
        member.secret = totp.generate_totp_secret()
        totp.TOTP.activate(member, member.secret)
        member.codes = RecoveryCodes.activate(member).get_unused_codes()


def code_of(secret: str) -> str:
    """What the app shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def show_password(client: Client, member: Member, password: str = PASSWORD):
    return client.post("/sign-in/", {"login": member.email, "password": password})


def sign_in(client: Client, member: Member) -> None:
    """With password and factor."""
    show_password(client, member)
    assert client.post("/sign-in/factor/", {"code": code_of(member.secret)}).url == "/"


def labels() -> list[str]:
    """What the journal holds, oldest first."""
    return list(Entry.objects.order_by("at", "pk").values_list("label", flat=True))
