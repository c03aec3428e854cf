"""Applications for a permit and their answers."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.cases import rights
from fyr.cases.codes.rights import UNDECIDED, Applicant, PermitAnswer
from fyr.cases.forms.parts import in_days, text
from fyr.cases.models import Permit
from fyr.web.forms import DateField, KeyedForm

ANSWERS = [(code, label) for code, label in PermitAnswer.choices if code not in UNDECIDED]


ANSWERED = ("answer", "decided_on", "valid_from", "valid_until", "reason")


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


class AnswerForm(KeyedForm):
    unmarked = True
    answer = forms.ChoiceField(label=_("What was answered?"), choices=ANSWERS, widget=forms.RadioSelect)
    decided_on = DateField(label=_("Decided on"), initial=in_days(0))
    valid_from = DateField(
        label=_("If granted: first day"), required=False, help_text=_("Needed when the permit was granted.")
    )
    valid_until = DateField(
        label=_("If granted: last day"), required=False, help_text=_("Needed when the permit was granted.")
    )
    reason = text(_("If refused: the reason that was given (needed then)"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ask_for_the_missing(self)
        return data


class AppealForm(KeyedForm):
    appealed_by = forms.ChoiceField(label=_("Who appealed?"), widget=forms.RadioSelect)
    on = DateField(label=_("On"), initial=in_days(0))

    def __init__(self, *args: Any, permit: Permit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["appealed_by"].choices = appellants(permit)


def ask_for_the_missing(form: forms.Form) -> None:
    """Everything that is missing is told at once; the action asks the same again."""
    days = (
        ("valid_from", _("Write the first day of the permit.")),
        ("valid_until", _("Write the last day of the permit.")),
    )
    decided = ("decided_on", _("Write the day of the decision."))
    needed = {
        PermitAnswer.GRANTED: (decided, *days),
        PermitAnswer.REFUSED: (decided, ("reason", _("Write the reason that was given."))),
        PermitAnswer.WITHDRAWN: (decided,),
    }
    for name, told in needed.get(form.cleaned_data.get("answer", ""), ()):
        if name not in form.errors and not form.cleaned_data.get(name):
            form.add_error(name, told)


def appellants(permit: Permit) -> list[tuple[str, Any]]:
    rule = permit.rule
    return [(code, label) for code, label in Applicant.choices if rule and rule.may_appeal(code, permit.applicant)]
