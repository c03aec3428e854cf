"""Files of a case: what they are, and their sealed content."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.codes.documents import READ_BY_KIND, DocumentKind, FileMedia, FileTreatment
from fyr.cases.models.case import Case
from fyr.cases.models.part import PART, CasePart
from fyr.vault.fields import Sealed
from fyr.vault.files import reseal
from fyr.web.harmless.kinds import MEDIA_TYPES, Media


class Document(CasePart):
    """Once removed its content is destroyed; the row stays and tells who removed it and why."""

    clear_because: ClassVar = {
        **PART,
        "kind": "code: decides who may read it",
        "names_her": "decides who may read it",
        "media": "code: how it is handed out",
        "treatment": "code: what was removed from the file",
        "chunks": "how much room it takes, in steps of 64 KiB",
        "added_at": "when",
        "added_by": "who is accountable",
        "version": "tells two editors of each other",
        "removed_at": "whether its content is there",
        "removed_by": "who is accountable",
    }

    kind = models.CharField(max_length=20, choices=DocumentKind)
    names_her = models.BooleanField(default=True)
    media = models.CharField(max_length=10, choices=FileMedia)
    treatment = models.CharField(max_length=20, choices=FileTreatment)
    chunks = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    title = Sealed()
    original_name = Sealed()
    size = Sealed()
    sha256 = Sealed()
    language = Sealed()
    note = Sealed()
    removal = Sealed()

    class Meta:
        ordering = ("-added_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="cases_known_document"),
            models.CheckConstraint(condition=Q(media__in=FileMedia.values), name="cases_known_media"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, removal__isnull=True, chunks__gt=0)
                | Q(removed_at__isnull=False, removed_by__isnull=False, removal__isnull=False, chunks=0),
                name="cases_document_removed_with_reason",
            ),
        )
        indexes = (models.Index(fields=["case", "-added_at", "-id"], name="cases_documents"),)

    def __str__(self) -> str:
        return str(self.title or self.get_kind_display())

    @property
    def needs(self) -> frozenset[Permission]:
        return needs_of(self.kind, self.names_her)

    @property
    def may_be_changed(self) -> bool:
        return self.hers_to_change("plan.write", own=self.added_by_id == self.case.read_by)

    @property
    def file_name(self) -> str:
        """Neutral: neither her name nor what it is about ends up in a folder for downloads."""
        return f"document-{self.pk.hex[:8]}.{self.media}"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Media(self.media)]


class DocumentChunk(CasePart):
    """One of the sealed chunks of a file (fyr.vault.files)."""

    clear_because: ClassVar = {
        **PART,
        "document": "whose content it is",
        "number": "its place in the file",
        "content": "sealed under the case's key by fyr.vault.files",
    }

    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["document", "number"], name="cases_one_chunk_per_number"),)

    def move_to(self, case: Case, opened: dict[str, Any]) -> None:
        """Its content is not a sealed field but a chunk of a file."""
        assert self.box is not None and case.box is not None
        place = (self.document_id, self.number, self.document.chunks)
        self.content = reseal(bytes(self.content), self.box, case.box, *place)
        self.case = case
        self.save(update_fields=["case", "content"])


def needs_of(kind: str, names_her: bool) -> frozenset[Permission]:
    """What a member must hold to read a document of this kind, beside the case itself."""
    needs = {Permission.CASE_READ}
    if kind in READ_BY_KIND:
        needs.add(READ_BY_KIND[kind])
    if names_her:
        needs.add(Permission.IDENTITY_READ)
    return frozenset(needs)
