"""Why something is shared, what of it, how she said so; and the kinds of protected identity."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.cases.codes.needs import NeedKind


class Purpose(models.TextChoices):
    SUPPORT = "support", _("Support and protection")
    CARE = "care", _("Health care and treatment")
    CHILD = "child", _("Protection of a child")
    RETURN = "return", _("Voluntary return")
    PERMIT = "permit", _("Reflection period or residence permit")
    JUSTICE = "justice", _("Investigation, trial and compensation")
    HANDOVER = "handover", _("Another unit takes over the case")
    MONEY = "money", _("Payment or reimbursement")


PURPOSE_OF_NEED: dict[str, Purpose] = {
    NeedKind.MEDICAL: Purpose.CARE,
    NeedKind.PSYCHOLOGICAL: Purpose.CARE,
    NeedKind.CHILD: Purpose.CHILD,
    NeedKind.RETURN: Purpose.RETURN,
    NeedKind.RESIDENCE: Purpose.PERMIT,
    NeedKind.LEGAL: Purpose.JUSTICE,
}


class Share(models.TextChoices):
    """What of a case is shown. The door keeps these apart, so consent can too."""

    HELP = "help", _("Alias, safe contact, needs, plan, and notes from then on")
    IDENTITY = "identity", _("Who she is: name, birthdate, address")
    SAFETY = "safety", _("Risk, threats and measures")
    EXPLOITATION = "exploitation", _("What was done to her")
    LEGAL = "legal", _("Rights, deadlines, permits, counsel and compensation")


# What has to be shared with another organisation before its members may use a right there; all else is help.
SHARE_OF: dict[Permission, Share] = {
    Permission.IDENTITY_READ: Share.IDENTITY,
    Permission.IDENTITY_WRITE: Share.IDENTITY,
    Permission.SAFETY_READ: Share.SAFETY,
    Permission.SAFETY_WRITE: Share.SAFETY,
    Permission.EXPLOITATION_READ: Share.EXPLOITATION,
    Permission.EXPLOITATION_WRITE: Share.EXPLOITATION,
    Permission.LEGAL_READ: Share.LEGAL,
    Permission.LEGAL_WRITE: Share.LEGAL,
}


class Answer(models.TextChoices):
    YES = "yes", _("She said yes")
    NO = "no", _("She said no")


class Given(models.TextChoices):
    ORAL = "oral", _("By word of mouth")
    WRITTEN = "written", _("In writing")
    PHONE = "phone", _("By phone")
    REPRESENTATIVE = "representative", _("Through whoever speaks for her by law")


class Protection(models.TextChoices):
    NONE = "none", _("No protected identity")
    MARKED = "marked", _("Confidentiality marking in the population register")
    REGISTRATION = "registration", _("Protected population registration")
    FICTITIOUS = "fictitious", _("Fictitious personal data")
    OWN = "own", _("Kept hidden by this unit, whatever the register says")
