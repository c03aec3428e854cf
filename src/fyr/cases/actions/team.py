"""A member is let into a case, and leaves it again."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr import journal
from fyr.access.models import Member, Membership, Unit
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.cases.access import part_of, require
from fyr.cases.actions import assignments, disclosures, protection
from fyr.cases.actions.grounds import Ground, rest_on
from fyr.cases.acts import Act
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Case, Disclosure
from fyr.cases.trail import leave
from fyr.vault import keys
from fyr.vault.errors import Locked

# How long an accepted referral gives access before somebody must say that it is still needed.
ASSIGNED_DAYS = 180


FURTHEST = datetime.timedelta(days=366)


@transaction.atomic
def assign(
    *, by: Member, case: Case, member: Member, unit: Unit, until: datetime.date, ground: Ground | None = None
) -> Assignment:
    """Let a member of another unit work with the case until a date, through that unit's key.

    Of another organisation it takes a ground, unless a live one shows the case to her unit already. It ends before
    that date where a referral to her unit ends.
    """
    require(case, Permission.CASE_ASSIGN)
    if case.box is None:
        raise Locked("A case from the door is needed to share its key.")
    if unit.pk not in member.rights.by_unit:
        raise Refused(_("She does not work in that unit any more."))
    if not member.rights.hold(Permission.CASE_READ, unit.pk):
        raise Refused(_("Her role does not work with cases, so she cannot be assigned."))
    if not case.protected_identity and (unit.pk == case.unit_id or member.pk == by.pk):
        raise Refused(_("She sees the case already, through the unit that leads it."))
    if until < timezone.localdate():
        raise Refused(_("The last day has passed. Choose today or a later day."), "until")
    if until > timezone.localdate() + FURTHEST:
        raise Refused(_("Choose a day within a year. It can be assigned anew then."), "until")
    _show_to(by, case, unit, ground)
    assignments.end(Assignment.objects.filter(case=case, member=member))
    assignment = Assignment.objects.create(case=case, member=member, unit=unit, until=until, given_by=by)
    with whole_node():
        keys.share(case.box, unit.pk)
    leave(case, by, Act.MEMBER_ASSIGNED)
    return assignment


@transaction.atomic
def end_assignment(*, by: Member, case: Case, assignment_id: UUID) -> None:
    """Her access ends with the next request."""
    require(case, Permission.CASE_ASSIGN, closed=True)
    if not assignments.end(Assignment.objects.filter(pk=part_of(Assignment, case, assignment_id).pk)):
        raise Refused(_("This assignment has ended already."))
    if case.protected_identity and not protection.has_leader(case):
        raise Refused(_("She is the last who leads this protected case. Name somebody else first."))
    leave(case, by, Act.ASSIGNMENT_ENDED)


def end_with_membership(membership: Membership) -> None:
    """Whoever leaves a unit leaves the cases that she came to through it, in the same transaction."""
    with whole_node():
        assignments.end(Assignment.objects.filter(member=membership.member_id, unit=membership.unit_id))


@transaction.atomic
def end_expired() -> None:
    """The node's own clock: after the last day of an assignment its unit's key goes, too."""
    ended = assignments.end(Assignment.objects.filter(until__lt=timezone.localdate())) + disclosures.end_expired()
    if ended:
        journal.append(label="assignments.expired", actor=None, codes={"count": str(ended)})


def _show_to(by: Member, case: Case, unit: Unit, ground: Ground | None) -> None:
    """A unit of the same organisation may see the case; to another it is shown on a ground."""
    if case.unit is None or unit.organisation_id == case.unit.organisation_id:
        return
    if ground is not None:
        rest_on(by, case, ground, to_unit=unit)
    elif not Disclosure.objects.live().filter(case=case, to_unit=unit, shows_help=True).exists():
        raise Refused(_("She works for another organisation. Say on what the sharing rests."), "basis")
