"""Intake: alias first, a name only if she wants."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Unit
from fyr.cases.actions.intake import CONTACT_TEXTS, Contact, Intake
from fyr.cases.codes import Age, Concern, ContactCame, Interpreter, Voicemail
from fyr.cases.codes.consent import Protection
from fyr.cases.models import Case, SafeContact
from fyr.web.forms import KeyedForm, VersionedForm


class ContactFields(forms.Form):
    """How she can be reached without harm."""

    how = forms.CharField(
        label=_("How may we contact her?"),
        required=False,
        max_length=500,
        help_text=_("For example: text message only, or through her support person."),
    )
    when = forms.CharField(label=_("When is it safe?"), required=False, max_length=500)
    phone = forms.CharField(
        label=_("Safe phone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    shared_with = forms.CharField(label=_("Who else uses the phone?"), required=False, max_length=500)
    code_word = forms.CharField(
        label=_("Code word"),
        required=False,
        max_length=100,
        help_text=_("A word that tells both of you that it is safe to talk."),
    )
    avoid = forms.CharField(
        label=_("What must never be done?"),
        required=False,
        max_length=500,
        help_text=_("People, places, numbers or senders to avoid."),
    )
    voicemail = forms.ChoiceField(
        label=_("Voicemail and messages"), choices=Voicemail, initial=Voicemail.NOT_ASKED, widget=forms.RadioSelect
    )

    def clean_phone(self) -> str:
        """Somebody will call it in a hurry."""
        phone = self.cleaned_data["phone"]
        if phone and sum(sign.isdigit() for sign in phone) < 5:
            raise forms.ValidationError(
                _("Write a number that can be called, or leave it empty and say above how to reach her.")
            )
        return phone

    def contact(self) -> Contact:
        data = self.cleaned_data
        return Contact(**{name: data[name] for name in CONTACT_TEXTS}, voicemail=data["voicemail"])


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


class NewCaseForm(KeyedForm, IntakeFields, ContactFields):
    """Everything of the first two minutes on one page; only the alias is required."""

    consultation = forms.BooleanField(
        label=_("Anonymous consultation, without identity"),
        required=False,
        help_text=_("For somebody who does not want to be recorded by name. It can become a case later."),
    )
    first_name = forms.CharField(
        label=_("First name"),
        required=False,
        max_length=100,
        help_text=_("Only if she wants."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    second_name = forms.CharField(
        label=_("Family name"),
        required=False,
        max_length=100,
        help_text=_("Only if she wants."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    protection = forms.ChoiceField(
        label=_("Protected identity"),
        choices=Protection,
        initial=Protection.NONE,
        help_text=_("Then only you and those whom you name see the case, and it never leaves this node in an export."),
    )
    unit = forms.ModelChoiceField(label=_("Unit that leads the case"), queryset=Unit.objects.none(), empty_label=None)

    PARTS = (
        (_("Safety first"), ("danger", "age")),
        (_("Who"), ("alias", "consultation", "first_name", "second_name", "protection")),
        (_("What it is about"), ("concerns", "contact_came", "circumstances")),
        (_("Language"), ("language", "interpreter", "interpreter_avoid")),
        (_("Safe contact"), ("how", "when", "phone", "shared_with", "code_word", "voicemail", "avoid")),
        (_("Responsible"), ("unit",)),
    )

    def __init__(self, *args, units, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["unit"].initial = units.first()

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if data.get("consultation") and (data.get("first_name") or data.get("second_name")):
            self.add_error(
                "consultation", _("An anonymous consultation holds no name. Empty the names, or untick this box.")
            )
        return data

    def whole_intake(self) -> Intake:
        data = self.cleaned_data
        return self.intake(
            first_name=data["first_name"],
            second_name=data["second_name"],
            consultation=data["consultation"],
            protection=data["protection"],
            contact=self.contact(),
        )


class ChangeIntakeForm(VersionedForm, IntakeFields):
    @classmethod
    def of(cls, case: Case, data=None) -> "ChangeIntakeForm":
        names = ("alias", "language", "interpreter_avoid", "circumstances", "contact_came", "age", "interpreter")
        initial = {name: getattr(case, name) for name in names}
        initial |= {"danger": case.danger, "concerns": case.concerns}
        return cls(data, initial={**initial, "version": case.version})


class SafeContactForm(VersionedForm, ContactFields):
    @classmethod
    def of(cls, contact: SafeContact | None, data=None) -> "SafeContactForm":
        if contact is None:
            return cls(data, initial={"version": 1})
        initial = {name: getattr(contact, name) or "" for name in CONTACT_TEXTS}
        return cls(data, initial={**initial, "voicemail": contact.voicemail, "version": contact.version})
