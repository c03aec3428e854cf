"""An assessment of indicators, with the list as it was then."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr.access.models import Member
from fyr.cases.indicators import SEEN, Dimension, outcome
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed


class IndicatorAssessment(CasePart):
    """Never changed: a new assessment stands beside the old ones."""

    clear_because: ClassVar = {
        **PART,
        "list_code": "code of the list; says nothing of what was seen",
        "list_version": "version of the list",
        "made_at": "when",
        "made_by": "who is accountable",
    }

    list_code = models.CharField(max_length=60)
    list_version = models.CharField(max_length=40)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    # {"list": the list as it was, "answers": {code: seen or not_seen}}; what has no answer is not known.
    held = Sealed()
    note = Sealed()

    class Meta:
        ordering = ("-made_at", "-id")

    @property
    def listed(self) -> dict[str, Any]:
        return dict(self.held["list"])

    @property
    def outcome(self) -> list[Dimension]:
        return outcome(self.listed, self.held["answers"])

    def in_words(self, field: str, language: str) -> str | None:
        """The list, what was seen, and what was looked for and not seen; what has no answer is not known."""
        words = "sv" if language.startswith("sv") else "en"
        if field == "list_code":
            return str(self.listed[words])
        if field != "held":
            return None
        lines = [self.listed[words]]
        for dimension in self.outcome:
            if dimension.seen:
                verdict = _("positive by the rule of the list") if dimension.alternative else _("no rule is met")
                seen = "; ".join(one[words] for one in dimension.seen)
                lines.append(f"{dimension.label(language)} ({verdict}): {seen}")
        listed = [one for dimension in self.listed["dimensions"] for one in dimension["indicators"]]
        absent = [one[words] for one in listed if self.held["answers"].get(one["code"]) not in (None, SEEN)]
        return "\n".join([*lines, *([_("Not seen: %(what)s") % {"what": "; ".join(absent)}] if absent else [])])
