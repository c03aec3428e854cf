"""Documents: taken in, described anew, handed out, removed."""

import hashlib
import uuid
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.cases.access import require
from fyr.cases.acts import Act
from fyr.cases.documents import document_of
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Document, DocumentChunk
from fyr.cases.models.documents import needs_of
from fyr.cases.trail import leave
from fyr.vault.bulk import ready
from fyr.vault.files import CHUNK, open_file, seal_file
from fyr.web.harmless.kinds import Harmless


@transaction.atomic
def add_document(
    *,
    by: Member,
    case: Case,
    kind: str,
    names_her: bool,
    title: str,
    file: Harmless,
    original_name: str = "",
    language: str = "",
    note: str = "",
) -> Document:
    """Seal a file that was examined. Raises Refused where the case is full, or for a kind that she may not read herself."""
    require(case, Permission.PLAN_WRITE)
    _readable_by_herself(case, kind, names_her)
    document = Document(
        id=uuid.uuid4(),
        case=case,
        kind=kind,
        names_her=names_her,
        media=file.media.value,
        treatment=file.treatment.value,
        added_by=by,
        title=title,
        original_name=original_name or None,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        language=language or None,
        note=note or None,
    )
    assert case.box is not None
    chunks = seal_file(case.box, document.pk, file.content)
    document.chunks = len(chunks)
    held = Document.objects.filter(case=case).aggregate(held=Sum("chunks"))["held"] or 0
    if (held + document.chunks) * CHUNK > settings.DOCUMENTS_LARGEST:
        told = {"megabytes": settings.DOCUMENTS_LARGEST >> 20}
        raise Refused(
            _("The documents of a case may hold %(megabytes)d MB together. Remove one that is not needed.") % told,
            "file",
        )
    document.save(force_insert=True)
    ready(
        DocumentChunk(case=case, document=document, number=number, content=chunk) for number, chunk in enumerate(chunks)
    ).insert()
    # Neither what it is nor its name: the timeline is read by members who may not read the document.
    leave(case, by, Act.DOCUMENT_ADDED)
    return document


@transaction.atomic
def change_document(
    *,
    by: Member,
    case: Case,
    document_id: UUID,
    version: int,
    kind: str,
    names_her: bool,
    title: str,
    language: str = "",
    note: str = "",
) -> None:
    """Describe it anew; the file stays as it is. Raises ChangedMeanwhile."""
    require(case, Permission.PLAN_WRITE)
    document = document_of(case, document_id, lock=True)
    _still_there(document)
    _hers_to_change(case, document)
    _readable_by_herself(case, kind, names_her)
    take_version(Document.objects.filter(pk=document.pk), version)
    document.kind, document.names_her, document.title = kind, names_her, title
    document.language, document.note = language or None, note or None
    document.save(update_fields=["kind", "names_her", "title", "language", "note"])
    leave(case, by, Act.DOCUMENT_CHANGED)


@transaction.atomic
def remove_document(*, by: Member, case: Case, document_id: UUID, reason: str) -> None:
    """Destroy its content; what it was, who removed it and why stays. In a closed case too."""
    require(case, Permission.PLAN_WRITE, closed=True)
    document = document_of(case, document_id, lock=True)
    _still_there(document)
    _hers_to_change(case, document)
    DocumentChunk.objects.filter(document=document).delete()
    document.removed_at, document.removed_by, document.removal, document.chunks = timezone.now(), by, reason, 0
    document.save(update_fields=["removed_at", "removed_by", "removal", "chunks"])
    leave(case, by, Act.DOCUMENT_REMOVED)


def content_of(*, by: Member, case: Case, document_id: UUID) -> tuple[Document, bytes]:
    """The file itself. The journal's entry for it is that of the request. Raises Http404, and Tampered where it was changed."""
    document = document_of(case, document_id)
    if document.removed_at is not None or case.box is None:
        raise Http404
    chunks = DocumentChunk.objects.filter(document=document).order_by("number").values_list("content", flat=True)
    return document, open_file(case.box, document.pk, [bytes(chunk) for chunk in chunks])


def _readable_by_herself(case: Case, kind: str, names_her: bool) -> None:
    if not case.may.issuperset(needs_of(kind, names_her)):
        raise Refused(
            _("You may not read such a document yourself. Give it to a member who may, and she can add it."), "kind"
        )


def _still_there(document: Document) -> None:
    if document.removed_at is not None:
        raise Refused(_("The document was removed already."))


def _hers_to_change(case: Case, document: Document) -> None:
    if not document.may_be_changed:
        raise PermissionDenied
