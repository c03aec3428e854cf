"""Whose case it is."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Membership
from fyr.access.permissions import Permission
from fyr.access.scope import whole_node
from fyr.cases.access import require, workers_of
from fyr.cases.acts import Act
from fyr.cases.errors import Refused
from fyr.cases.models import Case
from fyr.cases.trail import leave


@transaction.atomic
def make_responsible(*, by: Member, case: Case, member: Member) -> None:
    """From now on the case's next step stands on her day."""
    require(case, Permission.CASE_ASSIGN)
    if not workers_of(case, Permission.PLAN_WRITE).filter(pk=member.pk).exists():
        raise Refused(_("She does not work with this case. Assign her to it first."), "member")
    if case.responsible_id == member.pk:
        raise Refused(_("She is responsible already."), "member")
    Case.objects.filter(pk=case.pk).update(responsible=member)
    case.responsible = member
    leave(case, by, Act.RESPONSIBLE_NAMED, text=member.name)


def end_with_membership(membership: Membership) -> None:
    """Whoever leaves the unit that leads a case leaves it to her colleagues, whose day says that nobody is responsible."""
    with whole_node():
        hers = Case.objects.filter(unit=membership.unit_id, responsible=membership.member_id, closed_at__isnull=True)
        hers.update(responsible=None)
