"""Statements on identification."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.actions.identification import Said
from fyr.cases.codes.identification import Decider, StatementGround, Status
from fyr.cases.forms.parts import in_days, text
from fyr.cases.models import Statement
from fyr.web.forms import DateField, KeyedForm

SAID = ("status", "decider", "made_on", "organisation", "person", "ground_codes", "grounds")


class StatementForm(KeyedForm):
    status = forms.ChoiceField(label=_("What is presumed or decided?"), choices=Status, widget=forms.RadioSelect)
    decider = forms.ChoiceField(label=_("Who says so?"), choices=Decider, widget=forms.RadioSelect)
    organisation = forms.CharField(label=_("Name of the organisation"), required=False, max_length=300)
    person = forms.CharField(label=_("Name of the official"), required=False, max_length=300)
    made_on = DateField(label=_("On which date?"), initial=in_days(0))
    ground_codes = forms.MultipleChoiceField(
        label=_("On which grounds?"), choices=StatementGround, required=False, widget=forms.CheckboxSelectMultiple
    )
    grounds = text(_("The grounds in words"))

    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in SAID})


class CorrectStatementForm(StatementForm):
    reason = text(_("Why was the earlier statement wrong?"), required=True)

    @classmethod
    def of(cls, wrong: Statement, data=None) -> "CorrectStatementForm":
        return cls(data, initial={name: getattr(wrong, name) or "" for name in SAID})
