from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """How sure a fact is. What is not known at all is an empty field, which is not zero."""

    STATED = "stated", _("Stated in a source")
    PRESUMED = "presumed", _("Presumed: no source says so")
    EXAMPLE = "example", _("Example: invented")


TONES = {Standing.STATED: "neutral", Standing.PRESUMED: "warning", Standing.EXAMPLE: "info"}
