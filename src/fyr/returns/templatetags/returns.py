"""Rows of a return as pairs of label and value, for summary lists."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _

from fyr.funding import money
from fyr.returns.codes.agreements import Basis
from fyr.returns.codes.states import Ground
from fyr.returns.forms.person import SEX
from fyr.returns.models import Return, Trip
from fyr.returns.numbers import Series
from fyr.returns.reporting.content import told
from fyr.returns.words import country_of

register = template.Library()


@register.simple_tag
def reach(ret: Return) -> list[tuple[str, Any]]:
    return [
        (_("How"), ret.reach_how),
        (_("When"), ret.reach_when),
        (_("Phone"), ret.reach_phone),
        (_("Language"), ret.language),
    ]


@register.simple_tag
def person(ret: Return) -> list[tuple[str, Any]]:
    return [
        (_("Name"), ret.name),
        (_("Birthdate"), ret.born),
        (_("Sex as in her travel document"), dict(SEX).get(ret.sex or "", "")),
        (_("Citizenship"), country_of(ret.citizenship)),
        (_("Country she returns to"), country_of(ret.country)),
        (_("Place there"), ret.place),
    ]


@register.simple_tag
def trip(row: Trip) -> list[tuple[str, Any]]:
    """Only for whoever reads the journey."""
    rows = [
        (_("Departs"), " ".join(str(one) for one in (row.departs_on, row.departs_at) if one)),
        (_("From where, over where, to where"), row.itinerary),
        (_("Airline and booking"), row.tickets),
        (_("Help on the way"), row.transit),
        (_("Who meets her?"), row.met_by),
        (_("Escort"), row.get_escort_display()),
    ]
    return [*rows, (_("Who, and how to reach them"), row.escort_by)] if row.escort_by else rows


@register.simple_tag
def country(code: str) -> str:
    return country_of(code)


@register.simple_tag
def cell(number: int | None) -> str:
    """A protected number in words."""
    return told(number)


@register.simple_tag
def rule_value(value: Any) -> str:
    """A rule of a programme as people read it."""
    if isinstance(value, dict):
        if set(value) == {"amount", "currency"}:
            return money.shown(value["amount"], value["currency"])
        return "; ".join(f"{country_of(key)}: {Basis(one['basis']).label}" for key, one in value.items()) or _(
            "None yet"
        )
    if isinstance(value, list):
        return ", ".join(str(Ground(one).label) if one in Ground.values else str(one) for one in value)
    return str(value)


@register.filter
def beside(numbers: Sequence[int | None], series: Series) -> list[tuple[int | None, str, bool]]:
    """Each number with its period, and whether that was withheld."""
    return list(zip(numbers, series.periods, series.withheld, strict=True))


@register.filter
def has_any(flags: Sequence[bool]) -> bool:
    return any(flags)
