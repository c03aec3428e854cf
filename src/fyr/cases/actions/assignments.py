"""Who works with a case until when: assignments begin and end, and keys go with them."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from fyr.access.scope import whole_node
from fyr.cases.models import Assignment
from fyr.vault import keys


def end(assignments: QuerySet[Assignment]) -> int:
    """End those that run; a unit keeps the key only while it leads the case or somebody in it is assigned.

    The policies show nobody another unit's keys, so the node itself takes them away. Gives how many ended.
    """
    with whole_node():
        running = list(assignments.filter(ended_at__isnull=True).select_related("case"))
        Assignment.objects.filter(pk__in=[one.pk for one in running]).update(ended_at=timezone.now())
        for case_id, unit_id, leading in {(one.case_id, one.unit_id, one.case.unit_id) for one in running}:
            if unit_id != leading:
                withdraw_unless_needed(case_id, unit_id)
    return len(running)


def withdraw_unless_needed(case_id: UUID, unit_id: UUID) -> None:
    """Take the key from a unit that does not lead the case, unless somebody in it is still assigned."""
    if not Assignment.objects.running().filter(case=case_id, unit=unit_id).exists():
        keys.withdraw(case_id, unit_id)
