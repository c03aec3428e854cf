"""Who was asked to read a note."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.cases.models.part import PART, CasePart
from fyr.cases.models.timeline import Entry


class Mention(CasePart):
    """A colleague who works with the case is told of a note; it stands on her day until she has read it."""

    clear_because: ClassVar = {
        **PART,
        "entry": "the note",
        "member": "who is told",
        "seen_at": "when she said that she has read it",
    }

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="mentions")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "member"], name="cases_mentioned_once"),)
        indexes = (models.Index(fields=["member"], name="cases_unread", condition=Q(seen_at__isnull=True)),)

    def __str__(self) -> str:
        return self.member.name

    def in_words(self, field: str, language: str) -> str | None:
        return timezone.localtime(self.entry.at).strftime("%Y-%m-%d %H:%M") if field == "entry" else None
