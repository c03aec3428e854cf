"""A file of grants of other funders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding.forms.base import RowForm


class GrantsForm(RowForm):
    drafts = False
    file = forms.FileField(
        label=_("File of grants"),
        widget=forms.FileInput(attrs={"accept": ".json,.xlsx,.csv"}),
        help_text=_("360Giving, as JSON, as an Excel workbook (xlsx) or as CSV."),
    )
