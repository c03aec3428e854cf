"""The import at work, part by part, and what is forgotten when it is done."""

import datetime
import logging
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from fyr.access.scope import acting
from fyr.cases.actions.imports import forget
from fyr.cases.actions.transfer import AlreadyImported, Person, StoodStill, import_persons
from fyr.cases.codes.imports import ImportFailure, ImportState
from fyr.cases.models.import_parts import ImportPart
from fyr.cases.models.imports import Import
from fyr.vault import keys
from fyr.work.worker import beat

KEPT_FOR = datetime.timedelta(days=1)


REMEMBERED_FOR = datetime.timedelta(days=30)


STALLED_AFTER = datetime.timedelta(minutes=15)


BEAT_EVERY = 200


log = logging.getLogger(__name__)


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
