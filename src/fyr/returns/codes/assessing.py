"""What is assessed, when, and how it turned out."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Assessed(models.TextChoices):
    RISK = "risk", _("Risk")
    NEEDS = "needs", _("Needs")
    HEALTH = "health", _("Health and fitness to travel")
    SKILLS = "skills", _("Skills")
    FAMILY = "family", _("Family and network")


class Moment(models.TextChoices):
    DECISION = "decision", _("Before the decision")
    TRAVEL = "travel", _("Before travel")
    ARRIVAL = "arrival", _("On arrival")
    FOLLOW_UP = "follow_up", _("In follow-up")


class Level(models.TextChoices):
    """How it turned out: of risk the first three, of health the next, of the rest that it was made."""

    LOW = "low", _("Low risk")
    MEDIUM = "medium", _("Some risk")
    HIGH = "high", _("High risk")
    FIT = "fit", _("Fit to travel")
    ESCORTED = "escorted", _("Fit to travel with a medical escort")
    NOT_FIT = "not_fit", _("Not fit to travel")
    MADE = "made", _("Assessed")


LEVELS = {
    Assessed.RISK: (Level.LOW, Level.MEDIUM, Level.HIGH),
    Assessed.HEALTH: (Level.FIT, Level.ESCORTED, Level.NOT_FIT),
}


class Safeguard(models.TextChoices):
    """What a child's return must rest on."""

    FINDING_HERE = "finding_here", _("Best interests found here")
    FINDING_THERE = "finding_there", _("Best interests found in the country of return")
    GUARDIAN = "guardian", _("Guardian or representative")
    TRACING = "tracing", _("Family tracing")
    CUSTODIAN = "custodian", _("Consent of every other custodian, or a decision instead of it")
    PARENT = "parent", _("Whether a parent is suspected")
    SOCIAL_SERVICES = "social_services", _("Social services here responsible until the handover")
    HANDOVER = "handover", _("Handover to the other side")


# An orphan has no other custodian, and a child whose family is with it need not be traced.
MAY_NOT_APPLY = (Safeguard.TRACING, Safeguard.CUSTODIAN, Safeguard.GUARDIAN)


class Found(models.TextChoices):
    """What was found of a safeguard. `stops`: the child does not travel."""

    MET = "met", _("Yes, and it is in order")
    NOT_NEEDED = "not_needed", _("Does not apply, for the reason given")
    OPEN = "open", _("Not yet")
    STOPS = "stops", _("Speaks against the return")


class Way(models.TextChoices):
    """How the other side confirmed."""

    SYSTEM = "system", _("By a member of the receiving side, here")
    DOCUMENT = "document", _("By a document of a named authority")
