"""An organisation of the register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Unit
from fyr.funding.codes.parties import PartyKind
from fyr.funding.forms.base import RowForm, RowVersionedForm


class PartyForm(RowForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of organisation"), choices=PartyKind.choices)
    list_code = forms.CharField(
        label=_("List of the number"),
        required=False,
        max_length=10,
        help_text=_("From org-id.guide: SE-ON in Sweden, FI-PRO in Finland."),
    )
    number = forms.CharField(
        label=_("Number"), required=False, max_length=40, help_text=_("Of the organisation, never of a person.")
    )
    country = forms.CharField(label=_("Country"), max_length=2, min_length=2, initial="SE")
    county = forms.CharField(label=_("County"), required=False, max_length=80)
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")
    protected = forms.BooleanField(
        label=_("Protected: never name it to the public"),
        required=False,
        help_text=_("For a shelter and the like: the public sees its kind and county."),
    )
    unit = forms.ModelChoiceField(
        label=_("Its unit in this node"), queryset=Unit.objects.order_by("name"), required=False
    )

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()


class ChangePartyForm(RowVersionedForm, PartyForm):
    FIELDS = ("name", "kind", "list_code", "number", "country", "county", "website", "protected", "unit")
