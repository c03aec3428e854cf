"""Rows that belong to a decision, an application or a grant: found through its door and no other way."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import Http404

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.funding import access
from fyr.funding.models import (
    Activity,
    Allotment,
    Attachment,
    Condition,
    Instalment,
    MinistryReport,
    Payment,
    Repayment,
    Report,
)

# Kinds of rows with a door of their own.
DOORS: dict[str, Callable[[Member, UUID, Permission], Any]] = {
    "decision": access.decision_for,
    "call": access.call_for,
    "application": access.application_for,
    "grant": access.grant_for,
}
# Kinds of parts: the model, and what it belongs to, the first that is there.
PARTS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "allotment": (Allotment, ("decision",)),
    "condition": (Condition, ("grant", "decision")),
    "activity": (Activity, ("grant", "decision")),
    "attachment": (Attachment, ("grant", "application")),
    "instalment": (Instalment, ("grant",)),
    "payment": (Payment, ("grant",)),
    "repayment": (Repayment, ("grant",)),
    "report": (Report, ("grant",)),
    "ministry": (MinistryReport, ("decision",)),
}


def row_for(member: Member, kind: str, pk: UUID, permission: Permission = access.READ) -> Any:
    """The row; a part carries what it belongs to, as the door gave it. Raises Http404 and PermissionDenied as doors do."""
    if kind in DOORS:
        return DOORS[kind](member, pk, permission)
    model, owners = PARTS[kind]
    row: Any = model._default_manager.filter(pk=pk).first()
    if row is None:
        raise Http404
    owner = owner_kind(row, owners)
    setattr(row, owner, DOORS[owner](member, getattr(row, f"{owner}_id"), permission))
    if isinstance(row, Report) and not access.reports(member, row.grant).filter(pk=row.pk).exists():
        raise Http404
    return row


def parent_of(kind: str, row: Any) -> tuple[str, Any]:
    """(kind, row) of the page that shows it."""
    if kind in DOORS:
        return kind, row
    owner = owner_kind(row, PARTS[kind][1])
    return owner, getattr(row, owner)


def owner_kind(row: Any, owners: tuple[str, ...]) -> str:
    return next(name for name in owners if getattr(row, f"{name}_id") is not None)
