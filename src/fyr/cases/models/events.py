"""What many cases have in common because one raid or inspection opened them."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr.access.models import Member
from fyr.cases.codes.events import EventKind
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed

FACTS = ("kind", "on", "place", "employer", "note")


class EventFacts(CasePart):
    """Each case holds the facts for itself, under its own key: whoever opens one of the cases opens no other.

    Nothing here says how many cases there are. The index on `event` is no unique one across cases, whose refusal
    would tell of a row that nobody may see.
    """

    clear_because: ClassVar = {
        **PART,
        "event": "random id: groups cases that one event opened; read only through the door",
        "version": "tells two editors of each other",
        "noted_at": "when",
        "noted_by": "who is accountable",
        "updated_at": "when it was last changed",
        "updated_by": "who is accountable",
    }

    only_one: ClassVar = ("event",)
    event = models.UUIDField(db_index=True)
    version = models.PositiveIntegerField(default=1)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    kind = Sealed()
    # A date, as YYYY-MM-DD.
    on = Sealed()
    place = Sealed()
    employer = Sealed()
    note = Sealed()
    # What stood here before: [{"at": …, "by": name, "kind": …, …}, …], the latest last.
    earlier = Sealed()

    class Meta:
        ordering = ("-noted_at", "-id")
        constraints = (models.UniqueConstraint(fields=["case", "event"], name="cases_one_event_once"),)

    def __str__(self) -> str:
        return f"{EventKind(self.kind).label}, {self.on}"

    @property
    def facts(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in FACTS}

    def in_words(self, field: str, language: str) -> str | None:
        if field == "kind":
            return str(EventKind(self.kind).label)
        if field == "earlier":
            return "\n".join(
                _("%(by)s, %(at)s: %(facts)s") % {**one, "facts": ", ".join(told_of(one))} for one in self.earlier or ()
            )
        return None

    def take_in(self, opened: dict[str, Any]) -> bool:
        """Of two cases of one person, both of the same event: what differs stays readable where the facts are read."""
        other = {name: opened.get(name) for name in FACTS}
        added = list(opened.get("earlier") or ())
        if other != self.facts:
            added.append({"at": self.updated_at.date().isoformat(), "by": self.updated_by.name, **other})
        if added:
            self.earlier = [*(self.earlier or ()), *added]
            self.save_anew()
        return True


def told_of(facts: dict[str, Any]) -> list[str]:
    """The facts in words, without those that are not known."""
    words = {**facts, "kind": EventKind(facts["kind"]).label}
    return [str(words[name]) for name in FACTS if words.get(name)]
