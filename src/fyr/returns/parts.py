"""Rows that belong to a return: found through its door and no other way."""

from typing import Any
from uuid import UUID

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.returns.access import part_for, return_for
from fyr.returns.models import Agreement, Assessment, Call, Contact, Item, Part, TravelDocument

PARTS: dict[str, type[Part]] = {
    "agreement": Agreement,
    "assessment": Assessment,
    "document": TravelDocument,
    "call": Call,
    "item": Item,
    "contact": Contact,
}


def row_for(by: Member, kind: str, pk: UUID, permission: Permission = Permission.RETURN_READ) -> Any:
    """The row, with what it belongs to unlocked. Raises Http404 and PermissionDenied as the door does."""
    return return_for(by, pk, permission) if kind == "return" else part_for(by, PARTS[kind], pk, permission)


def parent_of(kind: str, row: Any) -> tuple[str, Any]:
    """(kind, row) of the page that shows it."""
    return ("return", row if kind == "return" else row.of)
