"""What forms of the slice add to those about a row: amounts in its currency, and how sure a fact is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.funding import money
from fyr.funding.codes.standing import Standing
from fyr.web import row_form
from fyr.web.row_form import LONG, ConfirmForm, NoteForm

__all__ = ["LONG", "ConfirmForm", "MoneyField", "NoteForm", "RowForm", "RowVersionedForm", "Sourced", "currency_of"]


class MoneyField(forms.CharField):
    """An amount as people write it; its cleaned value is a whole number of the smallest unit, or None."""

    def __init__(self, *, currency: str = "SEK", beside: bool = False, zero: bool = False, **more: Any) -> None:
        """`beside`: it stands in a row with the field before it; `zero`: nothing is an amount too."""
        self.zero = zero
        self.currency = currency
        more.setdefault("max_length", 30)
        attributes = {"inputmode": "decimal", "autocomplete": "off"} | ({"data-beside": ""} if beside else {})
        more.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(**more)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = money.parse(text, self.currency)
        except Refused as error:
            raise forms.ValidationError(str(error.text)) from None
        if amount < 0 or (amount == 0 and not self.zero):
            raise forms.ValidationError(_("Write an amount above zero."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        return money.written(value, self.currency) if isinstance(value, int) else value


class RowForm(row_form.RowForm):
    """Its amounts are in the currency of what the form is about."""

    def settle(self) -> None:
        currency = currency_of(self.row)
        for field in self.fields.values():
            if isinstance(field, MoneyField):
                field.currency = currency
                field.label = f"{field.label} ({currency})"


class RowVersionedForm(row_form.RowVersionedForm, RowForm):
    """The same for what stands there already."""


class Sourced(forms.Form):
    """How sure a fact is and where it stands."""

    source = forms.CharField(
        label=_("Where does it stand?"),
        required=False,
        max_length=400,
        help_text=_("The document or address; without one it is presumed or an example."),
    )
    standing = forms.ChoiceField(
        label=_("How sure is it?"), choices=Standing.choices, initial=Standing.STATED, widget=forms.RadioSelect
    )


def currency_of(row: Any) -> str:
    """Of a decision, or of what belongs to one."""
    for path in ((), ("decision",), ("call", "decision"), ("grant", "decision"), ("activity", "decision")):
        here = row
        for name in path:
            here = getattr(here, name, None)
        if here is not None and isinstance(getattr(here, "currency", None), str):
            return str(here.currency)
    return "SEK"
