"""Accounts, organisations, units, and the filter of the journal."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
    SignupWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fyr.access import passkeys, regions
from fyr.access.models import Member, Organisation, Unit
from fyr.access.roles import ROLES
from fyr.journal.models import Outcome
from fyr.web.forms import DateField, FilterForm, KeyedForm

OUTCOMES = {Outcome.DONE: _("Done"), Outcome.REFUSED: _("Refused"), Outcome.FAILED: _("Failed")}


def role_choices() -> list[tuple[str, str]]:
    return [(code, f"{role.name}: {role.sentence}") for code, role in ROLES.items()]


class JoinForm(KeyedForm):
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.order_by("name"), empty_label=None)
    role = forms.ChoiceField(label=_("Role"), choices=role_choices, widget=forms.RadioSelect)


class InviteForm(JoinForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("Work e-mail"), max_length=254)
    field_order = ("name", "email", "unit", "role")


class UnitForm(KeyedForm):
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.order_by("name"), empty_label=None
    )
    name = forms.CharField(label=_("Name of the unit"), max_length=200)
    code = forms.SlugField(label=_("Code"), help_text=_("Small letters, digits and hyphens, such as region-south."))
    region = forms.ChoiceField(label=_("Region"), required=False, choices=regions.choices)
    takes_referrals = forms.BooleanField(label=_("Other units may refer to it"), required=False, initial=True)


class PlaceForm(KeyedForm):
    region = forms.ChoiceField(
        label=_("Region"),
        required=False,
        choices=regions.choices,
        help_text=_("Where the needs in its cases are counted from now on."),
    )


class OrganisationForm(KeyedForm):
    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    code = forms.SlugField(label=_("Code"), help_text=_("Small letters, digits and hyphens, such as region-south."))


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("Work e-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )


class LanguageForm(KeyedForm):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)


class JournalFilter(FilterForm):
    actor = forms.ModelChoiceField(
        label=_("Who"), queryset=Member.objects.order_by("name"), required=False, empty_label=_("All")
    )
    label = forms.CharField(
        label=_("What"), required=False, max_length=64, help_text=_("A code such as cases:case or referral.sent.")
    )
    outcome = forms.ChoiceField(label=_("Outcome"), required=False, choices=[("", _("All")), *OUTCOMES.items()])
    since = DateField(label=_("From"), required=False)
    until = DateField(label=_("Until and including"), required=False)


class PasskeyName(KeyedForm):
    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("Such as “my telephone” or “grey key”."))


def _signed_here(parse: Any, credential: Any) -> None:
    """Refuses what is no answer of a browser, and what was signed for another page than one of this node."""
    try:
        origin = parse(credential).response.client_data.origin
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise get_adapter().validation_error("incorrect_code") from error
    if not passkeys.came_from_here(origin):
        raise get_adapter().validation_error("incorrect_code")


class PasskeyForm(SignupWebAuthnForm):
    name = forms.CharField(
        label=_("Name"), max_length=60, required=False, help_text=_("Such as “my telephone” or “grey key”.")
    )

    def clean_credential(self) -> Any:
        credential = self.cleaned_data["credential"]
        _signed_here(auth.parse_registration_response, credential)
        return credential


class _Signed:
    def clean_credential(self) -> Any:
        _signed_here(auth.parse_authentication_response, self.cleaned_data["credential"])  # type: ignore[attr-defined]
        return super().clean_credential()  # type: ignore[misc]


class PasskeyAnswer(_Signed, AuthenticateWebAuthnForm):
    pass


class PasskeyLogin(_Signed, LoginWebAuthnForm):
    pass


class PasskeyProof(_Signed, ReauthenticateWebAuthnForm):
    pass
