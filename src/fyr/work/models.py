"""What waits to be done, and what was done once. Nothing here holds content: only ids and code words."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.vault.box import Box
from fyr.vault.fields import Blind, Sealed


class Delivery(models.Model):
    """One event on its way to one subscriber, written in the act's own transaction."""

    clear_because: ClassVar = {
        "id": "random id",
        "topic": "code of the event",
        "subscriber": "code of the receiver",
        "payload": "ids and code words, checked when it is written",
        "made_at": "when the event happened",
        "next_at": "when to try next",
        "attempts": "how often it was tried",
        "done_at": "when it arrived",
        "error": "class name of the last error, without its text",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    topic = models.CharField(max_length=80)
    subscriber = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (models.Index(fields=["next_at"], name="work_due", condition=Q(done_at__isnull=True)),)


class Once(models.Model):
    """A form that was sent: its second arrival gets the first one's answer."""

    clear_because: ClassVar = {
        "key": "random id that the form carried",
        "actor": "who sent it",
        "result": "id of what it made",
        "made_at": "when",
    }

    key = models.UUIDField(primary_key=True)
    actor = models.UUIDField()
    about = Blind()
    result = models.CharField(max_length=80)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)


class Heartbeat(models.Model):
    """The last sign of life of a background worker."""

    clear_because: ClassVar = {"name": "which worker", "at": "when it was last alive"}

    name = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField()


class Remembered(models.Model):
    """What fyr.work.cache keeps."""

    clear_because: ClassVar = {
        "key": "name of a counter, with addresses and accounts as hashes",
        "value": "times of attempts",
        "until": "when it is forgotten",
    }

    key = models.CharField(primary_key=True, max_length=250)
    value = models.TextField()
    until = models.DateTimeField(db_index=True)


class Draft(models.Model):
    """What a member has written in a form and not sent yet. Its key is its own, and she alone holds it."""

    clear_because: ClassVar = {
        "id": "random id, and the subject of the draft's own key",
        "member": "whose text it is",
        "key": "random id that the form carried",
        "saved_at": "when it was kept",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.UUIDField()
    key = models.UUIDField()
    # Which page, of which object: enough to find the draft again, and nothing for whoever reads the table.
    place = Blind()
    # The keyed fingerprint that fyr.work.once keeps of a form that was sent.
    about = Blind()
    page = Sealed()
    held = Sealed()
    saved_at = models.DateTimeField(default=timezone.now, db_index=True)

    box: Box | None = None

    class Meta:
        constraints = (models.UniqueConstraint(fields=["member", "key"], name="work_one_draft_per_form"),)
        indexes = (models.Index(fields=["member", "place"], name="work_draft_of_page"),)
