"""What is known at the first contact."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.actions.intake import Intake
from fyr.cases.codes.case import Age, Concern, ContactCame
from fyr.cases.codes.contact import Interpreter
from fyr.cases.models import Case
from fyr.web.forms import VersionedForm


class IntakeFields(forms.Form):
    alias = forms.CharField(
        label=_("Alias"),
        max_length=100,
        help_text=_("What you call her here. Not her real name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    danger = forms.BooleanField(
        label=_("She is in immediate danger"), required=False, help_text=_("Call 112 first. Fyr can wait.")
    )
    age = forms.ChoiceField(
        label=_("Child or adult?"),
        choices=Age,
        initial=Age.NOT_KNOWN,
        widget=forms.RadioSelect,
        help_text=_("An age in doubt is treated as a child until it is verified."),
    )
    concerns = forms.MultipleChoiceField(
        label=_("What does it concern?"),
        choices=Concern,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several may hold. A suspicion is enough."),
    )
    contact_came = forms.ChoiceField(
        label=_("How did contact come?"), choices=[("", _("Not stated")), *ContactCame.choices], required=False
    )
    language = forms.CharField(label=_("Language she wants to speak"), required=False, max_length=100)
    interpreter = forms.ChoiceField(
        label=_("Interpreter"), choices=Interpreter, initial=Interpreter.NOT_ASKED, widget=forms.RadioSelect
    )
    interpreter_avoid = forms.CharField(label=_("Interpreters or dialects to avoid"), required=False, max_length=300)
    circumstances = forms.CharField(
        label=_("What has been seen or told?"),
        required=False,
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def intake(self, **more) -> Intake:
        data = self.cleaned_data
        return Intake(
            alias=data["alias"],
            concerns=frozenset(data["concerns"]),
            contact_came=data["contact_came"],
            language=data["language"],
            interpreter=data["interpreter"],
            interpreter_avoid=data["interpreter_avoid"],
            circumstances=data["circumstances"],
            age=data["age"],
            danger=data["danger"],
            **more,
        )


class ChangeIntakeForm(VersionedForm, IntakeFields):
    @classmethod
    def of(cls, case: Case, data=None) -> "ChangeIntakeForm":
        names = ("alias", "language", "interpreter_avoid", "circumstances", "contact_came", "age", "interpreter")
        initial = {name: getattr(case, name) for name in names}
        initial |= {"danger": case.danger, "concerns": case.concerns}
        return cls(data, initial={**initial, "version": case.version})
