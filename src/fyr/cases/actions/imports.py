"""A file from the browser: checked at once, kept sealed until confirmed, imported by the background worker.

The file itself is never written anywhere. What was read from it lies under a key of its own, which is destroyed when the
import is done, has failed, was taken back or has waited for a day.
"""

from dataclasses import astuple, replace
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.cases.actions.transfer import Person, known_rejections, known_rows
from fyr.cases.codes.imports import UNDER_WAY, ImportState
from fyr.cases.errors import Refused
from fyr.cases.htcds.validate import Rejection, Result, check_file
from fyr.cases.models.import_parts import ImportPart
from fyr.cases.models.imports import Import
from fyr.vault import bulk, keys

PART = 50


# A report of more lines is about one mistake made everywhere.
MOST_REPORTED = 5_000


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
