"""The decision on a grant, and its agreement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding.codes.decisions import ConditionKind
from fyr.funding.forms.base import LONG, RowForm
from fyr.web.forms import DateField


class DecideForm(RowForm):
    """The decision of the approver, on what somebody else proposed."""

    approve = forms.ChoiceField(
        label=_("Your decision"), choices=[("yes", _("Approve")), ("no", _("Do not approve"))], widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Remark or reason"), required=False, widget=LONG, max_length=2000)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("approve") == "no" and not told.get("note"):
            self.add_error("note", _("Say why, so that the officer knows what to do."))
        return told


class GrantDecideForm(DecideForm):
    on = DateField(label=_("Date of the decision"), required=False, help_text=_("Empty: today."))


class AgreeForm(RowForm):
    on = DateField(label=_("Signed on"))
    signed_by = forms.CharField(
        label=_("Who signed for the recipient?"), max_length=200, help_text=_("The role, such as chair.")
    )
    terms = forms.CharField(label=_("Terms that matter for follow-up"), required=False, widget=LONG, max_length=4000)
    interim_on = DateField(label=_("Interim report due on"), required=False)
    final_on = DateField(label=_("Final report due on"))
    repay_on = DateField(label=_("Unused money repaid by"), required=False)

    def reports(self) -> list[tuple[str, Any]]:
        days = ((ConditionKind.INTERIM, "interim_on"), (ConditionKind.FINAL, "final_on"))
        return [(kind, self.cleaned_data[name]) for kind, name in days if self.cleaned_data[name]]
