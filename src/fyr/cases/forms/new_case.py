"""The page on which a case is opened."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Unit
from fyr.cases.actions.intake import Intake
from fyr.cases.codes.consent import Protection
from fyr.cases.forms.contact import ContactFields
from fyr.cases.forms.intake import IntakeFields
from fyr.web.forms import KeyedForm


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
