"""Who speaks for a child, who looks after it, and what persons are to one another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
