"""Reading the journal: for the auditor, and for "who opened this case"."""

import datetime
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from fyr.journal.models import Entry, Mention

# When something was and its id: the order of every list that is read a page at a time, newest first.
Mark = tuple[datetime.datetime, UUID]


def entries(
    *,
    actor: UUID | None = None,
    label: str = "",
    outcome: str = "",
    since: datetime.datetime | None = None,
    until: datetime.datetime | None = None,
    after: Mark | None = None,
    limit: int = 50,
) -> list[Entry]:
    """Newest first, up to `limit`, from the mark on. Filters left empty do not filter."""
    chosen = Q()
    if actor:
        chosen &= Q(actor=actor)
    if label:
        chosen &= Q(label=label)
    if outcome:
        chosen &= Q(outcome=outcome)
    if since:
        chosen &= Q(at__gte=since)
    if until:
        chosen &= Q(at__lt=until)
    if after:
        chosen &= Q(at__lt=after[0]) | Q(at=after[0], pk__lt=after[1])
    return list(Entry.objects.filter(chosen).order_by("-at", "-pk")[:limit])


def openings(subject: bytes, *, actors: Collection[UUID] | None = None, limit: int = 100) -> Iterable[Entry]:
    """Who opened, changed, listed or took out the subject with this pseudonym, newest first; the node, and all or `actors`.

    Entries that name several subjects are found once they have a number: within seconds.
    """
    named = Mention.objects.filter(subject=subject).values("entry")
    found = Entry.objects.filter(Q(subject=subject) | Q(pk__in=named))
    if actors is not None:
        found = found.filter(Q(actor__in=actors) | Q(actor__isnull=True))
    return found.order_by("-at")[:limit]
