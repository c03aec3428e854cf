"""Messages to members. Neutral wording: a message can be read by somebody else."""

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_noop

from fyr import node
from fyr.access.models import Member
from fyr.work import outbox
from fyr.work.mail import origin, send
from fyr.work.outbox import Payload

LINK = "office.link"
NOTICE = "office.notice"

LINKS = {
    "welcome": gettext_noop("An account was made for you. Choose your password here, within three days:"),
    "forgotten": gettext_noop("Choose a new password here, within three days. If you did not ask for it, do nothing:"),
}
NOTICES = {
    "password": gettext_noop("Your password was changed."),
    "factor": gettext_noop("Your second factor was set up or replaced."),
    "passkey_added": gettext_noop("A passkey was added to your account."),
    "passkey_removed": gettext_noop("A passkey was removed from your account."),
    "new_device": gettext_noop(
        "Your account was used in a browser that it was not used in before. If that was not you, sign it out on your page and change your password:"
    ),
    "codes": gettext_noop("New recovery codes were made."),
    "reset_asked": gettext_noop(
        "An administrator has asked for your second factor to be removed. If you still have it, stop this on your page:"
    ),
    "reset_approved": gettext_noop(
        "Two administrators have removed your second factor. Sign in with your password and set up a new one."
    ),
}


def send_link(member: Member, why: str) -> None:
    """In the caller's transaction; `why` is a key of LINKS. The link is made when the message leaves."""
    outbox.emit(LINK, {"member": str(member.pk), "why": why})


def notify(member: Member, what: str) -> None:
    """Tell her what happened to her account, in the caller's transaction; `what` is a key of NOTICES."""
    outbox.emit(NOTICE, {"member": str(member.pk), "what": what})


def tell_of_device(sender: object, member: Member, **kwargs: object) -> None:
    """Nobody of an example's cast is surprised that visitors come in by a click."""
    if not node.is_example():
        notify(member, "new_device")


def one_time_link(member: Member) -> str:
    """Lets its holder choose the password; void once used, and after three days."""
    uid = urlsafe_base64_encode(force_bytes(member.pk))
    return origin() + reverse("office:welcome", args=[uid, default_token_generator.make_token(member)])


def deliver_link(payload: Payload) -> None:
    """Delivered from the outbox; the link stands nowhere else."""
    member = Member.objects.filter(pk=payload["member"], is_active=True).first()
    if member is not None:
        send(member, LINKS[payload["why"]], one_time_link(member))


def deliver_notice(payload: Payload) -> None:
    send(Member.objects.get(pk=payload["member"]), NOTICES[payload["what"]], origin() + reverse("office:account"))
