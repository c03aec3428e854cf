"""Which cases one event opened: those that this member may see, and of the others not even that they exist."""

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.cases.access import opened_parts, visible
from fyr.cases.models import Case, EventFacts


def events_of(case: Case) -> list[EventFacts]:
    rows = list(EventFacts.objects.filter(case=case).select_related("noted_by", "updated_by"))
    for row in rows:
        row.case = case
    return rows


def siblings(by: Member, facts: EventFacts) -> list[EventFacts]:
    """The facts as other cases of the event hold them, each with its case unlocked.

    That a case belongs to an event tells what was done to her, so it takes the right to that in each of the cases.
    """
    seen = visible(by, Permission.EXPLOITATION_READ, at="case__")
    rows = EventFacts.objects.filter(seen, event=facts.event, case__merged_into__isnull=True)
    found = opened_parts(rows.exclude(case=facts.case_id).select_related("case__unit"), by)
    readable = [row for row in found if Permission.EXPLOITATION_READ in row.case.may]
    return sorted(readable, key=lambda row: row.case.ref)
