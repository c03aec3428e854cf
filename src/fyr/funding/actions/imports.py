"""Grants of other funders, on their way in: a file is checked as a whole, and then taken in by the background worker.

What is taken in is public already, where its funder published it. It never touches what this node publishes itself. How far
an import came is kept in the transaction of each batch, so one that was killed goes on where it was.
"""

import datetime
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr import journal
from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.funding.interchange.faults import Fault, Read, shown
from fyr.funding.interchange.reading import read
from fyr.funding.interchange.rows import amount_of, row_of
from fyr.funding.interchange.taking import take
from fyr.funding.models.incoming import GrantImport, IncomingState
from fyr.funding.models.public import PublishedGrant

# SQLite lets nobody else write meanwhile: 200 grants take well under a tenth of a second.
BATCH = 200
# The clock has other things to do; what is left waits for its next tick.
SECONDS = 5.0
KEPT_FOR = datetime.timedelta(days=7)
ASKED_AT_ONCE = 500
# A report of more lines is about one mistake made everywhere.
MOST_REPORTED = 1_000
LONGEST_NAME = 200
UNFINISHED = (IncomingState.CHECKED, IncomingState.RUNNING)


def judged(*, by: Member, name: str, data: bytes) -> GrantImport:
    """What an import of the file would be. Nothing is kept of it."""
    if not by.rights.anywhere(Permission.FUNDING_WRITE):
        raise PermissionDenied
    found = read(name, data)
    here = dict(_here(found))
    faults = found.faults + _own(found, here)
    right = not faults
    return GrantImport(
        by=by,
        name=name[:LONGEST_NAME],
        state=IncomingState.CHECKED if right else IncomingState.WRONG,
        total=len(found.records),
        known=len(here),
        sums=_sums(found) if right else {},
        rejections=[list(astuple(one)) for one in faults[:MOST_REPORTED]],
        rows=[[row, record] for row, record in zip(found.rows, found.records, strict=True)] if right else [],
    )


def check(*, by: Member, name: str, data: bytes) -> GrantImport:
    """Judge a file and keep what is in it. Nothing is taken in yet."""
    made = judged(by=by, name=name, data=data)
    with transaction.atomic():
        made.save(force_insert=True)
        _log("checked", made, by)
    return made


def _here(found: Read) -> Iterator[tuple[str, bool]]:
    """The ids of the file that are here already, and whether another funder published them."""
    ids = [str(record.get("id", "")) for record in found.records]
    for at in range(0, len(ids), ASKED_AT_ONCE):
        held = PublishedGrant.objects.filter(identifier__in=ids[at : at + ASKED_AT_ONCE])
        yield from held.values_list("identifier", "imported")


# Whatever has the node's own prefix was given by it, also where it is hidden now.
OWN = f"360G-{settings.GIVING_PREFIX}-"


def _own(found: Read, here: dict[str, bool]) -> list[Fault]:
    return [
        _not_ours_to_take(row, record)
        for row, record in zip(found.rows, found.records, strict=True)
        if here.get(str(record.get("id", ""))) is False or str(record.get("id", "")).startswith(OWN)
    ]


def _not_ours_to_take(row: int, record: dict[str, Any]) -> Fault:
    told = _(
        "This grant is one of this node's own. It is published from here and never taken in: remove it from the file."
    )
    return Fault(row, "id", shown(record["id"]), told)


def _sums(found: Read) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for record in found.records:
        sums[record["currency"]] += amount_of(record)
    return dict(sums)


def import_of(by: Member, import_id: UUID) -> GrantImport:
    """One's own import. Http404 for anybody else's."""
    found = GrantImport.objects.filter(pk=import_id, by=by).first()
    if found is None:
        raise Http404
    if not by.rights.anywhere(Permission.FUNDING_WRITE):
        raise PermissionDenied
    return found


@transaction.atomic
def start(*, by: Member, import_id: UUID) -> None:
    """Hand a checked file to the background worker."""
    held = import_of(by, import_id)
    if not _move(held, IncomingState.RUNNING, of=(IncomingState.CHECKED,)):
        raise Refused(_("Only a file that was checked and is right can be taken in. Look at how it stands."))
    _log("started", held, by)


@transaction.atomic
def stop(*, by: Member, import_id: UUID) -> None:
    """Take nothing more in. What is in already stays: it is public, and the same file can be taken in again."""
    held = import_of(by, import_id)
    if not _move(held, IncomingState.STOPPED, of=UNFINISHED):
        raise Refused(_("This import is over already. There is nothing to stop."))
    GrantImport.objects.filter(pk=held.pk).update(rows=[])
    _log("stopped", held, by)


def take_all(*, by: Member, name: str, data: bytes) -> GrantImport:
    """Check a file and, where it is right, take all of it in now."""
    made = check(by=by, name=name, data=data)
    if made.state == IncomingState.CHECKED:
        start(by=by, import_id=made.pk)
        _run(made.pk)
        made.refresh_from_db()
    return made


def run_waiting() -> None:
    """Go on with the oldest import, for a few seconds. The clock runs this in the background worker."""
    waiting = (
        GrantImport.objects.filter(state=IncomingState.RUNNING).order_by("at").values_list("pk", flat=True).first()
    )
    if waiting is not None:
        _run(waiting, SECONDS)


def _run(import_id: UUID, seconds: float | None = None) -> None:
    """To its end, or for as long as told. Whoever lost the right since she started it takes nothing more in."""
    job = GrantImport.objects.select_related("by").get(pk=import_id)
    if not job.by.rights.anywhere(Permission.FUNDING_WRITE):
        _running(job).update(state=IncomingState.STOPPED, rows=[])
        return
    until = None if seconds is None else time.monotonic() + seconds
    while job.done < len(job.rows):
        if not _batch(job) or (until is not None and time.monotonic() > until):
            return
    _finish(job)


def _batch(job: GrantImport) -> bool:
    """False where it was stopped, or where somebody else took this batch in."""
    rows = job.rows[job.done : job.done + BATCH]
    grants = [row_of(record) for _row, record in rows]
    with transaction.atomic():
        if not _running(job).filter(done=job.done).update(done=job.done + len(rows)):
            return False
        with whole_node():
            own = take(grants)
        if own:
            faults = [_not_ours_to_take(row, record) for row, record in rows if record["id"] in own]
            job.rejections += [list(astuple(one)) for one in faults]
            _running(job).update(rejections=job.rejections)
    job.done += len(rows)
    return True


@transaction.atomic
def _finish(job: GrantImport) -> None:
    if _running(job).update(state=IncomingState.DONE, rows=[]):
        _log("done", job, job.by)


def _running(job: GrantImport) -> QuerySet[GrantImport]:
    return GrantImport.objects.filter(pk=job.pk, state=IncomingState.RUNNING)


def _move(held: GrantImport, to: IncomingState, *, of: Iterable[IncomingState]) -> bool:
    return bool(GrantImport.objects.filter(pk=held.pk, state__in=list(of)).update(state=to))


def tidy() -> None:
    """Forgets what was finished or left a week ago. The clock runs this."""
    GrantImport.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()


def _log(what: str, held: GrantImport, by: Member) -> None:
    codes = {"import": held.pk.hex, "grants": str(held.total)}
    journal.append(label=f"funding.import.{what}", actor=by.pk, codes=codes)
