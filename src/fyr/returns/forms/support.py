"""The plan, what is given of it, and paying."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.funding import money
from fyr.returns.actions.support import currencies_of
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.support import Form, Type
from fyr.returns.forms.parts import one_of, words
from fyr.web.forms import DateField
from fyr.web.row_form import RowForm


class PlanForm(RowForm):
    text = words(_("What she wants to live of, where, and with whom"), required=True)
    contacts = words(
        _("Who helps her there"), required=True,
        help_text=_("Organisations and authorities, with phone numbers: she gets them before she travels."),
    )  # fmt: skip
    agreed_on = DateField(label=_("Agreed with her on"), required=False, help_text=_("Empty while it is a proposal."))

    def prepare(self) -> None:
        newest = self.row.plans.first()
        if newest is not None and self.row.reads(Section.PLAN):
            newest.of = self.row
            self.fields["text"].initial, self.fields["contacts"].initial = newest.text, newest.contacts


class ItemForm(RowForm):
    kind = forms.ChoiceField(label=_("What kind of support?"), choices=Type.choices)
    form = one_of(_("How is it given?"), Form, initial=Form.IN_KIND)
    text = words(_("What it is"), required=True)
    amount = forms.CharField(
        label=_("Amount"), max_length=30, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    )
    currency = forms.ChoiceField(label=_("Currency"))

    def prepare(self) -> None:
        self.fields["currency"].choices = [(one, one) for one in currencies_of(self.row)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        try:
            told["amount"] = money.parse(told.get("amount", ""), told.get("currency", "SEK"))
        except Refused as error:
            self.add_error("amount", str(error.text))
        return told
