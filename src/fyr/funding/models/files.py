"""Files of applications and reports: sealed, for they may name who signed or audited."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.funding.models.base import ID, Kept
from fyr.funding.models.calls import Application
from fyr.funding.models.grants import Grant
from fyr.vault.box import Box
from fyr.vault.fields import Sealed
from fyr.web.harmless.kinds import MEDIA_TYPES, Media


class Attachment(Kept):
    """Its id is the subject of its own key, which the units of both sides hold. Once removed its key is destroyed."""

    clear_because: ClassVar = {
        **ID,
        "application": "of which application",
        "grant": "of which grant",
        "media": "code: how it is handed out",
        "treatment": "code: what was removed from the file",
        "chunks": "how much room it takes, in steps of 64 KiB",
        "added_by": "who is accountable",
        "added_at": "when",
        "removed_at": "when its key was destroyed",
        "removed_by": "who is accountable",
    }

    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="attachments")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, related_name="attachments")
    media = models.CharField(max_length=10)
    treatment = models.CharField(max_length=20)
    chunks = models.PositiveIntegerField()
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    title = Sealed()

    box: Box | None = None

    class Meta:
        ordering = ("added_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(application__isnull=False, grant__isnull=True)
                | Q(application__isnull=True, grant__isnull=False),
                name="funding_attachment_of_one",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False, title__isnull=True, chunks=0),
                name="funding_attachment_removed_whole",
            ),
        )

    @property
    def file_name(self) -> str:
        return f"bilaga-{self.pk.hex[:8]}.{self.media}"

    @property
    def media_type(self) -> Any:
        return MEDIA_TYPES[Media(self.media)]


class AttachmentChunk(Kept):
    clear_because: ClassVar = {
        **ID,
        "attachment": "whose content it is",
        "number": "its place in the file",
        "content": "sealed under the attachment's own key by fyr.vault.files",
    }

    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["attachment", "number"], name="funding_one_chunk_per_number"),)
