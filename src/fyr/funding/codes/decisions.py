from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionKind(models.TextChoices):
    ASSIGNMENT = "assignment", _("Assignment to an agency")
    DIRECT = "direct", _("Direct contribution to an organisation")


class AllotmentKind(models.TextChoices):
    """What a decision gives for a year; what may be promised and what may be paid are two things."""

    APPROPRIATION = "appropriation", _("Funds: may be promised and paid")
    AUTHORISATION = "authorisation", _("Authorisation for a later year: may be promised, not paid")
    RELEASE = "release", _("Funds for what was authorised before: may be paid")
    RETURN = "return", _("Unused funds returned to the state")


class ConditionKind(models.TextChoices):
    REQUISITION = "requisition", _("Requisition")
    INTERIM = "interim", _("Interim report")
    FINAL = "final", _("Final report")
    REPAYMENT = "repayment", _("Repayment of what was not used")
    OTHER = "other", _("Other condition")


class ActivityState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")
