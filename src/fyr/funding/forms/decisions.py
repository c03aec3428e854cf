from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Unit
from fyr.access.permissions import Permission
from fyr.funding import chains, money
from fyr.funding.codes.decisions import AllotmentKind, DecisionKind
from fyr.funding.forms.base import MoneyField, RowForm, RowVersionedForm, Sourced
from fyr.funding.forms.terms import Terms, every_ref, ref_field, with_refs
from fyr.funding.models import Party
from fyr.web.forms import FIRST_YEAR, LAST_YEAR

YEAR = {"min_value": FIRST_YEAR, "max_value": LAST_YEAR}


class DecisionForm(RowForm, Terms):
    """A government decision of any chain; the fields of the chain follow as ref_<code>."""

    PARTS: Any = (
        (_("The decision"), ("title", "kind", "ministry", "number", "decided_on", "diary", "purpose")),
        (_("Whose money"), ("unit", "recipient", "chain", "currency", "by_age")),
        (_("How sure it is"), ("source", "standing")),
    )

    unit = forms.ModelChoiceField(
        label=_("Which unit accounts for it?"), queryset=Unit.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=DecisionKind.choices, widget=forms.RadioSelect)
    ministry = forms.CharField(label=_("Ministry"), max_length=200)
    recipient = forms.ModelChoiceField(label=_("Who is given the money?"), queryset=Party.objects.none())
    chain = forms.ChoiceField(label=_("Chain"), choices=chains.choices, initial="SE")
    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3, initial="SEK")
    by_age = forms.BooleanField(label=_("Children and adults are reported apart"), required=False)

    def prepare(self) -> None:
        units = self.by.rights.units(Permission.FUNDING_WRITE) if self.by else []
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=units).order_by("name")
        self.fields["recipient"].queryset = Party.objects.order_by("name")
        for field in every_ref():
            self.fields[f"ref_{field.code}"] = ref_field(field)
        (first, names), (second, whose), last = type(self).PARTS
        asked = tuple(f"ref_{field.code}" for field in every_ref())
        self.PARTS = ((first, names), (second, (*whose, *asked)), last)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for field in chains.chain(told.get("chain", "")).fields:
            if field.required and not told.get(f"ref_{field.code}"):
                self.add_error(f"ref_{field.code}", _("The chain asks for this. Fill it in."))
        return told

    def clean_currency(self) -> str:
        currency = self.cleaned_data["currency"].upper()
        if not money.CURRENCY.fullmatch(currency):
            raise forms.ValidationError(_("Write the currency with three capital letters, such as SEK."))
        return currency

    def told(self) -> dict[str, Any]:
        return with_refs(self.values(), chains.chain(self.cleaned_data["chain"]), {})


class AmendForm(RowVersionedForm, Terms):
    FIELDS = ("title", "number", "decided_on", "diary", "purpose", "source", "standing")

    why = forms.CharField(label=_("What does the amending decision change?"), max_length=400)

    def prepare(self) -> None:
        for field in chains.chain(self.row.chain).fields:
            self.fields[f"ref_{field.code}"] = ref_field(field)
            self.initial[f"ref_{field.code}"] = self.row.refs.get(field.code, "")

    def told(self) -> dict[str, Any]:
        return with_refs(self.values(), chains.chain(self.row.chain), self.row.refs)


class AllotForm(RowForm, Sourced):
    field_order = ("kind", "year", "amount", "voucher", "source", "standing")

    kind = forms.ChoiceField(label=_("What is it?"), choices=AllotmentKind.choices, widget=forms.RadioSelect)
    year = forms.IntegerField(label=_("Budget year"), **YEAR)
    amount = MoneyField(label=_("Amount"))
    voucher = forms.CharField(label=_("Voucher, where money was returned"), required=False, max_length=60)
