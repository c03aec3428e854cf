"""Up to four tranches of a grant."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.funding.actions.grants import Tranche
from fyr.funding.forms.base import MoneyField
from fyr.web.forms import DateField

MOST = 4
TRANCHES = tuple(f"{name}_{number}" for number in range(1, MOST + 1) for name in ("amount", "day", "after"))


class Tranches(forms.Form):
    """Up to four tranches: an amount, a day, and whether a report must be approved first."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(_tranche_fields())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for number in range(1, MOST + 1):
            amount, day = told.get(f"amount_{number}"), told.get(f"day_{number}")
            if amount and not day:
                self.add_error(f"day_{number}", _("Say when it is planned to be paid."))
            if day and not amount and not self.errors.get(f"amount_{number}"):
                self.add_error(f"amount_{number}", _("Write an amount above zero."))
        return told

    def tranches(self) -> list[Tranche]:
        told = self.cleaned_data
        return [
            Tranche(told[f"amount_{n}"], told[f"day_{n}"], told[f"after_{n}"])
            for n in range(1, MOST + 1)
            if told.get(f"amount_{n}") and told.get(f"day_{n}")
        ]


def _tranche_fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for n in range(1, MOST + 1):
        fields[f"amount_{n}"] = MoneyField(
            label=gettext("Tranche %(number)d: amount") % {"number": n}, required=False, beside=True
        )
        fields[f"day_{n}"] = DateField(
            label=gettext("Tranche %(number)d: planned on") % {"number": n},
            required=False,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-beside": ""}),
        )
        fields[f"after_{n}"] = forms.BooleanField(
            label=gettext("Tranche %(number)d: after a report is approved") % {"number": n},
            required=False,
            widget=forms.CheckboxInput(attrs={"data-beside": ""}),
        )
    return fields
