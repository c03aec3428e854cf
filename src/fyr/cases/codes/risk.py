"""How great the danger is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Risk(models.TextChoices):
    ACUTE = "acute", _("Acute: protection now")
    HIGH = "high", _("High")
    RAISED = "raised", _("Raised")
    LOW = "low", _("Low")
