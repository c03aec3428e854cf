"""Files of applications and grants: sealed, read by both sides, destroyed with their key."""

import uuid
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.funding.access import may, require
from fyr.funding.actions.calls import EDITABLE
from fyr.funding.models import Application, Attachment, AttachmentChunk, Grant
from fyr.funding.trail import leave
from fyr.funding.trail_words import Act
from fyr.vault import keys
from fyr.vault.bulk import ready
from fyr.vault.files import CHUNK, open_file, seal_file
from fyr.web.harmless.kinds import Harmless

# What the files of one application or grant may hold together, in bytes.
LARGEST = 100 * 1024 * 1024
WORKS = frozenset({Permission.FUNDING_WRITE, Permission.FUNDING_REPORT})


@transaction.atomic
def attach(*, by: Member, to: Application | Grant, title: str, file: Harmless) -> Attachment:
    """Seal a file that was examined, under a key that the units of both sides hold."""
    held: Application | Grant = require(by, to, Permission.FUNDING_READ)
    if not may(by, held) & WORKS:
        raise PermissionDenied
    link = {"grant": held} if isinstance(held, Grant) else {"application": held}
    there = Attachment.objects.filter(**link).aggregate(there=Sum("chunks"))["there"] or 0
    if there * CHUNK + len(file.content) > LARGEST:
        raise Refused(_("The files may hold %(megabytes)d MB together.") % {"megabytes": LARGEST >> 20}, "file")
    made = Attachment(id=uuid.uuid4(), media=file.media.value, treatment=file.treatment.value, added_by=by, **link)
    giver, receiver = _holders(held)
    # The key goes to a unit that is not hers too.
    with whole_node():
        made.box = keys.make_subject(made.pk, giver)
        if receiver and receiver != giver:
            keys.share(made.box, receiver)
    made.title = title
    chunks = seal_file(made.box, made.pk, file.content)
    made.chunks = len(chunks)
    made.save(force_insert=True)
    ready(
        AttachmentChunk(attachment=made, number=number, content=chunk) for number, chunk in enumerate(chunks)
    ).insert()
    leave(held, by, Act.ATTACHED)
    return made


@transaction.atomic
def detach(*, by: Member, attachment: Attachment) -> None:
    """By who added it: its key and content are destroyed, and the row tells that it was there."""
    owner = attachment.grant or attachment.application
    assert owner is not None
    held: Application | Grant = require(by, owner, Permission.FUNDING_READ)
    fresh = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    if fresh.removed_at is not None:
        raise Refused(_("The file was removed already."))
    if fresh.added_by_id != by.pk:
        raise Refused(_("Only who added a file removes it."))
    if _is_record(held, fresh):
        raise Refused(_("It is part of what was sent in, or was added before today, and stays."))
    AttachmentChunk.objects.filter(attachment=fresh).delete()
    with whole_node():
        keys.destroy(fresh.pk)
    Attachment.objects.filter(pk=fresh.pk).update(removed_at=timezone.now(), removed_by=by, title=None, chunks=0)
    leave(held, by, Act.DETACHED)


def _is_record(row: Application | Grant, attachment: Attachment) -> bool:
    """A file of an application that was sent in, or of a grant since yesterday, is a document of the authority."""
    if isinstance(row, Application):
        return row.state not in EDITABLE
    return timezone.localtime(attachment.added_at).date() < timezone.localdate()


def opened(member: Member, rows: list[Attachment]) -> list[Attachment]:
    """With the keys that her units hold, so that their names can be read."""
    boxes = keys.unlock([row.pk for row in rows], member.rights.units(Permission.FUNDING_READ))
    for row in rows:
        row.box = boxes.get(row.pk)
    return rows


def content_of(*, by: Member, attachment: Attachment) -> bytes:
    """The file itself. Raises Http404 where it was removed, and Tampered where it was changed."""
    opened(by, [attachment])
    if attachment.box is None:
        raise Http404
    chunks = AttachmentChunk.objects.filter(attachment=attachment).order_by("number").values_list("content", flat=True)
    return open_file(attachment.box, attachment.pk, [bytes(chunk) for chunk in chunks])


def _holders(row: Application | Grant) -> tuple[UUID, UUID | None]:
    if isinstance(row, Grant):
        return row.unit_id, row.recipient_unit_id
    return row.call.unit_id, row.unit_id
