"""What she needs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.needs import NeedKind, UnmetReason
from fyr.cases.forms.parts import text
from fyr.cases.models import Need
from fyr.web.forms import KeyedForm, VersionedForm


class NeedForm(KeyedForm):
    kind = forms.ChoiceField(label=_("Kind of need"), choices=[("", _("Choose a need")), *NeedKind.choices])
    description = text(_("In her own words"), help_text=_("What does she need, and how soon?"))


class ChangeNeedForm(VersionedForm, NeedForm):
    @classmethod
    def of(cls, need: Need, data=None) -> "ChangeNeedForm":
        initial = {"kind": need.kind, "description": need.description or "", "version": need.version}
        return cls(data, initial=initial)


class UnmetForm(KeyedForm):
    reason = forms.ChoiceField(label=_("Why can the need not be met?"), choices=UnmetReason, widget=forms.RadioSelect)
    note = text(_("What was tried?"))
