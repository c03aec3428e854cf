"""Messages to members. Neutral wording: a message can be read by somebody else."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import override

from fyr.access.models import Member


def origin() -> str:
    """The public address of the node, without a slash at the end."""
    return settings.ORIGINS[0].rstrip("/") if settings.ORIGINS else f"http://127.0.0.1:{settings.PORT}"


def send(member: Member, text: str, link: str) -> None:
    """`text` is marked with gettext_noop and said in her language; the address follows it."""
    with override(member.language or settings.LANGUAGE_CODE):
        send_mail("Fyr", f"{_(text)}\n\n{link}\n", settings.DEFAULT_FROM_EMAIL, [member.email])
