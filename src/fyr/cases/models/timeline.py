"""What happened in a case, in one line each; lines are never changed."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.acts import Act
from fyr.cases.models.case import Case
from fyr.cases.models.entry_words import WORDS
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed

NOTES = (Act.NOTE_WRITTEN, Act.NOTE_CORRECTED)


class Entry(CasePart):
    """Written by the actions, never changed. A note is an entry with text; a wrong one is put right by another."""

    clear_because: ClassVar = {
        **PART,
        "at": "when",
        "act": "code of what happened",
        "code": "code word that tells more, such as the new state",
        "by": "who is accountable",
        "corrects": "the entry that it puts right",
        "struck": "whether a later entry puts it right",
        "merged": "whether it came from a case that became part of this one",
    }

    at = models.DateTimeField(default=timezone.now)
    act = models.CharField(max_length=40, choices=Act)
    code = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", models.RESTRICT, null=True, related_name="+")
    struck = models.BooleanField(default=False)
    merged = models.BooleanField(default=False)
    text = Sealed()

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=["case", "-at", "-id"], name="cases_timeline"),)

    def __str__(self) -> str:
        return f"{self.title}, {timezone.localtime(self.at).strftime('%Y-%m-%d %H:%M')}"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Names of those whom a note was for, once somebody reads it.
        self.told: list[str] = []

    def move_to(self, case: Case, opened: dict[str, Any]) -> None:
        Entry.objects.filter(pk=self.pk).update(merged=True)
        super().move_to(case, opened)

    # The name behind a code that is not one of the slice's own, such as a unit's.
    named = ""

    @property
    def title(self) -> str:
        """What happened, in words."""
        return f"{self.get_act_display()}: {self.shown_code}" if self.code else self.get_act_display()

    @property
    def is_note(self) -> bool:
        return self.act in NOTES

    @property
    def may_be_put_right(self) -> bool:
        """By who wrote it, and by the unit that leads the case: whoever helps does not change what others wrote."""
        return self.hers_to_change("note.write", own=self.by_id == self.case.read_by)

    @property
    def correct_url(self) -> str:
        """Where a note is put right, for whoever may."""
        if not self.is_note or self.struck or not self.case.is_open or not self.may_be_put_right:
            return ""
        return reverse("cases:correct_note", args=[self.case_id, self.pk])

    def in_words(self, field: str, language: str) -> str | None:
        return self.shown_code if field == "code" else None

    @property
    def shown_code(self) -> str:
        """The code in words, where it is one of the slice's own codes."""
        # What a case has several of is numbered: event, event.2.
        words = WORDS.get(self.act, {})
        return self.named or str(words.get(self.code) or words.get(self.code.split(".")[0], self.code))
