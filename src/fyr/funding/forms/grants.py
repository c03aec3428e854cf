from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding import schemes
from fyr.funding.codes.standing import Standing
from fyr.funding.forms.base import LONG, RowForm, Sourced
from fyr.funding.forms.tranches import TRANCHES, Tranches
from fyr.funding.models import Party
from fyr.web.forms import DateField


class ProposeForm(Tranches, RowForm, Sourced):
    """A grant without a call: by agreement, or a direct contribution."""

    PARTS = (
        (_("What is granted"), ("recipient", "scheme", "title", "purpose", "diary", "starts_on", "ends_on", "reasons")),
        (_("How sure it is"), ("source", "standing")),
        (_("Tranches"), TRANCHES),
    )

    recipient = forms.ModelChoiceField(label=_("Who receives it?"), queryset=Party.objects.none())
    scheme = forms.ChoiceField(label=_("Under which rules?"), choices=lambda: schemes.choices(by_call=False))
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("It becomes public. Write of no person."))
    purpose = forms.CharField(label=_("Purpose"), required=False, widget=LONG, max_length=4000)
    diary = forms.CharField(label=_("Registration number"), required=False, max_length=80)
    starts_on = DateField(label=_("From"), required=False)
    ends_on = DateField(label=_("To"), required=False)
    reasons = forms.CharField(label=_("Reasons"), widget=LONG, max_length=4000)

    def prepare(self) -> None:
        self.fields["recipient"].queryset = Party.objects.order_by("name")
        self.fields["standing"].initial = Standing.STATED

    def told(self) -> dict[str, Any]:
        return {
            name: value for name, value in self.values().items() if not name.startswith(("amount_", "day_", "after_"))
        }
