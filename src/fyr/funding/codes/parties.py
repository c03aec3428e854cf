from django.db import models
from django.utils.translation import gettext_lazy as _


class PartyKind(models.TextChoices):
    """Kinds of organisations, each with IATI's code in fyr.funding.interchange.iati."""

    GOVERNMENT = "government", _("State authority or ministry")
    MUNICIPAL = "municipal", _("Municipality or region")
    CIVIL = "civil", _("Civil society")
    INTERNATIONAL = "international", _("Intergovernmental organisation")
    ACADEMIC = "academic", _("University or research")
    PRIVATE = "private", _("Company")


class Theme(models.TextChoices):
    """What an activity or a result is about, as the decisions of 2024 name it."""

    SUPPORT = "support", _("Support and protection")
    RETURN = "return", _("Voluntary return")
    DEMAND = "demand", _("Against demand")
    COMPETENCE = "competence", _("Competence of professionals")
    DISTRIBUTION = "distribution", _("Distribution of funds")
    STRATEGIC = "strategic", _("Long-term strategic work")
    CHILDREN = "children", _("Sexual exploitation of children")
    YOUTH_LGBTQ = "youth_lgbtq", _("Young people and LGBTQ persons")
    KNOWLEDGE = "knowledge", _("Knowledge")


class Whom(models.TextChoices):
    """Whom a report is about, where the decision asks for them apart."""

    ALL = "", _("Everybody")
    CHILDREN = "children", _("Children")
    ADULTS = "adults", _("Adults")
