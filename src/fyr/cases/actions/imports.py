"""A file from the browser: checked at once, kept sealed until confirmed, imported by the background worker.

The file itself is never written anywhere. What was read from it lies under a key of its own, which is destroyed when the
import is done, has failed, was taken back or has waited for a day.
"""

import datetime
import logging
from dataclasses import astuple, replace
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import acting
from fyr.cases.actions.transfer import AlreadyImported, Person, StoodStill, import_persons, known_rejections, known_rows
from fyr.cases.codes.imports import UNDER_WAY, ImportFailure, ImportState
from fyr.cases.errors import Refused
from fyr.cases.htcds.validate import Rejection, Result, check_file
from fyr.cases.models.imports import Import, ImportPart
from fyr.vault import bulk, keys
from fyr.work.worker import beat

PART = 50
# A report of more lines is about one mistake made everywhere.
MOST_REPORTED = 5_000
KEPT_FOR = datetime.timedelta(days=1)
REMEMBERED_FOR = datetime.timedelta(days=30)
STALLED_AFTER = datetime.timedelta(minutes=15)
BEAT_EVERY = 200

log = logging.getLogger(__name__)


def check(*, by: Member, unit: Unit, name: str, data: bytes) -> Import:
    """Judge a file for a unit and keep what is in it; its name decides the format. Nothing becomes a case yet."""
    if not by.rights.hold(Permission.IMPORT_MAKE, unit.pk):
        raise PermissionDenied
    result = check_file(name, data)
    known = {} if result.rejections else known_rows(unit, result.persons)
    held = {row: whole for row, whole in known.items() if not whole}
    rejections = result.rejections or _in_file(known_rejections(held, result.persons), result)
    if not rejections and not result.persons:
        rejections = [Rejection(0, "", "", _("The file holds no person, so there is nothing to import."))]
    persons = [] if rejections else [one for row, one in enumerate(result.persons, 1) if row not in known]
    job = Import(
        unit=unit,
        by=by,
        state=ImportState.REFUSED if rejections else ImportState.CHECKED,
        total=len(result.persons),
        known=len(known) - len(held),
        wrong=len(rejections),
        report=[astuple(one) for one in rejections[:MOST_REPORTED]],
    )
    _keep(job, persons)
    return job


def _in_file(rejections: list[Rejection], result: Result) -> list[Rejection]:
    return [replace(one, row=result.rows[one.row - 1]) for one in rejections]


def _keep(job: Import, persons: list[Person]) -> None:
    boxes, wraps = keys.draw_subjects([job.pk], job.unit_id)
    job.box = boxes[job.pk]
    row = bulk.ready([job])
    with transaction.atomic():
        wraps.insert()
        row.insert()
    try:
        for number, start in enumerate(range(0, len(persons), PART)):
            part = bulk.ready([ImportPart(of=job, number=number, persons=persons[start : start + PART])])
            with transaction.atomic():
                part.insert()
    except BaseException:
        forget(job)
        raise


def import_of(by: Member, import_id: UUID) -> Import:
    """One's own import, unlocked as long as its key is there. Http404 for anybody else's."""
    job = Import.objects.select_related("unit", "by").filter(pk=import_id, by=by).first()
    if job is None:
        raise Http404
    if not by.rights.hold(Permission.IMPORT_MAKE, job.unit_id):
        raise PermissionDenied
    job.box = keys.unlock([job.pk], [job.unit_id]).get(job.pk)
    return job


def rejections_of(job: Import) -> list[Rejection]:
    """What is to be mended, as far as it is still kept."""
    return [Rejection(*one) for one in job.report] if job.box and job.report else []


@transaction.atomic
def start(*, by: Member, job: Import) -> UUID:
    """Hand a checked file to the background worker."""
    if job.by_id != by.pk or not by.rights.hold(Permission.IMPORT_MAKE, job.unit_id):
        raise PermissionDenied
    if not job.new:
        raise Refused(_("Everybody in this file is here already. There is nothing to import."))
    moved = Import.objects.filter(pk=job.pk, state=ImportState.CHECKED).update(
        state=ImportState.WAITING, moved_at=timezone.now()
    )
    if not moved:
        raise Refused(_("This import has begun already, or was taken back. Look at how it stands."))
    return job.pk


def take_back(*, by: Member, job: Import) -> None:
    """Forget a file that was checked and not imported."""
    if job.by_id != by.pk:
        raise PermissionDenied
    if job.state in UNDER_WAY:
        raise Refused(_("The import is under way and cannot be taken back. Wait until it is done."))
    forget(job)


def forget(job: Import) -> None:
    with transaction.atomic():
        keys.destroy(job.pk)
        Import.objects.filter(pk=job.pk).update(report=None)
        ImportPart.objects.filter(of=job).delete()
        job.delete()


def run_waiting() -> None:
    """The oldest import that waits. The clock runs this in the background worker."""
    job = Import.objects.filter(state=ImportState.WAITING).select_related("unit", "by").order_by("made_at").first()
    if job is None:
        return
    waiting = Import.objects.filter(pk=job.pk, state=ImportState.WAITING)
    if waiting.update(state=ImportState.RUNNING, moved_at=timezone.now()):
        _run(job)


def _run(job: Import) -> None:
    try:
        job.box = keys.unlock([job.pk], [job.unit_id])[job.pk]
        persons = _persons(job)
        with acting(job.by):
            import_persons(
                by=job.by, unit=job.unit, persons=persons, told=partial(_moved, job), also=partial(_done, job)
            )
    except AlreadyImported:
        _failed(job, ImportFailure.KNOWN)
    except PermissionDenied:
        _failed(job, ImportFailure.RIGHT)
    except StoodStill:
        _failed(job, ImportFailure.STOPPED)
    except Exception as error:  # noqa: BLE001 - whatever it was, she must be told, and the worker must go on
        log.error("an import failed: %s", type(error).__name__)
        _failed(job, ImportFailure.ERROR)
    _empty(job)


def _persons(job: Import) -> list[Person]:
    persons: list[Person] = []
    for part in ImportPart.objects.filter(of=job).order_by("number"):
        part.of = job
        persons += part.persons
    return persons


def _moved(job: Import, staged: int) -> None:
    Import.objects.filter(pk=job.pk).update(staged=staged, moved_at=timezone.now())
    if staged % BEAT_EVERY == 0:
        beat()


def _done(job: Import) -> None:
    """In the step that makes the cases visible: either both are so, or neither is."""
    running = Import.objects.filter(pk=job.pk, state=ImportState.RUNNING)
    if not running.update(state=ImportState.DONE, moved_at=timezone.now()):
        raise StoodStill


def _failed(job: Import, why: ImportFailure) -> None:
    unfinished = Import.objects.filter(pk=job.pk).exclude(state=ImportState.DONE)
    unfinished.update(state=ImportState.FAILED, failure=why, staged=0, moved_at=timezone.now())


def _empty(job: Import) -> None:
    """Nothing of the file is needed any more."""
    with transaction.atomic():
        keys.destroy(job.pk)
        ImportPart.objects.filter(of=job).delete()


def tidy() -> None:
    """Imports that stopped are failed, and what waited too long or was long ago is forgotten. The clock runs this."""
    now = timezone.now()
    stalled = Import.objects.filter(state=ImportState.RUNNING, moved_at__lt=now - STALLED_AFTER)
    for job in stalled:
        _failed(job, ImportFailure.STOPPED)
        _empty(job)
    unconfirmed = Import.objects.filter(
        state__in=(ImportState.CHECKED, ImportState.REFUSED), made_at__lt=now - KEPT_FOR
    )
    over = Import.objects.filter(state__in=(ImportState.DONE, ImportState.FAILED), made_at__lt=now - REMEMBERED_FOR)
    for job in (*unconfirmed, *over):
        forget(job)
