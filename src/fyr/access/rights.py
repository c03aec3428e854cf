"""What a member may do right now, computed anew for every request."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from fyr.access.models import Member, Membership
from fyr.access.permissions import Permission
from fyr.access.roles import ROLES


@dataclass(frozen=True)
class Rights:
    """A member's permissions, unit by unit. Empty for whoever is nobody here."""

    by_unit: Mapping[UUID, frozenset[Permission]]
    memberships: tuple[Membership, ...] = ()

    def in_unit(self, unit: UUID | None) -> frozenset[Permission]:
        return self.by_unit.get(unit, frozenset()) if unit else frozenset()

    def hold(self, permission: Permission, unit: UUID) -> bool:
        return permission in self.in_unit(unit)

    def anywhere(self, permission: Permission) -> bool:
        return any(permission in held for held in self.by_unit.values())

    def units(self, permission: Permission) -> list[UUID]:
        """The units in which she holds the permission, in a stable order."""
        return sorted(unit for unit, held in self.by_unit.items() if permission in held)


NOBODY = Rights({})


def rights_of(member: Member) -> Rights:
    """One query. A member who is closed, or has no running membership, holds nothing."""
    if not member.is_active:
        return NOBODY
    now = timezone.now()
    # Asked on every page, and few for anyone: which of them run is told here, in less time than a condition takes to make.
    rows = Membership.objects.filter(member=member).select_related("unit__organisation").order_by("since", "id")
    memberships = tuple(row for row in rows if row.since <= now and (row.until is None or row.until > now))
    by_unit: dict[UUID, frozenset[Permission]] = {}
    for membership in memberships:
        held = ROLES[membership.role].permissions
        by_unit[membership.unit_id] = by_unit.get(membership.unit_id, frozenset()) | held
    return Rights(by_unit, memberships)
