"""How a return shows in its case: a box on the case page, and its lines in the timeline there."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me
from fyr.returns.access import of_case
from fyr.returns.codes.agreements import Section
from fyr.returns.models import Event, Return
from fyr.web.registry import Panel

# More than ever happens with one return.
LINES = 500


def on_case(request: HttpRequest, case: Any) -> Panel | None:
    """For the unit that leads the case. None where she may not see returns, or there is none and she may not open one."""
    by, rows = me(request), _hers(request, case)
    if rows is None:
        return None
    opens = (
        case.led_by_hers and case.is_open and not case.is_consultation
        and case.unit_id is not None and by.rights.hold(Permission.RETURN_WRITE, case.unit_id)
        and not any(one.is_open for one in rows)
    )  # fmt: skip
    if not rows and not opens:
        return None
    new = reverse("returns:new", args=[case.pk]) if opens else ""
    return Panel(_("Voluntary return"), "returns/parts/panel.html", {"returns": rows, "new": new}, order=40)


def in_timeline(request: HttpRequest, case: Any) -> Iterable[Event]:
    """What happened with her return, in the words of the return, for whoever may see it."""
    rows = {ret.pk: ret for ret in _hers(request, case) or ()}
    if not rows:
        return ()
    events = list(Event.objects.filter(of__in=list(rows)).select_related("noted_by")[:LINES])
    for event in events:
        event.of = rows[event.of_id]
    return [event for event in events if event.of.reads(Section(event.about))]


def _hers(request: HttpRequest, case: Any) -> list[Return] | None:
    """The returns of the case that she may see, read once a page; None for whoever works with none."""
    by = me(request)
    if not by.rights.anywhere(Permission.RETURN_READ):
        return None
    if "returns_seen" not in case.__dict__:
        case.__dict__["returns_seen"] = of_case(by, case.pk)
    return list(case.__dict__["returns_seen"])
