"""All that is noted of an application for a permit, as it should have been."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.rights import UNDECIDED, PermitAnswer
from fyr.cases.forms.parts import text
from fyr.cases.forms.permit_answer import ANSWERED, appellants, ask_for_the_missing
from fyr.cases.forms.permits import PermitForm
from fyr.cases.models import Permit
from fyr.web.forms import DateField, VersionedForm


class CorrectPermitForm(VersionedForm, PermitForm):
    """All that is noted of an application, its answer and its appeal, each as it should have been."""

    unmarked = True
    answer = forms.ChoiceField(label=_("What was answered?"), choices=PermitAnswer, widget=forms.RadioSelect)
    decided_on = DateField(label=_("Decided on"), required=False, help_text=_("Needed when it was answered."))
    valid_from = DateField(
        label=_("If granted: first day"), required=False, help_text=_("Needed when the permit was granted.")
    )
    valid_until = DateField(
        label=_("If granted: last day"), required=False, help_text=_("Needed when the permit was granted.")
    )
    reason = text(_("If refused: the reason that was given (needed then)"))
    appealed_by = forms.ChoiceField(label=_("Who appealed?"), required=False, widget=forms.RadioSelect)
    appealed_on = DateField(
        label=_("Appealed on"), required=False, help_text=_("Leave it empty where nobody appealed.")
    )
    why = text(_("Why is it corrected? (needed where an answer falls away)"))
    field_order = ("kind", "applicant", "applied_on", "reference", "answer")

    @classmethod
    def of(cls, kept: Permit, data: Any = None) -> "CorrectPermitForm":
        names = ("kind", "applicant", "applied_on", "reference", *ANSWERED, "appealed_by", "appealed_on", "version")
        form = cls(data, initial={name: getattr(kept, name) for name in names})
        if kept.appealed_on is None:
            del form.fields["appealed_by"], form.fields["appealed_on"]
        else:
            form.fields["appealed_by"].choices = appellants(kept)
        return form

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ask_for_the_missing(self)
        falls_away = data.get("answer") in UNDECIDED and self.initial["answer"] not in UNDECIDED
        if falls_away and not data.get("why"):
            self.add_error("why", _("Write why the answer falls away."))
        return data
