"""What the views have in common: the page of an object, and what can be done there."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.funding.access import GIVES, may
from fyr.funding.acts import offered
from fyr.funding.models import Attachment, Event
from fyr.funding.trail_words import INTERNAL
from fyr.web.form_page import Trail
from fyr.web.forms import KeyedForm

READ = Permission.FUNDING_READ
# Rows of a table on a page.
SHOWN = 200
# Lines of a timeline on a page.
LINES = 50


def home_trail() -> list[tuple[Any, str]]:
    return [(_("Money"), reverse("funding:home"))]


def url_of(kind: str, row: Any) -> str:
    return reverse(f"funding:{kind}", args=[row.pk])


def trail_to(kind: str, row: Any) -> Trail:
    """The way to the page of an object, with what stands above it; the last is the page itself."""
    above = home_trail()
    if kind == "grant":
        above = (
            [*above, (row.decision, url_of("decision", row.decision))]
            if getattr(row, "seen_decision", False)
            else above
        )
    if kind in ("report", "ministry"):
        owner = ("grant", row.grant) if kind == "report" else ("decision", row.decision)
        above = [*above, (owner[1], url_of(*owner))]
    return [*above, (row, url_of(kind, row))]


def page_of(by: Member, kind: str, row: Any) -> dict[str, Any]:
    """What every object's page shows: the acts, the first of them as the next step, and the timeline."""
    acts = offered(by, row, kind)
    ordinary = [one for one in acts if not one.act.aside]
    first = next((one for one in ordinary if one.why), None)
    events = _events(by, kind, row) if kind in ("decision", "grant", "application") else ()
    return {
        kind: row,
        "first": first,
        "acts": [one for one in ordinary if one is not first],
        "aside_acts": [one for one in acts if one.act.aside],
        "events": events,
        "keyed": KeyedForm(auto_id=False),
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
