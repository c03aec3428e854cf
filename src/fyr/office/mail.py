"""Messages to members. Neutral wording: a message can be read by somebody else."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import override

from fyr.access.models import Member
from fyr.work.outbox import Payload

WELCOME = "office.welcome"


def one_time_link(member: Member) -> str:
    """Lets its holder choose the password; void once used, and after three days."""
    uid = urlsafe_base64_encode(force_bytes(member.pk))
    origin = settings.ORIGINS[0] if settings.ORIGINS else f"http://127.0.0.1:{settings.PORT}"
    return origin + reverse("office:welcome", args=[uid, default_token_generator.make_token(member)])


def send_welcome(payload: Payload) -> None:
    """Delivered from the outbox; the link is made when it is sent and stands nowhere else."""
    member = Member.objects.get(pk=payload["member"])
    with override(member.language):
        text = _("An account was made for you. Choose your password here, within three days:")
        send_mail("Fyr", f"{text}\n\n{one_time_link(member)}\n", settings.DEFAULT_FROM_EMAIL, [member.email])
