"""What the views have in common: the page of an object, and what can be done there."""

from typing import Any

from django.db.models import QuerySet

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.funding.access import GIVES, may
from fyr.funding.acts import TABLE, offered
from fyr.funding.models import Attachment, Event
from fyr.funding.trail_words import INTERNAL
from fyr.funding.ways import trail_to

READ = Permission.FUNDING_READ
# Rows of a table on a page.
SHOWN = 200
# Lines of a timeline on a page.
LINES = 50


def page_of(by: Member, kind: str, row: Any) -> dict[str, Any]:
    """What every object's page shows: the acts, the first of them as the next step, and the timeline."""
    events = _events(by, kind, row) if kind in ("decision", "grant", "application") else ()
    return TABLE.page(by, row, kind) | {
        kind: row,
        "events": events,
        "may": may(by, row) if kind in ("decision", "grant", "application", "call") else frozenset(),
        "trail": trail_to(kind, row)[:-1],
    }


def files_of(by: Member, row: Any, **link: Any) -> list[dict[str, Any]]:
    """Files with their names, and what she may do with each."""
    from fyr.funding.actions.attachments import opened

    rows = opened(by, list(Attachment.objects.filter(**link).select_related("added_by")))
    return [
        {
            "file": one,
            "acts": offered(by, one, "attachment", row) if one.added_by_id == by.pk and not one.removed_at else [],
        }
        for one in rows
    ]


def works_for_giver(by: Member, row: Any) -> bool:
    return bool(may(by, row) & (GIVES - {READ}))


def _events(by: Member, kind: str, row: Any) -> QuerySet[Event]:
    told = Event.objects.filter(**{kind: row}).select_related("by")
    return (told if works_for_giver(by, row) else told.exclude(act__in=INTERNAL))[:LINES]
