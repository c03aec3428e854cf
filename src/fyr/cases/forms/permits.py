"""An application for a permit."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.cases import rights
from fyr.cases.codes.rights import Applicant
from fyr.cases.forms.parts import in_days
from fyr.web.forms import DateField, KeyedForm


class PermitForm(KeyedForm):
    kind = forms.ChoiceField(label=_("What is applied for?"), widget=forms.RadioSelect)
    applicant = forms.ChoiceField(
        label=_("Who applied?"),
        choices=Applicant,
        widget=forms.RadioSelect,
        help_text=_("She cannot apply herself. The board can apply for the reflection period only."),
    )
    applied_on = DateField(label=_("Applied on"), initial=in_days(0))
    reference = forms.CharField(label=_("File number of the Migration Agency"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.code, one.said(get_language())["name"]) for one in rights.all_permits()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, applicant, on = rights.permit(data.get("kind", "")), data.get("applicant"), data.get("applied_on")
        if kind and applicant and isinstance(on, datetime.date) and not kind.may_apply(applicant, on):
            self.add_error("applicant", _("The law did not let this applicant apply for that on this day."))
        return data
