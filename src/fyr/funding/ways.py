"""Where the page of each object is, and the way to it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.web.form_page import Trail


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
