"""Codes of identification. Those that HTCDS has come from its catalogue; the words are what is said in Sweden."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """HTCDS vic_TraffickingStatus, spelled as in the standard."""

    PRESUMED = "PossibleVictimOfTrafficking", _("Presumed victim")
    DECIDED = "ActualVictimOfTrafficking", _("Decided: a victim")
    NOT = "NotAVictimOfTrafficking", _("Not a victim")


class Decider(models.TextChoices):
    """HTCDS vic_TraffickingStatusDecisionMakingOrg, spelled as in the standard."""

    POLICE = "Police", _("Police")
    COURT = "CourtOrProsecution", _("Court or prosecutor")
    AUTHORITY = "NonPoliceGovernmentalOrganization", _("Another authority or a municipality")
    NGO = "NGO", _("Civil society organisation")
    OTHER = "Other", _("Somebody else")


class StatementGround(models.TextChoices):
    OWN_ACCOUNT = "own_account", _("What she tells herself")
    INDICATORS = "indicators", _("Assessment of indicators")
    OBSERVATION = "observation", _("What was seen on the spot")
    POLICE_INQUIRY = "police_inquiry", _("Police inquiry")
    JUDGMENT = "judgment", _("Judgment of a court")
    OTHER_DECISION = "other_decision", _("Decision of another authority")
    DOCUMENTS = "documents", _("Documents")
    OTHER = "other", _("Other")


class Report(models.TextChoices):
    """Not asked, not known and she does not want are answers of their own, and none of them is no."""

    NOT_KNOWN = "not_known", _("Not known")
    MADE = "made", _("A report is made")
    NOT_MADE = "not_made", _("No report is made")
    UNWANTED = "unwanted", _("She does not want a report")


class Cooperating(models.TextChoices):
    NOT_KNOWN = "not_known", _("Not known")
    NOT_ASKED = "not_asked", _("Not asked")
    UNDECIDED = "undecided", _("She has not decided")
    YES = "yes", _("She cooperates")
    NO = "no", _("She does not cooperate")
    WITHDRAWN = "withdrawn", _("She cooperated, and does not any more")


class InjuredParty(models.TextChoices):
    NOT_KNOWN = "not_known", _("Not known")
    YES = "yes", _("Injured party")
    NO = "no", _("Not an injured party")
