"""What happened to a decision, an application or a grant, told to who works with it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from fyr.access.models import Member
from fyr.funding.models.base import ID, Kept
from fyr.funding.models.calls import Application
from fyr.funding.models.decisions import Decision
from fyr.funding.models.grants import Grant
from fyr.funding.trail_words import Act, words_of


class Event(Kept):
    """Written by the act itself, in its transaction. The journal holds the same, and cannot be changed."""

    clear_because: ClassVar = {
        **ID,
        "decision": "what it happened to",
        "application": "what it happened to",
        "grant": "what it happened to",
        "at": "when",
        "by": "who is accountable",
        "act": "code",
        "note": "amounts, dates and numbers of documents",
    }

    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")
    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="+")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # None where the node itself has acted.
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=40, choices=Act)
    note = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=["grant", "-at"], name="funding_events_of_grant"),
            models.Index(fields=["decision", "-at"], name="funding_events_of_decision"),
        )

    @property
    def title(self) -> str:
        return words_of(self.act)

    @property
    def text(self) -> str:
        return self.note
