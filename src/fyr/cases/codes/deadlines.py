"""Who is responsible for a deadline, what follows when it is missed, and how one can stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Responsible(models.TextChoices):
    INVESTIGATION_HEAD = "investigation_head", _("Head of the preliminary investigation")
    SOCIAL_SERVICES = "social_services", _("Social welfare board")
    COURT = "court", _("Administrative court")
    MUNICIPALITY = "municipality", _("The municipality")
    IOM = "iom", _("IOM")
    CASEWORKER = "caseworker", _("Whoever works with the case")


class Severity(models.TextChoices):
    PROTECTION = "protection", _("Protection can be lost")
    MONEY = "money", _("Money can be lost")
    REVIEW = "review", _("Something is to be looked at again")


class DeadlineState(models.TextChoices):
    """MISSED may carry the day on which it was done after all."""

    RUNNING = "running", _("Running")
    MET = "met", _("Met")
    MISSED = "missed", _("Missed")
    EXTENDED = "extended", _("Extended")
    CANCELLED = "cancelled", _("Cancelled")


class Ending(models.TextChoices):
    """Ways to end a deadline that was not met."""

    MISSED = "missed", _("It was missed, and nothing was done")
    CANCELLED = "cancelled", _("It does not apply any more, or was started by mistake")


class Event(models.TextChoices):
    """What starts a deadline."""

    REFLECTION_GRANTED = "reflection.granted", _("Reflection period granted")
    REFLECTION_EXTENDED = "reflection.extended", _("Reflection period extended")
    PERMIT_GRANTED = "permit.granted", _("Residence permit granted")
    CONCERN_REPORTED = "concern.reported", _("Concern for a child reported")
    INQUIRY_OPENED = "inquiry.opened", _("Child inquiry opened")
    CARE_ORDER_DECIDED = "care_order.decided", _("Immediate care decided")
    CARE_ORDER_SUBMITTED = "care_order.submitted", _("Care order received by the court")
    CARE_ORDER_ENFORCED = "care_order.enforced", _("Immediate care enforced")
    QUARTER_ENDED = "quarter.ended", _("A day in the quarter that the costs concern")
    RISK_ASSESSED = "risk.assessed", _("Risk assessed")
    CONSENT_GIVEN = "consent.given", _("Consent given")
    RETURN_COMPLETED = "return.completed", _("She has returned")
