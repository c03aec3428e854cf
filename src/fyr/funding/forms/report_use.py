"""The step of a report that tells what the money was used for."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.funding import money
from fyr.funding.forms.base import MoneyField
from fyr.funding.forms.reports import ReportStep
from fyr.web.forms import DateField

LINES = 8


class UseForm(ReportStep):
    """Step one: what the money was used for, from the beginning up to a day."""

    FIELDS = ("until", "rate", "rate_source", "foreign_currency")

    until = DateField(label=_("Up to which day does the report tell?"))

    def prepare(self) -> None:
        lines = [*self.row.lines, *([["", None]] * LINES)][:LINES]
        for n, (what, amount) in enumerate(lines, 1):
            names = {"number": n}
            self.fields[f"what_{n}"] = forms.CharField(
                label=gettext("Cost %(number)d: for what?") % names,
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"data-beside": "wide"}),
            )
            self.fields[f"amount_{n}"] = MoneyField(
                label=gettext("Cost %(number)d: amount") % names,
                required=False,
                beside=True,
                zero=True,
                currency=self.row.foreign_currency or self.row.grant.currency,
            )
            self.initial.update({f"what_{n}": what, f"amount_{n}": amount})
        self.fields["foreign_currency"] = forms.CharField(
            label=_("Accounts in another currency: which?"), required=False, max_length=3
        )
        self.fields["rate"] = forms.DecimalField(
            label=_("Rate"),
            required=False,
            min_value=Decimal("0.000000001"),
            max_digits=18,
            decimal_places=9,
            help_text=_("What one unit of it costs in the decision's currency."),
        )
        self.fields["rate_source"] = forms.CharField(
            label=_("Who published the rate, for which day?"), required=False, max_length=200
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        currency = (told.get("foreign_currency") or "").upper()
        if currency and not money.CURRENCY.fullmatch(currency):
            self.add_error("foreign_currency", _("Write the currency with three capital letters, such as SEK."))
        for n in range(1, LINES + 1):
            if told.get(f"amount_{n}") and not told.get(f"what_{n}"):
                self.add_error(f"what_{n}", _("Say what it was used for."))
            if told.get(f"what_{n}") and told.get(f"amount_{n}") is None and f"amount_{n}" not in self.errors:
                self.add_error(f"amount_{n}", _("Write the amount, 0 where nothing was used."))
        foreign = {name: told.get(name) for name in ("foreign_currency", "rate", "rate_source")}
        for name, value in foreign.items():
            if any(foreign.values()) and not value and name not in self.errors:
                self.add_error(name, _("For another currency the currency, the rate and its source go together."))
        for n in range(1, LINES + 1):
            # The amounts were read before it was known in which currency they are.
            if told.get(f"amount_{n}") and f"amount_{n}" not in self.errors and not self.errors.get("foreign_currency"):
                self._read_anew(f"amount_{n}", currency or self.row.grant.currency)
        return told

    def _read_anew(self, name: str, currency: str) -> None:
        try:
            self.cleaned_data[name] = money.parse(self.data[self.add_prefix(name)], currency)
        except Refused as error:
            self.add_error(name, str(error.text))

    def lines(self) -> list[list[Any]]:
        told = self.cleaned_data
        rows = [[told.get(f"what_{n}"), told.get(f"amount_{n}")] for n in range(1, LINES + 1)]
        return [row for row in rows if row[0] and row[1] is not None]

    def told(self) -> dict[str, Any]:
        told, lines = self.cleaned_data, self.lines()
        used = sum(amount for _what, amount in lines)
        currency = (told.get("foreign_currency") or "").upper()
        return {
            "until": told["until"],
            "lines": lines,
            "used": used,
            "foreign_amount": used if currency and used else None,
            "foreign_currency": currency if used else "",
            "rate": told.get("rate") if currency and used else None,
            "rate_source": (told.get("rate_source") or "") if used else "",
        }
