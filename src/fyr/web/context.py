"""What the page frame needs on every page."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from fyr import node
from fyr.access.roles import ROLES
from fyr.web import registry


@dataclass(frozen=True)
class Link:
    label: Any
    url: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Navigation for this member, what kind of node it is, and who she is here."""
    rights = getattr(request, "rights", None)
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    held = rights.memberships if rights else ()
    return {
        "light": bool(held) and all(ROLES[one.role].abroad for one in held),
        "navigation": _navigation(request, rights) if signed_in and rights else [],
        "node_kind": node.kind(),
        "quick_exit": settings.QUICK_EXIT,
        "membership_labels": [{"role": ROLES[one.role].name, "unit": one.unit.name} for one in held],
    }


def _navigation(request: HttpRequest, rights: Any) -> list[Link]:
    """The entry that leads nearest to this page is the current one."""
    items = [one for one in registry.navigation_items if one.permission is None or rights.anywhere(one.permission)]
    over = [
        one.url for one in items if request.path == one.url or (one.url != "/" and request.path.startswith(one.url))
    ]
    current = max(over, key=len, default=None)
    return [Link(one.label, one.url, one.url == current) for one in items]
