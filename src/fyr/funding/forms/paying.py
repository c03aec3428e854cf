"""Asking for payment, and the voucher."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.funding import money
from fyr.funding.forms.base import LONG, NoteForm, RowForm
from fyr.web.forms import DateField


class RequestForm(RowForm):
    statement = forms.CharField(
        label=_("What is the money for in this period?"),
        widget=LONG,
        max_length=2000,
        help_text=_("Write of no person."),
    )

    @property
    def named(self) -> str:
        return gettext("tranche %(number)d, %(amount)s") % {
            "number": self.row.number,
            "amount": money.shown(self.row.amount, self.row.grant.currency),
        }


class Vouched(RowForm):
    voucher = forms.CharField(label=_("Voucher number in the accounting system"), max_length=60)
    on = DateField(label=_("Date of the voucher"))


class RecordForm(Vouched):
    foreign_amount = forms.CharField(label=_("Paid in another currency: amount"), required=False, max_length=30)
    foreign_currency = forms.CharField(label=_("Currency"), required=False, max_length=3)
    rate = forms.DecimalField(
        label=_("Rate"),
        required=False,
        min_value=Decimal("0.000000001"),
        max_digits=18,
        decimal_places=9,
        localize=True,
        help_text=_("What one unit of it costs in the decision's currency."),
    )
    rate_source = forms.CharField(label=_("Who published the rate, for which day?"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        return clean_foreign(self, super().clean() or self.cleaned_data)


class PutRightForm(NoteForm):
    note = forms.CharField(label=_("What was wrong with the voucher?"), max_length=400)


def clean_foreign(form: forms.Form, told: dict[str, Any]) -> dict[str, Any]:
    """All four fields of another currency, or none; the amount becomes a whole number of its smallest unit."""
    names = ("foreign_amount", "foreign_currency", "rate", "rate_source")
    given = [name for name in names if told.get(name)]
    for name in names:
        if given and name not in given and name not in form.errors:
            form.add_error(
                name, _("For another currency the amount, the currency, the rate and its source go together.")
            )
    told["foreign_currency"] = (told.get("foreign_currency") or "").upper()
    if told["foreign_currency"] and not money.CURRENCY.fullmatch(told["foreign_currency"]):
        form.add_error("foreign_currency", _("Write the currency with three capital letters, such as SEK."))
    if told.get("rate") is not None and told["rate"] <= 0:
        form.add_error("rate", _("Write a rate above zero."))
    try:
        text = told.get("foreign_amount")
        told["foreign_amount"] = money.parse(text, told["foreign_currency"]) if text else None
    except Refused as error:
        form.add_error("foreign_amount", str(error.text))
    return told
