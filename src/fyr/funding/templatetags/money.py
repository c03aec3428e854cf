"""Amounts on pages: {{ amount|kr:currency }}."""

from django import template

from fyr.funding import money
from fyr.funding.codes.standing import TONES, Standing

register = template.Library()


@register.filter
def kr(amount: int | None, currency: str = "SEK") -> str:
    """An amount in the smallest unit, as people read it; what is not known says so."""
    return money.shown(amount, currency)


@register.inclusion_tag("web/components/tag.html")
def standing(code: str) -> dict[str, object]:
    """How sure a fact is: presumed and example stand out, what a source states is not marked."""
    return {"text": Standing(code).label, "tone": TONES[Standing(code)], "locked": False}
