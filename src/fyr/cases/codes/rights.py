"""How a right stands, who applies for a permit, and what was answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RightState(models.TextChoices):
    """No entry at all is an answer of its own: nobody has noted anything."""

    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("She said yes")
    DECLINED = "declined", _("She said no")
    GIVEN = "given", _("Given")
    NOT_ASKED = "not_asked", _("She was not asked")
    NOT_RELEVANT = "not_relevant", _("Not relevant for her")


class InterpreterPresent(models.TextChoices):
    NOT_NOTED = "not_noted", _("Not noted")
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_NEEDED = "not_needed", _("Not needed")


class Applicant(models.TextChoices):
    """The law lets nobody else apply, and never her: that she is not in this list is the rule."""

    INVESTIGATION_HEAD = "investigation_head", _("Head of the preliminary investigation")
    SOCIAL_BOARD = "social_board", _("Social welfare board")


class PermitAnswer(models.TextChoices):
    PENDING = "pending", _("No answer yet")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Application refused")
    WITHDRAWN = "withdrawn", _("Application withdrawn")
    MISTAKEN = "mistaken", _("Noted by mistake")


# No decision belongs to these.
UNDECIDED = (PermitAnswer.PENDING, PermitAnswer.MISTAKEN)


class CounselKind(models.TextChoices):
    INJURED_PARTY = "injured_party", _("Counsel for the injured party")
    CHILD = "child", _("Special representative for a child")
    OTHER = "other", _("Other legal counsel")


class ClaimKind(models.TextChoices):
    DAMAGES = "damages", _("Damages from whoever harmed her")
    STATE = "state", _("Criminal injuries compensation from the state")
    WAGES = "wages", _("Unpaid wages")
