"""The report to the ministry."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding.forms.base import LONG, RowForm, RowVersionedForm


class MinistryForm(RowVersionedForm):
    FIELDS = ("summary", "activities", "deviations", "ahead")

    summary = forms.CharField(label=_("Summary"), required=False, widget=LONG, max_length=8000)
    activities = forms.CharField(label=_("What was done"), required=False, widget=LONG, max_length=20000)
    deviations = forms.CharField(
        label=_("What went otherwise than planned"), required=False, widget=LONG, max_length=8000
    )
    ahead = forms.CharField(label=_("What comes next"), required=False, widget=LONG, max_length=8000)


class SentForm(RowForm):
    diary = forms.CharField(label=_("Registration number of the report"), max_length=80)
