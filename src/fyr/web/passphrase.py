"""The passphrase of a file that leaves: asked for twice, kept nowhere."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.web.forms import KeyedForm


class PassphraseForm(KeyedForm):
    """Never a draft: a passphrase is not kept."""

    drafts = False
    passphrase = forms.CharField(
        label=_("Passphrase for the file"),
        min_length=16,
        max_length=200,
        help_text=_("At least 16 characters. Fyr does not keep it: without it nobody can open the file."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The passphrase again"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("passphrase") and data.get("passphrase") != data.get("again"):
            self.add_error("again", _("The two passphrases differ. Write the same one twice."))
        return data
