"""The one door to every return: a stranger gets 404, an insider without the right 403.

Three sides meet in a return. The unit that leads the case refers her, the operator of the programme runs it, and missions
and partners receive her, as far as she has agreed. What a member reads and does follows from her side; where a return is
protected, the operator's officer alone opens it there.
"""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import visible_cases
from fyr.journal.reading import Mark
from fyr.returns.codes.agreements import Asked, Section
from fyr.returns.codes.states import RECEIVED, UNREFERRED, Side
from fyr.returns.dossier import load
from fyr.returns.models import Agreement, Part, Programme, Return
from fyr.vault import keys
from fyr.web import paging

READ, WRITE = Permission.RETURN_READ, Permission.RETURN_WRITE
Row = TypeVar("Row", bound=Part)
WITH = ("programme", "runs__organisation", "refers__organisation", "officer")
# How she is after the return is between her and those who help her there.
READS = {Side.REFERS: frozenset(Section) - {Section.FOLLOW_UP}, Side.RUNS: frozenset(Section)}


def units(by: Member) -> list[UUID]:
    return by.rights.units(READ)


def returns_page(by: Member, *chosen: Q, after: Mark | None = None, size: int = 25) -> tuple[list[Return], bool]:
    """Up to `size` returns that she may see and that match one of `chosen`, newest change first, from the mark on; and whether
    more follow."""
    found, more = paging.newest(places(by), chosen, after, size)
    return unlocked(found, by), more


def places(by: Member) -> list[QuerySet[Return]]:
    """The returns that she may see, locked, by side and unit: each is answered by an index. One query, for what is shown to
    her units."""
    hers, rows = units(by), _all()
    told = [rows.filter(_referred(by), refers=unit) for unit in hers]
    told += [rows.filter(_run(by), runs=unit) for unit in hers]
    shown = set(_shown_to(hers).order_by().values_list("of", flat=True))
    return told + ([rows.filter(state__in=RECEIVED, pk__in=shown)] if shown else [])


def return_for(by: Member, pk: UUID, *needs: Permission) -> Return:
    """The return, unlocked. Raises Http404 for a stranger, PermissionDenied for an insider without `needs`."""
    opened = unlocked(_all().filter(pk=pk), by)
    if not opened:
        raise Http404
    if not opened[0].may.issuperset({READ, *needs}):
        raise PermissionDenied
    return opened[0]


def of_case(by: Member, case_id: UUID) -> list[Return]:
    """The returns that began in a case, newest first, for whoever may see them."""
    return unlocked(_all().filter(case=case_id).order_by("-opened_at"), by)


def unlocked(rows: Iterable[Return], by: Member) -> list[Return]:
    """Open a batch: a query each for the keys, for what is shown, and for the cases where her units refer.

    What no side of hers sees, or no key opens, is left out.
    """
    batch, hers = list(rows), units(by)
    ids = [row.pk for row in batch]
    shown: dict[UUID, list[Agreement]] = {}
    for agreement in _shown_to(hers).filter(of__in=ids):
        shown.setdefault(agreement.of_id, []).append(agreement)
    referred = [row.case_id for row in batch if row.case_id and row.refers_id in hers]
    cases = set(visible_cases(by).filter(pk__in=referred).values_list("pk", flat=True)) if referred else set()
    for row in batch:
        row.reader = by
        _let_in(row, by, shown.get(row.pk, []), row.case_id in cases)
    # A return that is not hers is not unlocked either: the journal would say that she had been there.
    let_in = [row for row in batch if row.sides]
    boxes = keys.unlock([row.pk for row in let_in], hers) if let_in else {}
    for row in let_in:
        row.box = boxes.get(row.pk)
    return [row for row in let_in if row.box is not None]


def part_for(by: Member, model: type[Row], pk: UUID, *needs: Permission) -> Row:
    """A row of a return that she may see and whose section she reads; Http404 for any other."""
    part = model._default_manager.filter(pk=pk).first()
    if part is None:
        raise Http404
    part.of = return_for(by, part.of_id, *needs)
    if part not in load(part.of).shown_of(type(part)):
        raise Http404
    return part


def require(ret: Return, by: Member, permission: Permission = WRITE) -> Return:
    """For actions, first thing in their transaction: the return as it is now, held until the transaction ends.

    Raises Http404 where she does not see it any more, PermissionDenied where she may not act in it.
    """
    Return.objects.select_for_update(of=("self",)).filter(pk=ret.pk).first()
    return return_for(by, ret.pk, permission)


def of_programme(by: Member, programme: Programme) -> list[Return]:
    """All returns of a programme that she may see, opened."""
    return unlocked(_all().filter(programme=programme), by)


def programme_for(by: Member, code: str) -> Programme:
    """For whoever counts or pays, refers or runs. Raises Http404: partners abroad are not to learn that there is one."""
    programme = programmes().filter(code=code).first()
    rights = by.rights
    if programme is None:
        raise Http404
    counts = rights.anywhere(Permission.STATISTICS_READ) or rights.anywhere(Permission.FUNDING_READ)
    works = rights.anywhere(READ) and rights.anywhere(Permission.CASE_READ)
    organisation = programme.unit.organisation_id
    own = any(one.unit.organisation_id == organisation for one in rights.memberships) and rights.anywhere(READ)
    if not (counts or works or own):
        raise Http404
    return programme


def programmes() -> QuerySet[Programme]:
    """Programmes are public: who runs them and by which rules."""
    return Programme.objects.select_related("unit__organisation", "grant")


def may(by: Member, row: Any) -> frozenset[Permission]:
    """What she may do with a return or a row of one, as the door found it."""
    ret: Return = row if isinstance(row, Return) else row.of
    return frozenset(Permission(one) for one in ret.may)


def _all() -> QuerySet[Return]:
    """Every return, locked; who sees which is asked of each by `unlocked`."""
    return Return.objects.select_related(*WITH)


def _referred(by: Member) -> Q:
    """Of the side that refers: what began in a case opens for whom the case does."""
    return Q(case__isnull=True, protected=False) | Q(case__in=visible_cases(by).values("pk"))


def _run(by: Member) -> Q:
    """Of the side that runs: somebody protected opens for her officer alone."""
    return Q(protected=False) | Q(officer=by)


def _shown_to(units_: list[UUID]) -> QuerySet[Agreement]:
    return Agreement.objects.live(timezone.localdate()).filter(asked=Asked.SHARE, to_unit__in=units_)


def _let_in(ret: Return, by: Member, shown: list[Agreement], case_seen: bool) -> None:
    """Her sides in this return, and what each of them reads and does."""
    sides: dict[Side, tuple[frozenset[Permission], frozenset[Section]]] = {}
    hers = set(units(by))
    if ret.refers_id in hers and ((ret.case_id is None and not ret.protected) or case_seen):
        sides[Side.REFERS] = (by.rights.in_unit(ret.refers_id), READS[Side.REFERS])
    if ret.runs_id in hers and (not ret.protected or ret.officer_id == by.pk):
        # Asked anew, she is between herself and the unit that leads the case, until it refers her again.
        anew = {Section.TOLD, Section.LEGAL} if ret.state in UNREFERRED else set()
        sides[Side.RUNS] = (by.rights.in_unit(ret.runs_id), READS[Side.RUNS] - anew)
    if shown and ret.state in RECEIVED:
        rights = frozenset[Permission]().union(*(by.rights.in_unit(one.to_unit_id) for one in shown))
        parts = frozenset(Section(part) for one in shown for part in one.shown)
        sides[Side.RECEIVES] = (rights, parts)
    ret.sides = frozenset(sides)
    # A right counts on its own side alone.
    ret.acting = frozenset(side for side, (rights, _sections) in sides.items() if WRITE in rights)
    ret.may = frozenset[Permission]().union(*(rights for rights, _sections in sides.values())) & {READ, WRITE}
    ret.sections = frozenset[Section]().union(*(sections for _rights, sections in sides.values()))
