"""Age, family tracing, and what is best for the child."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.childhood import AgeFound, AgeHow, TracingOutcome
from fyr.cases.forms.parts import in_days, text
from fyr.cases.models import FamilyTracing
from fyr.web.forms import DateField, KeyedForm, VersionedForm


class AgeForm(KeyedForm):
    found = forms.ChoiceField(label=_("What is known now?"), choices=AgeFound, widget=forms.RadioSelect)
    age_how = forms.ChoiceField(label=_("How is it known?"), choices=AgeHow, widget=forms.RadioSelect)
    on = DateField(label=_("Verified or said on"), initial=in_days(0))
    note = text(_("Which document or assessment, and by whom?"))


class TracingForm(VersionedForm):
    asked_on = DateField(label=_("Asked on"), initial=in_days(0))
    asked_whom = forms.CharField(label=_("Who was asked to search?"), required=False, max_length=300)
    tracing = forms.ChoiceField(
        label=_("What came of it?"),
        choices=TracingOutcome,
        initial=TracingOutcome.WAITING,
        widget=forms.RadioSelect,
        help_text=_("Search only where it is safe and in the child's best interests."),
    )
    answered_on = DateField(label=_("Answered or ended on"), required=False)
    note = text(_("What was learned?"))

    @classmethod
    def initial_of(cls, kept: FamilyTracing) -> dict[str, Any]:
        return {
            name: getattr(kept, name)
            for name in ("asked_on", "asked_whom", "tracing", "answered_on", "note", "version")
        }


class BestInterestForm(KeyedForm):
    on = DateField(label=_("Weighed on"), initial=in_days(0))
    her_view = text(_("What does the child say?"))
    text = text(_("What is best for the child, and why?"), required=True, rows=5)
