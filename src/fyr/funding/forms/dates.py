"""Dates to keep."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding.codes.decisions import ConditionKind
from fyr.funding.forms.base import RowForm
from fyr.web.forms import DateField


class ConditionForm(RowForm):
    kind = forms.ChoiceField(label=_("What is due?"), choices=ConditionKind.choices, widget=forms.RadioSelect)
    due_on = DateField(label=_("Due on"))
    text = forms.CharField(label=_("What does it say?"), required=False, max_length=400)
    source = forms.CharField(label=_("Where does it stand?"), required=False, max_length=400)


class MetForm(RowForm):
    on = DateField(label=_("When was it met?"))
    note = forms.CharField(label=_("How? Numbers of documents"), required=False, max_length=400)
