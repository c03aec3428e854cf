"""Entries and checkpoints. No foreign keys: the journal knows actors and subjects as opaque ids."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Outcome(models.TextChoices):
    DONE = "done", "done"
    REFUSED = "refused", "refused"
    FAILED = "failed", "failed"


class Entry(models.Model):
    """One request or act. Once it has a number nobody changes it: the database refuses, and the tree would tell."""

    clear_because: ClassVar = {
        "id": "random id",
        "at": "when",
        "actor": "opaque id of the member; empty for whoever was not signed in",
        "label": "code of what was done",
        "outcome": "code",
        "subject": "keyed pseudonym of a case, unlinkable once its key is destroyed",
        "others": "keyed pseudonyms of further cases",
        "codes": "code words",
        "seq": "number in the tree",
        "leaf": "hash of the above",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    label = models.CharField(max_length=64)
    outcome = models.CharField(max_length=8, choices=Outcome)
    subject = models.BinaryField(null=True, max_length=16)
    others = models.BinaryField(default=b"")
    codes = models.TextField(default="")
    seq = models.BigIntegerField(null=True, unique=True)
    leaf = models.BinaryField(null=True, max_length=32)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="journal_known_outcome"),
            models.CheckConstraint(
                condition=Q(seq__isnull=True, leaf__isnull=True) | Q(seq__isnull=False, leaf__isnull=False),
                name="journal_numbered_with_leaf",
            ),
        )
        indexes = (
            models.Index(fields=["at", "id"], name="journal_waiting", condition=Q(seq__isnull=True)),
            models.Index(fields=["-at", "-id"], name="journal_newest"),
            models.Index(fields=["subject", "-at"], name="journal_subject", condition=Q(subject__isnull=False)),
            models.Index(fields=["actor", "-at"], name="journal_actor"),
        )


class Mention(models.Model):
    """Finds the entries that name a subject among `others`. Written with their number, which covers `others`."""

    clear_because: ClassVar = {
        "id": "counts mentions and nothing else",
        "subject": "keyed pseudonym of a case, unlinkable once its key is destroyed",
        "entry": "the entry that names it",
    }

    subject = models.BinaryField(max_length=16, db_index=True)
    entry = models.UUIDField()


class Checkpoint(models.Model):
    """The signed state of the tree after a batch, and its frontier, from which the next batch goes on."""

    clear_because: ClassVar = {
        "size": "number of entries",
        "frontier": "hashes",
        "note": "signed note",
        "at": "when",
    }

    size = models.BigIntegerField(primary_key=True)
    frontier = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
