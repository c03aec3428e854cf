"""Reminders by e-mail: that something has a date in Fyr, never what. A message can be read by somebody else."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from fyr.access.models import Member, Membership
from fyr.access.permissions import Permission
from fyr.access.roles import ROLES
from fyr.funding.codes.grants import RepaymentState
from fyr.funding.models import Condition, Repayment
from fyr.funding.waiting_dates import RUNS
from fyr.work import mail, outbox
from fyr.work.outbox import Payload

TOPIC = "funding.reminder"
TEXT = gettext_noop("Something in Fyr has a date that is near or has passed. Sign in to see what:")
# Days before a date, and after it, on which its members are reminded once.
BEFORE = (14, 3, 0)
LATE = 7


@transaction.atomic
def remind() -> int:
    """Tell the members who keep a date, each once a day however many dates there are. Gives how many were told."""
    today = timezone.localdate()
    members: set[UUID] = set()
    waiting = Condition.objects.filter(RUNS, met_on__isnull=True).select_related("grant", "decision")
    for one in waiting.filter(due_on__lte=today + datetime.timedelta(days=BEFORE[0])).exclude(reminded_for=today):
        if _is_day(one.due_on, today):
            unit = one.grant.recipient_unit_id if one.grant else one.decision.unit_id if one.decision else None
            members |= _keepers(unit, Permission.FUNDING_REPORT if one.grant_id else Permission.FUNDING_WRITE)
            Condition.objects.filter(pk=one.pk).update(reminded_for=today)
    owed = Repayment.objects.filter(state=RepaymentState.DUE, due_on__isnull=False).select_related("grant")
    for repayment in owed.exclude(reminded_for=today):
        if repayment.due_on and _is_day(repayment.due_on, today):
            members |= _keepers(repayment.grant.recipient_unit_id, Permission.FUNDING_REPORT)
            Repayment.objects.filter(pk=repayment.pk).update(reminded_for=today)
    for member in sorted(members):
        outbox.emit(TOPIC, {"member": str(member)})
    return len(members)


def deliver(payload: Payload) -> None:
    member = Member.objects.filter(pk=payload["member"], is_active=True).first()
    if member is not None:
        mail.send(member, TEXT, mail.origin() + "/")


def _is_day(due: datetime.date, today: datetime.date) -> bool:
    left = (due - today).days
    return left in BEFORE or (left < 0 and -left % LATE == 0)


def _keepers(unit: UUID | None, permission: Permission) -> set[UUID]:
    roles = [code for code, role in ROLES.items() if permission in role.permissions]
    running = Membership.objects.filter(unit=unit, role__in=roles, until__isnull=True, member__is_active=True)
    return set(running.values_list("member_id", flat=True)) if unit else set()
