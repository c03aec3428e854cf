"""Counsel and compensation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.rights import ClaimKind, CounselKind
from fyr.cases.forms.parts import in_days, text
from fyr.cases.models import Claim, Counsel
from fyr.web.forms import LARGEST, DateField, KeyedForm, VersionedForm


class CounselForm(KeyedForm):
    kind = forms.ChoiceField(label=_("Which counsel?"), choices=CounselKind, widget=forms.RadioSelect)
    requested_on = DateField(label=_("Asked for on"), initial=in_days(0))
    appointed_on = DateField(label=_("Appointed on"), required=False)
    name = forms.CharField(label=_("Name of counsel, and how to reach them"), required=False, max_length=300)
    note = text(_("Note"))


class ChangeCounselForm(VersionedForm, CounselForm):
    @classmethod
    def of(cls, kept: Counsel, data: Any = None) -> "ChangeCounselForm":
        return cls(data, initial=_initial(kept, "kind", "requested_on", "appointed_on", "name", "note", "version"))


class ClaimForm(KeyedForm):
    kind = forms.ChoiceField(label=_("What is claimed?"), choices=ClaimKind, widget=forms.RadioSelect)
    claimed_on = DateField(label=_("Claimed on"), initial=in_days(0))
    claimed = forms.IntegerField(label=_("Amount claimed, kr"), required=False, min_value=0, max_value=LARGEST)
    awarded_on = DateField(label=_("Decided on"), required=False)
    awarded = forms.IntegerField(
        label=_("Amount awarded, kr"),
        required=False,
        min_value=0,
        max_value=LARGEST,
        help_text=_("Write 0 where nothing was awarded; leave it empty where it is not known."),
    )
    paid_on = DateField(label=_("Paid to her on"), required=False)
    paid = forms.IntegerField(label=_("Amount paid to her, kr"), required=False, min_value=0, max_value=LARGEST)
    note = text(_("Note"))


class ChangeClaimForm(VersionedForm, ClaimForm):
    @classmethod
    def of(cls, kept: Claim, data: Any = None) -> "ChangeClaimForm":
        names = ("kind", "claimed_on", "claimed", "awarded_on", "awarded", "paid_on", "paid", "note", "version")
        return cls(data, initial=_initial(kept, *names))


def _initial(kept: Counsel | Claim, *names: str) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in names}
