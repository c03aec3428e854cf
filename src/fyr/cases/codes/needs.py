"""What she can need, and how far it is met."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedKind(models.TextChoices):
    """After the assistance listed in article 12 of CETS 197, and what the Swedish process adds."""

    ACCOMMODATION = "accommodation", _("Safe accommodation")
    MATERIAL = "material", _("Material assistance")
    MEDICAL = "medical", _("Medical care")
    PSYCHOLOGICAL = "psychological", _("Psychological support")
    INTERPRETATION = "interpretation", _("Interpretation and translation")
    COUNSELLING = "counselling", _("Counselling and information about rights")
    LEGAL = "legal", _("Legal assistance")
    EDUCATION = "education", _("Education")
    WORK = "work", _("Work and livelihood")
    RESIDENCE = "residence", _("Reflection period or residence permit")
    RETURN = "return", _("Voluntary return")
    CHILD = "child", _("Care and protection of a child")
    OTHER = "other", _("Other")


class NeedState(models.TextChoices):
    OPEN = "open", _("Open")
    MET = "met", _("Met")
    UNMET = "unmet", _("Cannot be met")
    WITHDRAWN = "withdrawn", _("Taken back")


# Which state may follow which. A need is met by the start of a service.
NEXT_NEED_STATES: dict[str, tuple[str, ...]] = {
    NeedState.OPEN: (NeedState.UNMET, NeedState.WITHDRAWN),
    NeedState.MET: (NeedState.OPEN,),
    NeedState.UNMET: (NeedState.OPEN,),
    NeedState.WITHDRAWN: (NeedState.OPEN,),
}


class UnmetReason(models.TextChoices):
    NO_PROVIDER = "no_provider", _("Nobody offers it here")
    NO_PLACE = "no_place", _("No place free")
    NOT_ENTITLED = "not_entitled", _("She is not entitled to it")
    NO_MONEY = "no_money", _("Nobody pays")
    NOT_SAFE = "not_safe", _("It cannot be given safely")
    OTHER = "other", _("Other")
