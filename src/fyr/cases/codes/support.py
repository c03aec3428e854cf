"""Codes of the support that is secured or lacking: what statistics count, and what the directory says."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgeBand(models.TextChoices):
    CHILD = "child", _("Children")
    ADULT = "adult", _("Adults")
    UNKNOWN = "unknown", _("Age not known")


class Wait(models.TextChoices):
    """From the day the need was noted until the first service for it started."""

    NONE = "", _("Nothing has started")
    WEEK = "week", _("Within a week")
    LATER = "later", _("After more than a week")


class Became(models.TextChoices):
    """What became of a need. Each is a place in the one table that is shown, so there are few."""

    SOON = "met_soon", _("Met within a week")
    LATER = "met_later", _("Met later")
    OPEN = "open", _("Still open")
    LACKING = "unmet_lacking", _("Not met: nobody offers it, no place, or nobody pays")
    BARRED = "unmet_barred", _("Not met: not entitled, not safe, or another reason")


class ProviderKind(models.TextChoices):
    MUNICIPAL = "municipal", _("Municipality")
    REGIONAL = "regional", _("Health care of a region")
    STATE = "state", _("State authority")
    CIVIL = "civil", _("Civil society")
    INTERNATIONAL = "international", _("International organisation")
    PRIVATE = "private", _("Company")


class Whom(models.TextChoices):
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    TRANS = "trans", _("Trans persons")
    CHILDREN = "children", _("Children")
    FAMILIES = "families", _("Families")
    LGBTQ = "lgbtq", _("LGBTQ persons")
    DISABILITY = "disability", _("Persons with a disability")
    ANIMALS = "animals", _("Persons with an animal")
