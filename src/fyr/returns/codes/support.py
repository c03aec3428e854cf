"""Support after the return: what it is, how far it has come, and what contacts and surveys are for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dimension(models.TextChoices):
    ECONOMIC = "economic", _("Economic")
    SOCIAL = "social", _("Social")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial")
    OTHER = "other", _("Other")


class Type(models.TextChoices):
    """IOM's types of reintegration assistance (MiMOSA)."""

    CHILD_CARE = "child_care", _("Child care")
    EDUCATION = "education", _("Education")
    FINANCIAL = "financial", _("Financial services")
    HOUSING = "housing", _("Housing")
    JOB = "job", _("Job placement")
    LEGAL = "legal", _("Legal services")
    MATERIAL = "material", _("Material assistance")
    MEDICAL = "medical", _("Medical support")
    MICROBUSINESS = "microbusiness", _("Microbusiness")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial support")
    SOCIAL_PROTECTION = "social_protection", _("Social protection schemes")
    SECURITY = "security", _("Special security measures")
    TRAINING = "training", _("Training")
    OTHER = "other", _("Other")


D = Dimension
DIMENSION_OF = {
    Type.CHILD_CARE: D.SOCIAL, Type.EDUCATION: D.SOCIAL, Type.FINANCIAL: D.ECONOMIC, Type.HOUSING: D.SOCIAL,
    Type.JOB: D.ECONOMIC, Type.LEGAL: D.SOCIAL, Type.MATERIAL: D.OTHER, Type.MEDICAL: D.SOCIAL,
    Type.MICROBUSINESS: D.ECONOMIC, Type.PSYCHOSOCIAL: D.PSYCHOSOCIAL, Type.SOCIAL_PROTECTION: D.SOCIAL,
    Type.SECURITY: D.PSYCHOSOCIAL, Type.TRAINING: D.ECONOMIC, Type.OTHER: D.OTHER,
}  # fmt: skip


class Form(models.TextChoices):
    IN_KIND = "in_kind", _("In kind: paid to whoever delivers it")
    CASH = "cash", _("Cash: paid to her")


class ItemState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    APPROVED = "approved", _("Approved by another")
    DELIVERED = "delivered", _("Delivered")
    PAID = "paid", _("Paid")
    ELSEWHERE = "elsewhere", _("Paid by somebody else")
    DROPPED = "dropped", _("Not given")


# What is still to come.
TO_COME = (ItemState.PLANNED, ItemState.APPROVED)


class ContactState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    REACHED_WELL = "reached_well", _("Reached, and it goes well")
    REACHED_NEEDS = "reached_needs", _("Reached, and she needs support")
    NOT_REACHED = "not_reached", _("Not reached")
    DECLINED = "declined", _("She did not want to talk")
    IN_DANGER = "in_danger", _("She is in danger")
    EXPLOITED = "used_again", _("She is made use of again")
    DROPPED = "dropped", _("Does not take place")


URGENT = (ContactState.IN_DANGER, ContactState.EXPLOITED)


class Round(models.TextChoices):
    BASELINE = "baseline", _("Soon after the return")
    MIDTERM = "midterm", _("Midterm")
    FINAL = "final", _("Final")
    EXTRA = "extra", _("In between")


class Mode(models.TextChoices):
    PHONE = "phone", _("By phone")
    OFFICE = "office", _("At the office")
    FIELD = "field", _("Where she lives")
