"""What was answered to an application, and whether that was appealed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.rights import UNDECIDED, Applicant, PermitAnswer
from fyr.cases.forms.parts import in_days, text
from fyr.cases.models import Permit
from fyr.web.forms import DateField, KeyedForm

ANSWERS = [(code, label) for code, label in PermitAnswer.choices if code not in UNDECIDED]


ANSWERED = ("answer", "decided_on", "valid_from", "valid_until", "reason")


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
    appealed_on = DateField(label=_("On"), initial=in_days(0))

    def __init__(self, *args: Any, permit: Permit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["appealed_by"].choices = appellants(permit)

    def values(self) -> dict[str, Any]:
        return {"appealed_by": self.cleaned_data["appealed_by"], "on": self.cleaned_data["appealed_on"]}


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
