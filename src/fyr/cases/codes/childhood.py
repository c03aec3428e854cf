"""Age and family tracing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgeFound(models.TextChoices):
    CHILD = "child", _("Child, under 18")
    ADULT = "adult", _("Adult")
    DOUBTFUL = "doubtful", _("Still in doubt: treated as a child")


class AgeHow(models.TextChoices):
    DOCUMENT = "document", _("Document")
    ASSESSMENT = "assessment", _("Age assessment by an authority")
    OWN_WORD = "own_word", _("Her own word")


# CETS 197 article 10.3: treated as a child until the age is verified. Her own word that she is an adult verifies nothing,
# for it may be what she was told to say.
VERIFIES_ADULT = (AgeHow.DOCUMENT, AgeHow.ASSESSMENT)


class TracingOutcome(models.TextChoices):
    WAITING = "waiting", _("Waiting for an answer")
    FOUND = "found", _("Family found")
    NOT_FOUND = "not_found", _("Family not found")
    NOT_SAFE = "not_safe", _("Ended: not safe for the child")
    NOT_IN_INTEREST = "not_in_interest", _("Ended: not in the child's best interests")
