"""Requests between units."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Urgency(models.TextChoices):
    NOW = "now", _("Now")
    DAY = "day", _("Within 24 hours")
    WEEK = "week", _("Within a week")
    LATER = "later", _("Later")


class ReferralKind(models.TextChoices):
    HELP = "help", _("Help with a need")
    HANDOVER = "handover", _("Take over the case")


class ReferralState(models.TextChoices):
    SENT = "sent", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    DONE = "done", _("Done")
    REVOKED = "revoked", _("Revoked")


class DeclineReason(models.TextChoices):
    """Codes only: before acceptance the receiver has nowhere sealed to write."""

    NO_PLACE = "no_place", _("No place free")
    WRONG_AREA = "wrong_area", _("Outside our area")
    NOT_OUR_TASK = "not_our_task", _("Not our task")
    NO_COMPETENCE = "no_competence", _("We lack the competence")
    CALL_US = "call_us", _("Please call us")
