"""Codes of what is done for a child: concern reports, who speaks for her, age, family."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    PHONE = "phone", _("By phone")
    WRITTEN = "written", _("In writing")
    BOTH = "both", _("By phone, then in writing")
    MEETING = "meeting", _("At a meeting")


class ProtectionFinding(models.TextChoices):
    """What the board found when it assessed whether the child needs protection at once."""

    IMMEDIATE = "immediate", _("Protection is needed at once")
    NOT_IMMEDIATE = "not_immediate", _("No protection is needed at once")
    UNKNOWN = "unknown", _("Made; the result is not known")


class Inquiry(models.TextChoices):
    OPENED = "opened", _("Inquiry opened")
    NOT_OPENED = "not_opened", _("Inquiry not opened")
    RUNNING = "running", _("An inquiry was running already")


# An inquiry that is under way can be finished.
UNDER_WAY = (Inquiry.OPENED, Inquiry.RUNNING)


class SpeaksAs(models.TextChoices):
    CUSTODIAN = "custodian", _("Legal guardian (vårdnadshavare)")
    APPOINTED_CUSTODIAN = "appointed_custodian", _("Specially appointed guardian")
    REPRESENTATIVE = "representative", _("Appointed representative (god man)")
    CHILD_COUNSEL = "child_counsel", _("Special representative for the child in criminal proceedings")
    PUBLIC_COUNSEL = "public_counsel", _("Public counsel")
    OTHER = "other", _("Other")


class Suspicion(models.TextChoices):
    """Whether she or he is free of suspicion of having a part in what is done to the child."""

    NOT_KNOWN = "not_known", _("Not known")
    EXAMINED = "examined", _("Being examined")
    FREE = "free", _("Free of suspicion")
    NOT_FREE = "not_free", _("Not free of suspicion")


# Whoever is least a danger stands first.
SUSPICION_ORDER = (Suspicion.FREE, Suspicion.NOT_KNOWN, Suspicion.EXAMINED, Suspicion.NOT_FREE)
SUSPICION_TONES = {
    Suspicion.FREE: "success",
    Suspicion.NOT_KNOWN: "warning",
    Suspicion.EXAMINED: "warning",
    Suspicion.NOT_FREE: "danger",
}


class FollowUp(models.TextChoices):
    HERE = "here", _("In this case")
    ELSEWHERE = "elsewhere", _("Elsewhere")


class Relation(models.TextChoices):
    """What the person of the other case is to the person of this one."""

    CHILD = "child", _("Child")
    PARENT = "parent", _("Parent")
    SIBLING = "sibling", _("Sibling")
    OTHER = "other", _("Other family or household")


TURNED: dict[str, Relation] = {
    Relation.CHILD: Relation.PARENT,
    Relation.PARENT: Relation.CHILD,
    Relation.SIBLING: Relation.SIBLING,
    Relation.OTHER: Relation.OTHER,
}


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
