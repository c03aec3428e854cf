"""The one door to every case. Views and actions get cases here and nowhere else.

Whoever is not concerned gets the same answer for a case that exists and one that does not (404). Whoever
sees the case but lacks a right gets 403. A case from this door carries `box` (opens what is sealed) and
`may` (the permissions that this member has in this case).
"""

import datetime
from collections.abc import Iterable
from heapq import merge
from itertools import islice
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.models import Assignment, Case, Referral, SearchTerm
from fyr.vault import keys

Mark = tuple[datetime.datetime, UUID]


def case_for(by: Member, case_id: UUID, *needs: Permission, lock: bool = False) -> Case:
    """The case, unlocked. Raises Http404 for a stranger, PermissionDenied for an insider without `needs`.

    With `lock` the row is held until the transaction ends, so that two acts cannot pass each other.
    """
    cases = Case.objects.select_related("unit__organisation", "opened_by")
    if lock:
        cases = cases.select_for_update(of=("self",))
    case = cases.filter(pk=case_id).first()
    if case is None:
        raise Http404
    held = by.rights.in_unit(case.unit_id)
    if Permission.CASE_READ not in held:
        if not Assignment.objects.running().filter(case=case, member=by).exists():
            raise Http404
        held = by.rights.all()
    if not held.issuperset({Permission.CASE_READ, *needs}):
        raise PermissionDenied
    _unlock([case], by)
    if case.box is None:
        raise Http404
    case.may = frozenset(held)
    return case


def require(case: Case, *needs: Permission) -> None:
    """For actions: what the door said this member may do here must cover the act."""
    if not case.may.issuperset(needs):
        raise PermissionDenied


def cases_page(by: Member, chosen: Q, *, after: Mark | None = None, size: int = 25) -> list[Case]:
    """Up to `size` + 1 visible cases that match `chosen`, newest change first, from the mark on.

    One query per unit, each answered by an index, one for the cases she is assigned to, one for the keys.
    """
    onward = Q()
    if after is not None:
        onward = Q(updated_at__lt=after[0]) | Q(updated_at=after[0], pk__lt=after[1])
    pages = [_page(visible.filter(chosen, onward), size) for visible in _visible(by)]
    newest = merge(*pages, key=lambda case: (case.updated_at, case.pk), reverse=True)
    cases = list(islice(newest, size + 1))
    _unlock(cases[:size], by)
    return cases


def visible_cases(by: Member) -> QuerySet[Case]:
    """Every case she may see, locked: for counting and for exports, which unlock in batches."""
    mine = Assignment.objects.running().filter(member=by).values("case")
    return Case.objects.filter(Q(unit__in=by.rights.units(Permission.CASE_READ)) | Q(pk__in=mine))


def unlocked(cases: Iterable[Case], by: Member) -> list[Case]:
    """Open a batch of cases that came from `visible_cases`, with one query for their keys."""
    batch = list(cases)
    _unlock(batch, by)
    for case in batch:
        case.may = by.rights.in_unit(case.unit_id) or by.rights.all()
    return [case for case in batch if case.box is not None]


def cases_found(by: Member, digests: Iterable[bytes]) -> list[Case]:
    """Visible cases that carry any of the search terms, newest change first, at most 50."""
    hits = SearchTerm.objects.filter(digest__in=list(digests)).values("case")
    cases = list(visible_cases(by).filter(pk__in=hits).select_related("unit").order_by("-updated_at")[:50])
    return unlocked(cases, by)


def referral_for(by: Member, referral_id: UUID) -> Referral:
    """A referral to one of her units. Only its clear fields can be read: need, urgency, sender."""
    units = by.rights.units(Permission.REFERRAL_ANSWER)
    referral = Referral.objects.select_related("from_unit__organisation", "to_unit", "sent_by")
    found = referral.filter(pk=referral_id, to_unit__in=units).first()
    if found is None:
        raise Http404
    return found


def _visible(by: Member) -> list[QuerySet[Case]]:
    units = by.rights.units(Permission.CASE_READ)
    cases = Case.objects.select_related("unit")
    assigned = list(
        Assignment.objects.running().filter(member=by).exclude(case__unit__in=units).values_list("case", flat=True)
    )
    return [cases.filter(unit=unit) for unit in units] + ([cases.filter(pk__in=assigned)] if assigned else [])


def _page(cases: QuerySet[Case], size: int) -> list[Case]:
    return list(cases.order_by("-updated_at", "-pk")[: size + 1])


def _unlock(cases: list[Case], by: Member) -> None:
    holders = {*by.rights.by_unit}
    boxes = keys.unlock([case.pk for case in cases], holders)
    for case in cases:
        case.box = boxes.get(case.pk)
