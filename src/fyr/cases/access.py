"""The one door to every case. Views and actions get cases here and nowhere else.

Whoever is not concerned gets the same answer for a case that exists and one that does not (404). Whoever
sees the case but lacks a right gets 403. A case from this door carries `box` (opens what is sealed), `may`
(the permissions that this member has in this case) and `through` (the units through which she came in).

A member comes in through one of her units: the one that leads the case, with all that her roles there allow, or one
through which she is assigned, with what her roles there allow but for leading the case. Through a unit of another
organisation she sees what a live consent or a legal basis shows to that unit, and nothing else. A case with protected
identity opens to members who are named in it, whoever leads it.
"""

from collections.abc import Collection, Iterable
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Membership
from fyr.access.permissions import Permission
from fyr.access.roles import LEAD, ROLES
from fyr.cases.codes.consent import SHARE_OF, Protection, Share
from fyr.cases.codes.referrals import ReferralState
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Case, Disclosure, Referral
from fyr.cases.models.assignments import Assignments
from fyr.cases.models.part import CasePart
from fyr.journal.reading import Mark
from fyr.vault import keys
from fyr.web import paging
from fyr.web.moved import Moved

Part = TypeVar("Part", bound=CasePart)


# The units through which a member comes to a case, with what is shown to each.
Ways = dict[UUID, frozenset[Share]]


EVERYTHING = frozenset(Share)

# What an act reads anew once it holds the row.
STATE = (
    "kind", "closed_at", "closed_by_id", "outcome", "danger", "protection", "version", "age", "concern_reported_at",
    "responsible_id",
)  # fmt: skip


def case_for(by: Member, case_id: UUID, *needs: Permission) -> Case:
    """The case, unlocked. Raises Http404 for a stranger, PermissionDenied for an insider without `needs`."""
    found = (
        visible_cases(by).select_related("unit__organisation", "opened_by", "responsible").filter(pk=case_id).first()
    )
    opened = unlocked([found], by) if found else []
    if not opened:
        raise Http404
    case = opened[0]
    if not case.may.issuperset({Permission.CASE_READ, *needs}):
        raise PermissionDenied
    return case


def require(case: Case, *needs: Permission, closed: bool = False) -> None:
    """For actions, first thing in their transaction: what this member may do here must cover the act.

    Holds the row until the transaction ends and reads its state anew, so that two acts cannot pass each other.
    Raises Refused where the case is closed, unless the act fits a `closed` one too.
    """
    if not case.may.issuperset(needs):
        raise PermissionDenied
    held = Case.objects.select_for_update(of=("self",)).filter(pk=case.pk).first()
    if held is None:
        raise Http404
    if case.reader is not None:
        # What she saw the case through when she opened it may have ended since, or it has been protected.
        ways = _through([held], case.reader).get(case.pk, {})
        if not ways:
            raise Http404
        if held.unit_id != case.unit_id:
            raise Refused(_("Another unit leads the case now. Open it again to see what you may do there."))
        _let_in(case, case.reader, ways)
        if not case.may.issuperset(needs):
            raise PermissionDenied
    if held.merged_into_id is not None:
        raise Refused(_("This case is part of another one now. Go on there."))
    for name in STATE:
        setattr(case, name, getattr(held, name))
    if not case.is_open and not closed:
        raise Refused(_("The case is closed. Reopen it before you change anything in it."))


def part_of(model: type[Part], case: Case, part_id: UUID, *, lock: bool = False) -> Part:
    """A row of this case, which opens with the case's key.

    Raises Http404 where the case has no such row, and Moved where it is part of another one now.
    """
    if case.merged_into_id is not None:
        leads_on(case)
    rows = model._default_manager.filter(case=case)
    part = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=part_id).first()
    if part is None and model.only_one:
        _moved_to_its_like(model, case, part_id)
    if part is None:
        raise Http404
    part.case = case
    return part


def leads_on(case: Case) -> None:
    """Raises Moved to the case that this one is part of now, for whoever may see that; Http404 for all others."""
    into = case.merged_into_id
    if into is None or case.reader is None or not visible_cases(case.reader).filter(pk=into).exists():
        raise Http404
    raise Moved(case.pk, into)


def _moved_to_its_like(model: type[Part], case: Case, part_id: UUID) -> None:
    """Raises Moved where the row stayed behind in a case that became part of this one, which had such a row itself."""
    left = model._default_manager.filter(case__merged_into=case, pk=part_id).values(*model.only_one).first()
    kept = model._default_manager.filter(case=case, **left).values_list("pk", flat=True).first() if left else None
    if kept is not None:
        raise Moved(part_id, kept)


def hers(case: Case, rows: QuerySet[Part], unit: str = "to_unit") -> QuerySet[Part]:
    """Rows that concern one of her units; the unit that leads the case sees all of them.

    Whoever helps does not learn who else does: where a shelter or a clinic is asked, there she is.
    """
    return rows if case.led_by_hers else rows.filter(**{f"{unit}__in": case.through})


def is_hers(case: Case, unit: UUID | None) -> bool:
    """The same of one row that concerns this unit."""
    return case.led_by_hers or unit in case.through


def visible_cases(by: Member, permission: Permission = Permission.CASE_READ) -> QuerySet[Case]:
    """Every case in which she holds `permission`, locked: for finding, counting and opening in batches."""
    return Case.objects.filter(visible(by, permission))


def visible(by: Member, permission: Permission = Permission.CASE_READ, *, at: str = "") -> Q:
    """The same as a condition: on cases, or with `at="case__"` on rows that belong to one, which are often few."""
    units = _units(by, permission)
    led = Q(**{f"{at}unit__in": units, f"{at}protection": Protection.NONE})
    return led | Q(**{f"{at}pk__in": _assigned(by, permission, units).values("case")})


def _assigned(by: Member, permission: Permission, units: list[UUID]) -> Assignments:
    """Her assignments that give the permission; what belongs to leading a case, they give in a unit that leads it alone."""
    share = SHARE_OF.get(permission, Share.HELP)
    mine: Assignments = Assignment.objects.running().shown(share).filter(member=by, unit__in=units)
    return mine.filter(unit=F("case__unit")) if permission in LEAD else mine


def unlocked(cases: Iterable[Case], by: Member) -> list[Case]:
    """Open a batch of cases: a query for the keys, and two for assignments where her units do not lead them all.

    What she may not see, or what no key of hers opens, is left out.
    """
    batch = list(cases)
    through = _through(batch, by)
    by_holders: dict[frozenset[UUID], list[UUID]] = {}
    for case_id, ways in through.items():
        by_holders.setdefault(frozenset(ways), []).append(case_id)
    boxes = {}
    for units, ids in by_holders.items():
        boxes.update(keys.unlock(ids, units))
    for case in batch:
        case.box, case.reader = boxes.get(case.pk), by
        _let_in(case, by, through.get(case.pk, {}))
    return [case for case in batch if case.box is not None]


def opened_parts(parts: Iterable[Part], by: Member) -> list[Part]:
    """Rows of many cases, each with its case unlocked; those of a case that stays shut to her are left out."""
    rows = list(parts)
    opened = {case.pk: case for case in unlocked({row.case_id: row.case for row in rows}.values(), by)}
    for row in rows:
        row.case = opened.get(row.case_id, row.case)
    return [row for row in rows if row.case_id in opened]


def cases_page(by: Member, *chosen: Q, after: Mark | None = None, size: int = 25) -> tuple[list[Case], bool]:
    """Up to `size` visible cases that match one of `chosen`, newest change first, from the mark on; and whether more follow.

    One query per unit and condition, each answered by an index, one for the cases she is assigned to, one for the keys.
    """
    found, more = paging.newest(visible_parts(by), chosen, after, size)
    return unlocked(found, by), more


def tenants(by: Member) -> set[UUID]:
    """The organisations whose cases she may see: her own, and those that led cases she is assigned to."""
    mine = Assignment.objects.running().filter(member=by, unit__in=_units(by, Permission.CASE_READ))
    led = mine.values_list("case__unit__organisation", flat=True)
    return {held.unit.organisation_id for held in by.rights.memberships} | {one for one in led if one}


def workers_of(case: Case, permission: Permission = Permission.CASE_READ) -> QuerySet[Member]:
    """Members of its unit, and those assigned to it, who hold the permission there."""
    reading = [code for code, role in ROLES.items() if {Permission.CASE_READ, permission} <= role.permissions]
    in_roles = Membership.objects.filter(until__isnull=True, role__in=reading)
    of_unit = in_roles.filter(unit=case.unit_id).values("member") if not case.protected_identity else []
    still_there = in_roles.filter(member=OuterRef("member"), unit=OuterRef("unit"))
    working = Assignment.objects.running().shown().filter(Exists(still_there), case=case)
    if not case.led_by_hers:
        # Whoever helps does not learn who else does.
        working = working.filter(unit__in=case.through)
    assigned = working.values("member")
    return Member.objects.filter(Q(pk__in=of_unit) | Q(pk__in=assigned), is_active=True).order_by("name")


def referral_for(by: Member, referral_id: UUID) -> Referral:
    """A referral to one of her units, unless it was taken back. Only its clear fields can be read: need, urgency, sender."""
    units = by.rights.units(Permission.REFERRAL_ANSWER)
    referral = Referral.objects.select_related("from_unit__organisation", "to_unit", "sent_by")
    found = referral.filter(pk=referral_id, to_unit__in=units).exclude(state=ReferralState.REVOKED).first()
    if found is None:
        raise Http404
    return found


def _units(by: Member, permission: Permission) -> list[UUID]:
    """Her units in which she holds the permission and may read cases at all."""
    reading = set(by.rights.units(Permission.CASE_READ))
    return [unit for unit in by.rights.units(permission) if unit in reading]


def _through(cases: Collection[Case], by: Member) -> dict[UUID, Ways]:
    """The units through which she comes to each case; a case she does not come to is not in it."""
    units = set(_units(by, Permission.CASE_READ))
    open_to_unit = [case for case in cases if case.unit_id in units and not case.protected_identity]
    through: dict[UUID, Ways] = {case.pk: {case.unit_id: EVERYTHING} for case in open_to_unit if case.unit_id}
    # Where she works in several units, an assignment through another one may give what the leading one does not.
    others = [case.pk for case in cases if case.pk not in through or len(units) > 1]
    if not others or not units:
        return through
    mine = Assignment.objects.running().filter(member=by, unit__in=units, case__in=others)
    shown: dict[tuple[UUID, UUID], frozenset[Share]] | None = None
    fields = ("case", "unit", "unit__organisation", "case__unit__organisation")
    for case_id, unit, hers, theirs in mine.values_list(*fields):
        if hers != theirs and shown is None:
            shown = _shown(others, units)
        shares = EVERYTHING if hers == theirs else (shown or {}).get((case_id, unit), frozenset())
        if Share.HELP in shares and unit not in through.get(case_id, {}):
            through.setdefault(case_id, {})[unit] = shares
    return through


def _shown(cases: Collection[UUID], units: Collection[UUID]) -> dict[tuple[UUID, UUID], frozenset[Share]]:
    """What live disclosures show of each case to each unit of another organisation."""
    shown: dict[tuple[UUID, UUID], frozenset[Share]] = {}
    for one in Disclosure.objects.live().filter(case__in=list(cases), to_unit__in=list(units)):
        if one.to_unit_id is not None:
            place = (one.case_id, one.to_unit_id)
            shown[place] = shown.get(place, frozenset()) | one.shares
    return shown


def _let_in(case: Case, by: Member, ways: Ways) -> None:
    """What she may do in the case; through units of another organisation no more than is shown to them."""
    case.through = frozenset(ways)
    held, inside = frozenset[Permission](), frozenset[Permission]()
    for unit, shares in ways.items():
        rights = by.rights.in_unit(unit)
        rights = rights if unit == case.unit_id else rights - LEAD
        rights = frozenset(right for right in rights if SHARE_OF.get(right, Share.HELP) in shares)
        held |= rights
        if unit == case.unit_id or _of_one_organisation(by, unit, case):
            inside |= rights
    case.may, case.may_inside = held, inside


def _of_one_organisation(by: Member, unit: UUID, case: Case) -> bool:
    leading = case.unit.organisation_id if case.unit else None
    return any(held.unit_id == unit and held.unit.organisation_id == leading for held in by.rights.memberships)


def visible_parts(by: Member, permission: Permission = Permission.CASE_READ) -> list[QuerySet[Case]]:
    """The same cases as `visible_cases`, in parts that share none, each of which an index gives newest first."""
    units = _units(by, permission)
    cases = Case.objects.select_related("unit")
    elsewhere = _assigned(by, permission, units).exclude(case__unit__in=units, case__protection=Protection.NONE)
    assigned = list(elsewhere.values_list("case", flat=True))
    led = [cases.filter(unit=unit, protection=Protection.NONE) for unit in units]
    return led + ([cases.filter(pk__in=assigned)] if assigned else [])
