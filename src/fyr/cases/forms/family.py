"""Accompanying children and linked cases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.cases.codes.children import FollowUp, Relation
from fyr.cases.models import AccompanyingChild, Case
from fyr.web.forms import KeyedForm, VersionedForm


class ChildForm(VersionedForm):
    alias = forms.CharField(
        label=_("What you call the child here"),
        max_length=100,
        help_text=_("Not the real name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    child_age = forms.CharField(label=_("Age, as far as it is known"), required=False, max_length=40)
    whereabouts = forms.CharField(label=_("Where is the child now, and with whom?"), required=False, max_length=500)
    follow_up = forms.ChoiceField(
        label=_("Where is the child looked after?"),
        choices=FollowUp,
        initial=FollowUp.HERE,
        widget=forms.RadioSelect,
        help_text=_("Elsewhere: somebody else reports the concern and follows it up."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Permission.IDENTITY_READ not in case.may:
            del self.fields["whereabouts"]

    @classmethod
    def initial_of(cls, kept: AccompanyingChild) -> dict[str, Any]:
        return {name: getattr(kept, name) for name in ("alias", "child_age", "whereabouts", "follow_up", "version")}


class OpenForChildForm(VersionedForm):
    relation = forms.ChoiceField(
        label=_("What is the child to her?"), choices=Relation, initial=Relation.CHILD, widget=forms.RadioSelect
    )


class LinkForm(KeyedForm):
    ref = forms.CharField(
        label=_("Reference of the other case"),
        max_length=20,
        help_text=_("For example SE-2026-7KQ4MD. You must be able to see both."),
    )
    relation = forms.ChoiceField(
        label=_("What is the person of the other case to the person of this one?"),
        choices=Relation,
        widget=forms.RadioSelect,
    )
