"""Rights, permits, counsel and compensation."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.cases import rights
from fyr.cases.codes.rights import Applicant, ClaimKind, CounselKind, InterpreterPresent, PermitAnswer, RightState
from fyr.cases.forms.work import in_days, text
from fyr.cases.models import Claim, Counsel, Permit
from fyr.web.forms import LARGEST, DateField, KeyedForm, VersionedForm

ANSWERS = [(code, label) for code, label in PermitAnswer.choices if code != PermitAnswer.PENDING]
TOLD = (RightState.GIVEN, RightState.DECLINED, RightState.NOT_ASKED, RightState.NOT_RELEVANT)
INFORMED = {
    RightState.GIVEN: _("She was told"),
    RightState.DECLINED: _("She did not want to hear it now"),
    RightState.NOT_ASKED: _("She was not told"),
}


def told_states() -> list[tuple[str, Any]]:
    return [(state.value, INFORMED.get(state, state.label)) for state in TOLD]


class RightForm(KeyedForm):
    state = forms.ChoiceField(label=_("What happened?"), choices=RightState, widget=forms.RadioSelect)
    on = DateField(label=_("On"), initial=in_days(0))
    language = forms.CharField(label=_("In which language?"), required=False, max_length=100)
    interpreter = forms.ChoiceField(
        label=_("Was an interpreter there?"),
        choices=InterpreterPresent,
        initial=InterpreterPresent.NOT_NOTED,
        widget=forms.RadioSelect,
    )
    note = text(_("Note"))

    def __init__(self, *args: Any, right: rights.Right, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if right.is_information:
            self.fields["state"].choices = told_states()


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
        """Everything that is missing is told at once; the action asks the same again."""
        data = super().clean() or self.cleaned_data
        needed = {
            PermitAnswer.GRANTED: (
                ("valid_from", _("Write the first day of the permit.")),
                ("valid_until", _("Write the last day of the permit.")),
            ),
            PermitAnswer.REFUSED: (("reason", _("Write the reason that was given.")),),
        }
        for name, told in needed.get(data.get("answer", ""), ()):
            if name not in self.errors and not data.get(name):
                self.add_error(name, told)
        return data


class AppealForm(KeyedForm):
    appealed_by = forms.ChoiceField(label=_("Who appealed?"), widget=forms.RadioSelect)
    on = DateField(label=_("On"), initial=in_days(0))

    def __init__(self, *args: Any, permit: Permit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = permit.rule
        self.fields["appealed_by"].choices = [
            (code, label) for code, label in Applicant.choices if rule and rule.may_appeal(code, permit.applicant)
        ]


class CounselForm(KeyedForm):
    kind = forms.ChoiceField(label=_("Which counsel?"), choices=CounselKind, widget=forms.RadioSelect)
    requested_on = DateField(label=_("Asked for on"), initial=in_days(0))
    appointed_on = DateField(label=_("Appointed on"), required=False)
    name = forms.CharField(label=_("Name of counsel, and how to reach them"), required=False, max_length=300)
    note = text(_("Note"))


class ChangeCounselForm(VersionedForm, CounselForm):
    @classmethod
    def of(cls, kept: Counsel, data: Any = None) -> "ChangeCounselForm":
        return cls(data, initial=_initial(kept, "kind", "requested_on", "appointed_on", "name", "note", "version"))


class ClaimForm(KeyedForm):
    kind = forms.ChoiceField(label=_("What is claimed?"), choices=ClaimKind, widget=forms.RadioSelect)
    claimed_on = DateField(label=_("Claimed on"), initial=in_days(0))
    claimed = forms.IntegerField(label=_("Amount claimed, kr"), required=False, min_value=0, max_value=LARGEST)
    awarded_on = DateField(label=_("Decided on"), required=False)
    awarded = forms.IntegerField(
        label=_("Amount awarded, kr"),
        required=False,
        min_value=0,
        max_value=LARGEST,
        help_text=_("Write 0 where nothing was awarded; leave it empty where it is not known."),
    )
    paid_on = DateField(label=_("Paid to her on"), required=False)
    paid = forms.IntegerField(label=_("Amount paid to her, kr"), required=False, min_value=0, max_value=LARGEST)
    note = text(_("Note"))


class ChangeClaimForm(VersionedForm, ClaimForm):
    @classmethod
    def of(cls, kept: Claim, data: Any = None) -> "ChangeClaimForm":
        names = ("kind", "claimed_on", "claimed", "awarded_on", "awarded", "paid_on", "paid", "note", "version")
        return cls(data, initial=_initial(kept, *names))


def _initial(kept: Counsel | Claim, *names: str) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in names}
