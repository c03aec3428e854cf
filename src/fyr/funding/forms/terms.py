"""What every decision says, and what its chain asks about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.funding import chains
from fyr.funding.forms.base import LONG, Sourced
from fyr.web.forms import DateField


class Terms(Sourced):
    title = forms.CharField(label=_("Title"), max_length=300)
    number = forms.CharField(label=_("Number of the decision"), required=False, max_length=40)
    decided_on = DateField(
        label=_("Date of the decision"), required=False, help_text=_("Leave empty where it is not known.")
    )
    diary = forms.CharField(
        label=_("Registration number"), required=False, max_length=80, help_text=_("For example A2021/01302.")
    )
    purpose = forms.CharField(label=_("Purpose"), required=False, widget=LONG, max_length=4000)


def every_ref() -> list[chains.Field]:
    """Of all chains, once each and in the words of the first: the form asks before the chain is chosen."""
    fields: dict[str, chains.Field] = {}
    for one in chains.all_chains():
        for field in one.fields:
            fields.setdefault(field.code, field)
    return list(fields.values())


def with_refs(told: dict[str, Any], chain: chains.Chain, before: dict[str, str]) -> dict[str, Any]:
    """The fields of the chain as `refs`, without those that were left empty; what it does not ask any more stays."""
    asked = {field.code for field in chain.fields}
    refs = {code: value for code, value in before.items() if code not in asked}
    refs |= {code: told[f"ref_{code}"] for code in asked if told.get(f"ref_{code}")}
    return {name: value for name, value in told.items() if not name.startswith("ref_")} | {"refs": refs}


def ref_field(field: chains.Field) -> forms.CharField:
    return forms.CharField(
        label=str(field),
        required=False,
        max_length=200,
        help_text=gettext("For example %(example)s.") % {"example": field.example},
    )
