"""Cases that turn out to be one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.forms.parts import text
from fyr.web.forms import KeyedForm


class MergeForm(KeyedForm):
    into = forms.CharField(
        label=_("Reference of the case that stays"),
        max_length=20,
        help_text=_("For example SE-2026-7KQ4MD. You must be able to close both."),
    )
    why = text(_("How do you know that it is the same person?"), required=True)
