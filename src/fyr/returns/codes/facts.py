"""Coarse codes that statistics of returns are made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgeBand(models.TextChoices):
    ADULT = "adult", _("Adults")
    CHILD = "child", _("Children")


class Wait(models.TextChoices):
    MONTH = "month", _("Within a month")
    QUARTER = "quarter", _("Within three months")
    LATER = "later", _("Later")


class Given(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")


class Sustained(models.TextChoices):
    """What her last survey after the return says."""

    STANDS = "stands", _("Stands on its own")
    MIDDLE = "middle", _("In between")
    FRAGILE = "fragile", _("Fragile")
    NOT_ASKED = "not_asked", _("Not asked, or did not want to answer")
