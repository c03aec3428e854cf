"""HTCDS values as people read them: labels instead of codes, in her language."""

from typing import Any

from django.utils.translation import gettext as _

from fyr.cases.htcds import catalogue
from fyr.cases.htcds.catalogue import Field, Kind
from fyr.cases.htcds.names import country_name, language_name


def rows_of(section: str, fields: dict[str, Any], language: str) -> list[tuple[str, str]]:
    """(label, value) for every field of the section that has been recorded, in the standard's order."""
    return [
        (field.label(language), shown(field, fields[field.key], language))
        for field in catalogue.section(section)
        if field.key in fields
    ]


def shown(field: Field, value: Any, language: str) -> str:
    """One value in words. null is an answer of its own: it is known not to have been stated."""
    if value is None:
        return _("Known not to be stated")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(shown(field, each, language) for each in value) or _("None")
    if field.kind in (Kind.COUNTRY, Kind.COUNTRIES):
        return country_name(value, language)
    if field.kind is Kind.LANGUAGE:
        return language_name(value, language)
    labels = {code.code: code.label(language) for code in field.all_codes}
    return labels.get(value, str(value)) if isinstance(value, str) else str(value)
