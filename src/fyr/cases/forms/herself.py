"""One question about herself on one form, so that half a conversation is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.actions.herself import Told
from fyr.cases.codes.herself import USE_TOLD, AloneWith, Said, Use
from fyr.cases.forms.parts import in_days, text
from fyr.cases.herself import Question
from fyr.web.forms import DateField, VersionedForm

ANSWERS = [(one.value, one.label) for one in Said if one != Said.NOT_ASKED]


class AboutHerselfForm(VersionedForm):
    said = forms.ChoiceField(label=_("How did she answer?"), choices=ANSWERS, widget=forms.RadioSelect)
    choices = forms.MultipleChoiceField(label=_("What did she answer?"), required=False)
    words = text(_("In her own words"), help_text=_("Only what she wants written down."))
    carry = forms.BooleanField(
        label=_("Put it into her details in the standard HTCDS too"),
        required=False,
        help_text=_("Only if she wants. The details are shown to more people, and go out in exports with identity."),
    )
    use = forms.ChoiceField(
        label=_("What may the answer be used for? She decides."),
        choices=Use,
        initial=Use.HELP,
        widget=forms.RadioSelect,
    )
    stop_asking = forms.BooleanField(label=_("She does not want to be asked this again"), required=False)
    asked_by = forms.CharField(label=_("Who asked?"), required=False, max_length=200)
    asked_on = DateField(label=_("When was she asked?"), initial=in_days(0))
    language = forms.CharField(label=_("In which language was she asked?"), required=False, max_length=100)
    present = forms.ChoiceField(
        label=_("Who was there?"), choices=AloneWith, initial=AloneWith.ALONE, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, question: Question, in_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["use"].choices = [(one.value, f"{one.label}. {told}") for one, told in USE_TOLD.items()]
        labelled = [(one.code, one.label(in_language)) for one in question.choices]
        if not labelled:
            del self.fields["choices"]
        elif question.several:
            self.fields["choices"].choices = labelled
            self.fields["choices"].widget = forms.CheckboxSelectMultiple(choices=labelled)
        else:
            self.fields["choices"] = forms.ChoiceField(
                label=_("What did she answer?"),
                choices=[*labelled, ("", _("None of these words"))],
                initial="",
                required=False,
                widget=forms.RadioSelect,
            )
        if not any(one.htcds for one in question.choices):
            del self.fields["carry"]

    def told(self) -> Told:
        data = self.cleaned_data
        chosen = data.get("choices") or []
        return Told(
            said=data["said"],
            choices=(chosen,) if isinstance(chosen, str) else tuple(chosen),
            words=data["words"],
            use=data["use"],
            stop_asking=data["stop_asking"],
            asked_by=data["asked_by"],
            asked_on=data["asked_on"],
            language=data["language"],
            present=data["present"],
            carry=data.get("carry", False),
        )
