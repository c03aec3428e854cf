"""Keys at rest: every one wrapped by another, none usable without the node's key."""

from typing import ClassVar

from django.db import models


class HolderKey(models.Model):
    """The key of a holder (a unit, or a member for her own drafts), wrapped by the node's key."""

    clear_because: ClassVar = {
        "id": "counts key versions and nothing else",
        "holder": "the opaque id of a unit or member",
        "version": "which key of the holder it is",
        "wrapped": "a key, encrypted by the node's key",
        "made_at": "when the key was made",
    }

    holder = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["holder", "version"], name="vault_one_key_per_version"),)


class Wrap(models.Model):
    """The data key of a subject (a case, or a draft), wrapped by the key of one holder.

    This table is left out of the data backup: erasing it here erases the subject there too.
    """

    clear_because: ClassVar = {
        "id": "counts wraps and nothing else",
        "subject": "the random id of a case or draft",
        "holder": "the opaque id of a unit or member",
        "version": "which key of the holder wraps it",
        "wrapped": "a key, encrypted by the holder's key",
    }

    subject = models.UUIDField()
    holder = models.UUIDField(db_index=True)
    version = models.PositiveIntegerField()
    wrapped = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["subject", "holder"], name="vault_one_wrap_per_holder"),)
