"""What she agrees to, one thing at a time; each yes can be taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Asked(models.TextChoices):
    SHARE = "share", _("That a mission or partner sees parts of the record")
    HOME_AUTHORITIES = "home_authorities", _("Contact with authorities of her home country")
    FOLLOW_UP = "follow_up", _("Contact after the return")
    PLAN = "plan", _("The plan for her new start")


class Section(models.TextChoices):
    """Parts of a record, each read by itself."""

    PERSON = "person", _("Who she is")
    CONTACT = "contact", _("How to reach her safely")
    JOURNEY = "journey", _("The journey and her travel documents")
    SAFETY = "safety", _("Risk and measures")
    HEALTH = "health", _("Health")
    CHILD = "child", _("What protects a child")
    PLAN = "plan", _("Plan and support")
    FOLLOW_UP = "follow_up", _("Contacts and surveys after the return")
    LEGAL = "legal", _("Migration position and proceedings")
    TOLD = "told", _("What she was told and answered")


# Legal position and talks stay between her and those who decide with her.
SHOWABLE = tuple(one for one in Section if one not in (Section.LEGAL, Section.TOLD))


class Receives(models.TextChoices):
    MISSION = "mission", _("Mission of the operator")
    PARTNER = "partner", _("Local partner")


class Basis(models.TextChoices):
    """The ground for handing personal data to a country; which holds where is said by the operator's lawyers."""

    EEA = "eea", _("Within the European Economic Area")
    ADEQUACY = "adequacy", _("Decision on adequate protection (GDPR article 45)")
    SAFEGUARDS = "safeguards", _("Appropriate safeguards (GDPR article 46)")
    CONSENT = "consent", _("Her explicit consent, after she was told the risks (GDPR article 49.1 a)")
    VITAL = "vital", _("To protect her vital interests (GDPR article 49.1 f)")
    INTERNATIONAL = "international", _("The rules of an international organisation for its own missions")
