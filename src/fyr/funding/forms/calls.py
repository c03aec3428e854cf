"""A call."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding import schemes
from fyr.funding.forms.base import LONG, MoneyField, RowForm
from fyr.funding.forms.decisions import YEAR
from fyr.web.forms import DateField


class CallForm(RowForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    scheme = forms.ChoiceField(label=_("Under which rules?"), choices=lambda: schemes.choices(by_call=True))
    purpose = forms.CharField(label=_("For what can be applied?"), widget=LONG, max_length=4000)
    criteria = forms.CharField(
        label=_("Criteria, one a line"),
        widget=LONG,
        max_length=2000,
        help_text=_("Each gets 0 to 4 points in an assessment."),
    )
    opens_on = DateField(label=_("Opens on"))
    closes_on = DateField(label=_("Closes on"))
    year = forms.IntegerField(label=_("Budget year"), **YEAR)
    frame = MoneyField(label=_("Amount to distribute"), required=False)

    def clean_criteria(self) -> list[str]:
        return [line.strip()[:200] for line in self.cleaned_data["criteria"].splitlines() if line.strip()][:10]
