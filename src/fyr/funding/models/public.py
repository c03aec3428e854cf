"""What the public sees. The public page and every export without a member read these two tables and nothing else.

They hold what `fyr.funding.public` puts there, field by field, and what was imported as published by others.
"""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from fyr.funding.models.base import ID, Kept


class PublishedDecision(Kept):
    clear_because: ClassVar = {
        **ID,
        "content": "public: what the page of a decision shows",
        "title": "public text",
        "decided_on": "public date",
        "amount": "public amount",
        "currency": "code",
        "at": "when it was published",
    }

    # The same id as the decision's.
    title = models.CharField(max_length=300)
    decided_on = models.DateField(null=True)
    amount = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    content = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-decided_on", "title")


class PublishedGrant(Kept):
    """One grant, own or of another funder, with the fields that are asked for; `record` is the whole 360Giving record."""

    clear_because: ClassVar = {
        **ID,
        "identifier": "public id of a grant",
        "decision": "the public decision whose money it is",
        "imported": "whether another funder published it",
        "title": "public text",
        "description": "public text",
        "funder": "public name of an organisation",
        "funder_id": "public number of an organisation",
        "recipient": "public name of an organisation; of a protected one its kind and county",
        "recipient_id": "public number of an organisation; empty for a protected one",
        "amount": "public amount",
        "currency": "code",
        "awarded_on": "public date",
        "words": "the public texts above in small letters, to search in",
        "record": "a 360Giving record",
        "content": "public: payments and results of an own grant",
        "at": "when it was published or imported",
    }

    identifier = models.CharField(max_length=200, unique=True)
    decision = models.ForeignKey(PublishedDecision, models.PROTECT, null=True, related_name="grants")
    imported = models.BooleanField(default=False)
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True, default="")
    funder = models.CharField(max_length=300)
    funder_id = models.CharField(max_length=200, db_index=True)
    recipient = models.CharField(max_length=300)
    recipient_id = models.CharField(max_length=200, blank=True, default="", db_index=True)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    awarded_on = models.DateField()
    # SQLite knows no small å, ä and ö.
    words = models.TextField(default="")
    record = models.JSONField(default=dict)
    content = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-awarded_on", "identifier")
        indexes = (models.Index(fields=["-awarded_on", "identifier"], name="funding_published_newest"),)

    def gather_words(self) -> str:
        """What is searched in, of the texts as they stand in the row."""
        return "\n".join((self.title, self.description, self.recipient, self.funder)).casefold()
