"""Codes of what opens many cases at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    RAID = "raid", _("Police raid")
    INSPECTION = "inspection", _("Inspection")
    OUTREACH = "outreach", _("Outreach work")
    OTHER = "other", _("Other event")
