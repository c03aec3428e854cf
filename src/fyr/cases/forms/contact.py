"""How she can be reached without harm."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.actions.contact import CONTACT_TEXTS, Contact
from fyr.cases.codes.contact import Voicemail
from fyr.cases.models import SafeContact
from fyr.web.forms import VersionedForm


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


class SafeContactForm(VersionedForm, ContactFields):
    @classmethod
    def of(cls, contact: SafeContact | None, data=None) -> "SafeContactForm":
        if contact is None:
            return cls(data, initial={"version": 0})
        initial = {name: getattr(contact, name) or "" for name in CONTACT_TEXTS}
        return cls(data, initial={**initial, "voicemail": contact.voicemail, "version": contact.version})
