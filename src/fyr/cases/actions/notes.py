"""Notes, colleagues who should read them, and putting right what was wrong."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import part_of, require, workers_of
from fyr.cases.acts import Act
from fyr.cases.entries import seen
from fyr.cases.errors import Refused
from fyr.cases.models import Case, Entry, Mention
from fyr.cases.trail import leave


@transaction.atomic
def write_note(*, by: Member, case: Case, text: str, tell: Iterable[Member] = ()) -> Entry:
    """Keep a note; those who are told must work with the case, and find it on their day."""
    require(case, Permission.NOTE_WRITE)
    told = list(tell)
    _all_work_here(case, told)
    entry = leave(case, by, Act.NOTE_WRITTEN, text=text)
    for member in told:
        Mention.objects.create(case=case, entry=entry, member=member)
    return entry


@transaction.atomic
def correct_note(*, by: Member, case: Case, entry_id: UUID, text: str) -> Entry:
    """Write what should have stood there. The wrong note stays, struck out, for whoever asks what was known when."""
    require(case, Permission.NOTE_WRITE)
    wrong = note_of(case, entry_id, lock=True)
    if not wrong.may_be_put_right:
        raise PermissionDenied
    if not wrong.is_note:
        raise Refused(_("Only a note is put right here. What was done is put right where it was done."))
    if wrong.struck:
        raise Refused(_("This note has been put right already. Put the newer one right instead."))
    entry = leave(case, by, Act.NOTE_CORRECTED, text=text)
    Entry.objects.filter(pk=entry.pk).update(corrects=wrong)
    Entry.objects.filter(pk=wrong.pk).update(struck=True)
    return entry


def note_of(case: Case, entry_id: UUID, *, lock: bool = False) -> Entry:
    """An entry that she may read. Raises Http404 where there is none, as for one that is not hers to read."""
    entry = part_of(Entry, case, entry_id, lock=lock)
    if not seen(case).filter(pk=entry.pk).exists():
        raise Http404
    return entry


@transaction.atomic
def mark_read(*, by: Member, case: Case, mention_id: UUID) -> None:
    """Read twice is read once."""
    require(case, Permission.CASE_READ, closed=True)
    mention = part_of(Mention, case, mention_id)
    if mention.member_id != by.pk:
        raise Refused(_("It was meant for somebody else."))
    Mention.objects.filter(pk=mention.pk, seen_at__isnull=True).update(seen_at=timezone.now())


def _all_work_here(case: Case, told: list[Member]) -> None:
    working = set(workers_of(case).filter(pk__in=[one.pk for one in told]).values_list("pk", flat=True))
    if any(one.pk not in working for one in told):
        raise Refused(_("Somebody whom you want to tell does not work with this case. Assign her to it first."), "tell")
