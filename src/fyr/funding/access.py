"""The one door to decisions, calls, applications and grants: a stranger gets 404, an insider without the right 403.

Two sides meet here. Who gives is the unit that keeps a decision or a grant; who receives is the unit of the organisation
that the money goes to. A permission counts on its own side alone.
"""

from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.funding.codes.grants import UNSEEN, ApplicationState, ReportState
from fyr.funding.models import Application, Call, Decision, Grant, Party, Report

GIVES = frozenset({Permission.FUNDING_READ, Permission.FUNDING_WRITE, Permission.FUNDING_APPROVE})
RECEIVES = frozenset({Permission.FUNDING_READ, Permission.FUNDING_REPORT})
READ = Permission.FUNDING_READ
Row = TypeVar("Row", bound=Model)


def units(member: Member) -> list[UUID]:
    return member.rights.units(READ)


def gives(member: Member) -> list[UUID]:
    """The units in which she works with money that is given; in others she receives."""
    return [unit for unit in units(member) if member.rights.in_unit(unit) & (GIVES - {READ})]


def decisions(member: Member) -> QuerySet[Decision]:
    hers = units(member)
    seen = Decision.objects.filter(Q(unit__in=hers) | Q(recipient__unit__in=hers))
    return seen.select_related("recipient", "unit__organisation")


def grants(member: Member) -> QuerySet[Grant]:
    hers = units(member)
    seen = Grant.objects.filter(Q(unit__in=hers) | (Q(recipient_unit__in=hers) & ~Q(state__in=UNSEEN)))
    return seen.select_related("decision", "recipient", "unit__organisation", "recipient_unit", "application__call")


def applications(member: Member) -> QuerySet[Application]:
    hers = units(member)
    seen = Application.objects.filter(Q(unit__in=hers) | (Q(call__unit__in=hers) & ~Q(state=ApplicationState.DRAFT)))
    return seen.select_related("call__decision", "call__unit", "party", "unit")


def reports(member: Member, grant: Grant) -> QuerySet[Report]:
    """Until it is sent in, a report is the recipient's alone."""
    rows = grant.reports.all()
    return rows if Permission.FUNDING_REPORT in may(member, grant) else rows.exclude(state=ReportState.DRAFT)


def calls(member: Member) -> QuerySet[Call]:
    """Whoever works with money sees every call: that is what a call is for."""
    return Call.objects.select_related("decision", "unit__organisation") if units(member) else Call.objects.none()


def parties(member: Member) -> QuerySet[Party]:
    """The register of organisations is for who gives; who receives sees her own."""
    if gives(member):
        return Party.objects.all()
    return Party.objects.filter(unit__in=units(member))


def decision_for(member: Member, pk: UUID, permission: Permission = READ) -> Decision:
    row: Decision = _open(decisions(member), member, pk, permission)
    return row


def grant_for(member: Member, pk: UUID, permission: Permission = READ) -> Grant:
    row: Grant = _open(grants(member), member, pk, permission)
    return row


def application_for(member: Member, pk: UUID, permission: Permission = READ) -> Application:
    row: Application = _open(applications(member), member, pk, permission)
    return row


def call_for(member: Member, pk: UUID, permission: Permission = READ) -> Call:
    row: Call = _open(calls(member), member, pk, permission)
    return row


def party_for(member: Member, pk: UUID, permission: Permission = READ) -> Party:
    row: Party = _open(parties(member), member, pk, permission)
    return row


def may(member: Member, row: Any) -> frozenset[Permission]:
    """What she may do with this row, on the side or sides that are hers."""
    giver, receiver = _sides(row)
    held = member.rights.in_unit(giver) & GIVES if giver else frozenset()
    return held | (member.rights.in_unit(receiver) & RECEIVES if receiver else frozenset())


def require(member: Member, row: Row, permission: Permission) -> Row:
    """The row as it is now, held until the transaction ends. Raises PermissionDenied without the right on her side.

    A decision is held before its grants, by everybody: two acts that hold both never wait for each other in a circle.
    """
    if isinstance(row, Grant):
        Decision.objects.select_for_update(of=("self",)).filter(pk=row.decision_id).first()
    fresh: Row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    held = may(member, fresh)
    if permission not in held:
        raise PermissionDenied
    # Whoever works on both sides acts on neither: for the other organisation somebody else decides.
    if permission in GIVES - {READ} and Permission.FUNDING_REPORT in held:
        raise Refused(_("You work for the organisation on the other side too. Give it to a colleague."))
    return fresh


def _sides(row: Any) -> tuple[UUID | None, UUID | None]:
    """(unit that gives, unit that receives)."""
    if isinstance(row, Grant):
        return row.unit_id, row.recipient_unit_id
    if isinstance(row, Decision):
        return row.unit_id, row.recipient.unit_id
    if isinstance(row, Application):
        return row.call.unit_id, row.unit_id
    if isinstance(row, Call):
        return row.unit_id, None
    raise TypeError(f"{type(row).__name__} has no sides.")


def _open(seen: QuerySet[Any], member: Member, pk: UUID, permission: Permission) -> Any:
    row = seen.filter(pk=pk).first()
    if row is None:
        raise Http404
    if isinstance(row, Party):
        if not any(permission in member.rights.in_unit(unit) for unit in units(member)):
            raise PermissionDenied
        return row
    # Every member who works with money may read a call; only its own unit may change it.
    if isinstance(row, Call) and permission == Permission.FUNDING_REPORT:
        # To apply is no right on a side: the call is open to every organisation.
        held = member.rights.anywhere(permission)
    else:
        held = permission is READ or permission in may(member, row)
    if not held:
        raise PermissionDenied
    return row
