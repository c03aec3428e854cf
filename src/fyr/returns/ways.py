"""The ways to the pages of the slice."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.web.form_page import Trail


def home_trail() -> list[tuple[Any, str]]:
    return [(_("Returns"), reverse("returns:home"))]


def url_of(kind: str, row: Any) -> str:
    return reverse("returns:return", args=[row.pk])


def trail_to(kind: str, row: Any) -> Trail:
    """The last is the page itself."""
    return [*home_trail(), (row.called, url_of(kind, row))]
