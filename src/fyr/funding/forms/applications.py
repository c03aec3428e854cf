from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding.forms.base import LONG, MoneyField, RowForm, RowVersionedForm
from fyr.funding.models import Party
from fyr.web.forms import DateField

HELP = _("It becomes a public document. Write of no person.")


class ApplyForm(RowForm):
    """The first step: a title, and for which of her organisations."""

    party = forms.ModelChoiceField(
        label=_("Which organisation applies?"), queryset=Party.objects.none(), empty_label=None
    )
    title = forms.CharField(label=_("Title"), max_length=200)

    def prepare(self) -> None:
        units = self.by.rights.units("funding.report") if self.by else []
        self.fields["party"].queryset = Party.objects.filter(unit__in=units).order_by("name")


class ApplicationForm(RowVersionedForm):
    """Nothing is required until it is sent in: a half-filled application is saved as it is."""

    FIELDS = (
        "title", "plan", "expected", "starts_on", "ends_on", "amount", "own_funding", "costs", "other_grants",
        "no_other_grants", "signatory", "attested",
    )  # fmt: skip
    PARTS = (
        (_("What you want to do"), ("title", "plan", "expected", "starts_on", "ends_on")),
        (_("What it costs"), ("amount", "own_funding", "costs")),
        (_("Other state grants"), ("other_grants", "no_other_grants")),
        (_("Who stands for it"), ("signatory", "attested")),
    )
    unmarked = True

    title = forms.CharField(label=_("Title"), max_length=200)
    plan = forms.CharField(label=_("Plan"), required=False, widget=LONG, max_length=8000, help_text=HELP)
    expected = forms.CharField(label=_("Which result is expected?"), required=False, widget=LONG, max_length=4000)
    starts_on = DateField(label=_("From"), required=False)
    ends_on = DateField(label=_("To"), required=False)
    amount = MoneyField(label=_("Amount you apply for"), required=False)
    own_funding = MoneyField(label=_("What you pay yourselves"), required=False, zero=True)
    costs = forms.CharField(label=_("Costs, by kind"), required=False, widget=LONG, max_length=4000)
    other_grants = forms.CharField(
        label=_("Which state grants have you sought or received for it?"), required=False, widget=LONG, max_length=2000
    )
    no_other_grants = forms.BooleanField(label=_("None"), required=False)
    signatory = forms.CharField(
        label=_("Who may sign for the organisation?"),
        required=False,
        max_length=200,
        help_text=_("The role, such as chair."),
    )
    attested = forms.BooleanField(label=_("An authorised representative has attested this application"), required=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("It cannot end before it starts."))
        if told.get("other_grants") and told.get("no_other_grants"):
            self.add_error("no_other_grants", _("You have named other grants above. Choose one of the two."))
        return told
