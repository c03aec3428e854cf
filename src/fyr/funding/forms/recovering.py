"""Recovery and waiver."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding import schemes
from fyr.funding.codes.grants import Outcome
from fyr.funding.forms.base import LONG, MoneyField, RowForm


class RecoverForm(RowForm):
    outcome = forms.ChoiceField(
        label=_("What do you propose?"),
        choices=[(one.value, one.label) for one in (Outcome.RECOVER, Outcome.WAIVE)],
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    amount = MoneyField(label=_("Amount"))
    reasons = forms.CharField(label=_("Reasons"), widget=LONG, max_length=4000)

    def prepare(self) -> None:
        rules = schemes.scheme(self.row.scheme)
        self.fields["ground"].choices = [(one.code, str(one)) for one in rules.recovery]
