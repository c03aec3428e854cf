"""Filters of the list that a member keeps."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.models import Member
from fyr.cases.errors import Refused
from fyr.cases.models import SavedFilter

MOST = 12


@transaction.atomic
def save_filter(*, by: Member, chosen: str) -> None:
    """Keep what stands in the list's filter now. Kept twice is kept once."""
    if not chosen:
        raise Refused(_("Choose something in the filter first."))
    kept = SavedFilter.objects.filter(member=by)
    if not kept.filter(chosen=chosen).exists() and kept.count() >= MOST:
        raise Refused(_("You keep as many filters as the page has room for. Remove one first."))
    SavedFilter.objects.get_or_create(member=by, chosen=chosen)
    journal.append(label="filter.saved", actor=by.pk)


@transaction.atomic
def remove_filter(*, by: Member, filter_id: UUID) -> None:
    SavedFilter.objects.filter(member=by, pk=filter_id).delete()
    journal.append(label="filter.removed", actor=by.pk)
