"""Cases leave the node as HTCDS or CTDC rows."""

from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fyr import journal
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import unlocked
from fyr.cases.actions.transfer import Person
from fyr.cases.acts import Act
from fyr.cases.codes.case import Kind
from fyr.cases.codes.consent import Protection
from fyr.cases.htcds import ctdc
from fyr.cases.htcds.catalogue import FIELDS, MORE, Sensitivity
from fyr.cases.models import Case, Record

EXPORT_BATCH = 500


LEAVING = Q(kind=Kind.CASE, protection=Protection.NONE, merged_into__isnull=True)


def export_persons(*, by: Member, units: list[UUID], with_identity: bool, reason: str = "") -> Iterator[Person]:
    """The cases of these units as HTCDS persons, oldest first. Protected identities and consultations never leave.

    Each batch is in the journal, case by case, before its first person is given out. Without the right to
    identity, or without asking for it, names, contacts, exact places and free text are left out.
    """
    for cases in _leaving(by, units, with_identity=with_identity, reason=reason):
        yield from _persons(cases, with_identity)


def ctdc_rows(*, by: Member, units: list[UUID], reason: str = "") -> Iterator[dict[str, str]]:
    """The cases of these units as rows of CTDC's codebook, one for each victim. As an export without identity."""
    for cases in _leaving(by, units, with_identity=False, reason=reason):
        for case, person in zip(cases, _persons(cases, with_identity=True), strict=True):
            if ctdc.counts(person):
                yield ctdc.row(person, timezone.localdate(case.opened_at))


def _leaving(by: Member, units: list[UUID], *, with_identity: bool, reason: str) -> Iterator[list[Case]]:
    """The cases that may leave, oldest first, in batches; the journal has each before it is given out."""
    if not units or any(not by.rights.hold(Permission.EXPORT_MAKE, unit) for unit in units):
        raise PermissionDenied
    if with_identity and any(not by.rights.hold(Permission.EXPORT_IDENTITY, unit) for unit in units):
        raise PermissionDenied
    ids = (
        Case.objects.filter(LEAVING, unit__in=units)
        .order_by("opened_at", "pk")
        .values_list("pk", flat=True)
        .iterator(chunk_size=5000)
    )
    for batch in _batches(ids, EXPORT_BATCH):
        cases = unlocked(sorted(Case.objects.filter(pk__in=batch), key=lambda case: (case.opened_at, case.pk)), by)
        codes = {"identity": "yes" if with_identity else "no", **({"reason": reason} if reason else {})}
        with transaction.atomic():
            pseudonyms = [case.box.pseudonym for case in cases if case.box]
            journal.append(label=Act.CASE_EXPORTED.value, actor=by.pk, others=pseudonyms, codes=codes)
        yield cases


def kept_back(units: list[UUID]) -> int:
    """How many cases of these units stay where they are when the others leave."""
    return Case.objects.filter(~LEAVING, unit__in=units).count()


def _persons(cases: list[Case], with_identity: bool) -> Iterator[Person]:
    found: dict[UUID, Person] = {case.pk: {} for case in cases}
    further: dict[UUID, dict[str, Person]] = {case.pk: {} for case in cases}
    by_id = {case.pk: case for case in cases}
    for record in Record.objects.filter(case__in=cases):
        record.case = by_id[record.case_id]
        fields = record.fields or {}
        if not with_identity:
            fields = {name: value for name, value in fields.items() if _may_leave(name)}
        if "." in record.section:
            further[record.case_id][record.section] = fields
        else:
            found[record.case_id].update(fields)
    for case in cases:
        yield {**found[case.pk], **_more(further[case.pk])}


def _more(further: dict[str, Person]) -> Person:
    """What a case has several of, in its order; what has nothing left to tell is left out."""
    more: dict[str, list[Person]] = {}
    for name in sorted(further, key=lambda name: (name.split(".")[0], int(name.split(".")[1]))):
        if further[name]:
            more.setdefault(name.split(".")[0], []).append(further[name])
    return {MORE: more} if more else {}


def _may_leave(name: str) -> bool:
    """Codes, dates and numbers. People write names into free text, whatever the field is for."""
    return name in FIELDS and FIELDS[name].sensitivity is Sensitivity.CODE


def _batches(rows: Iterable[UUID], size: int) -> Iterator[list[UUID]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch
