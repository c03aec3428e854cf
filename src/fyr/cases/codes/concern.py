"""Concern for a child, and what the board did."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    PHONE = "phone", _("By phone")
    WRITTEN = "written", _("In writing")
    BOTH = "both", _("By phone, then in writing")
    MEETING = "meeting", _("At a meeting")


class ProtectionFinding(models.TextChoices):
    """What the board found when it assessed whether the child needs protection at once."""

    IMMEDIATE = "immediate", _("Protection is needed at once")
    NOT_IMMEDIATE = "not_immediate", _("No protection is needed at once")
    UNKNOWN = "unknown", _("Made; the result is not known")


class Inquiry(models.TextChoices):
    OPENED = "opened", _("Inquiry opened")
    NOT_OPENED = "not_opened", _("Inquiry not opened")
    RUNNING = "running", _("An inquiry was running already")


# An inquiry that is under way can be finished.
UNDER_WAY = (Inquiry.OPENED, Inquiry.RUNNING)
