"""Codes of a record as people read them."""

from typing import Any

from django.utils.translation import get_language

from fyr.cases.htcds.names import country_name


def country_of(code: Any) -> str:
    """The name of a country in the reader's language; empty where none is known."""
    return country_name(str(code), get_language() or "sv") if code else ""
