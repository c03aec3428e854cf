"""How she can be spoken with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Interpreter(models.TextChoices):
    NO = "no", _("No interpreter needed")
    YES = "yes", _("Interpreter needed")
    NOT_ASKED = "not_asked", _("Not asked")


class Voicemail(models.TextChoices):
    NO = "no", _("Never leave a message")
    NEUTRAL = "neutral", _("Neutral message only")
    YES = "yes", _("Messages are safe")
    NOT_ASKED = "not_asked", _("Not asked")
