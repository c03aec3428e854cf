"""Protected identity and the address that goes with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.consent import Protection
from fyr.cases.forms.parts import text
from fyr.cases.models import ProtectedAddress
from fyr.web.forms import KeyedForm, VersionedForm


class ProtectionForm(KeyedForm):
    protection = forms.ChoiceField(
        label=_("How is her identity protected?"), choices=Protection, widget=forms.RadioSelect
    )


class AddressForm(VersionedForm):
    address = text(
        _("Address"),
        help_text=_(
            "It stands on this page: on no list, in no export, and on no paper but her own answer to a request for access."
        ),
    )

    @classmethod
    def of(cls, kept: ProtectedAddress | None, data: Any = None) -> "AddressForm":
        initial = {"address": (kept.address or "") if kept else "", "version": kept.version if kept else 0}
        return cls(data, initial=initial)
