"""A file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding.forms.base import RowForm
from fyr.web.uploads import HarmlessField


class AttachForm(RowForm):
    file = HarmlessField(label=_("File"))
    title = forms.CharField(label=_("What is it?"), max_length=200)
