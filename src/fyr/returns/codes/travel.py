"""Documents, the journey, and who is told when it does not take place."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    PASSPORT = "passport", _("Passport")
    IDENTITY_CARD = "identity_card", _("Identity card that is valid for the journey")
    LAISSEZ_PASSER = "laissez_passer", _("Emergency travel document")
    CHILD_CONSENT = "child_consent", _("Travel consent for a child")
    VISA = "visa", _("Transit visa")


# What only authorities of her home country give, and with which she can cross a border.
FROM_HOME = (PaperKind.PASSPORT, PaperKind.IDENTITY_CARD, PaperKind.LAISSEZ_PASSER)


class Escort(models.TextChoices):
    NONE = "none", _("No escort")
    OPERATIONAL = "operational", _("Operational")
    MEDICAL = "medical", _("Medical")
    BOTH = "both", _("Operational and medical")


class TripState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    DEPARTED = "departed", _("Departed")
    ARRIVED = "arrived", _("Arrived")
    STOPPED = "stopped", _("Stopped")


class Called(models.TextChoices):
    """Who must know at once that she does not travel, or wants nothing more."""

    AIRPORT = "airport", _("Airport and airline")
    ESCORT = "escort", _("Escort")
    MEETS = "meets", _("Whoever meets her")
    MISSION = "mission", _("Mission in the country of return")
    PARTNER = "partner", _("Local partner")
    COORDINATOR = "coordinator", _("The coordinator here")
    OPERATOR = "operator", _("The operator of the programme")
    SOCIAL_SERVICES = "social_services", _("Social services")


class Safe(models.TextChoices):
    """Where she is now, once she has withdrawn."""

    WITH_US = "with_us", _("With us, and safe")
    PLACE = "place", _("On her way to a place that is known to be safe")
    NOT_KNOWN = "not_known", _("Not known")
