"""How she answered about herself, and what she lets the answer be used for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Said(models.TextChoices):
    """Absent is not zero: these are different answers."""

    GIVEN = "given", _("She answered")
    NONE = "none", _("None of it holds for her")
    UNKNOWN = "unknown", _("She does not know, or is not sure")
    DECLINED = "declined", _("She does not want to say")
    NOT_ASKED = "not_asked", _("Not asked")


class Use(models.TextChoices):
    HELP = "help", _("Help only")
    BOTH = "both", _("Help and knowledge")
    KNOWLEDGE = "knowledge", _("Knowledge only")
    NOTHING = "nothing", _("Nothing")


USE_TOLD = {
    Use.HELP: _("Those who help her see it, and it is counted nowhere."),
    Use.BOTH: _("Those who help her see it, and it is counted in statistics that expose nobody."),
    Use.KNOWLEDGE: _("It is counted in statistics that expose nobody, and is not shown to those who help her."),
    Use.NOTHING: _("Only that she was asked is kept, and not what she said now."),
}
FOR_KNOWLEDGE = frozenset({Use.BOTH, Use.KNOWLEDGE})
FOR_HELP = frozenset({Use.HELP, Use.BOTH})


class AloneWith(models.TextChoices):
    ALONE = "alone", _("Alone with her")
    INTERPRETER = "interpreter", _("With an interpreter only")
    OTHERS = "others", _("Others were there")
    NOT_KNOWN = "not_known", _("Not known")
