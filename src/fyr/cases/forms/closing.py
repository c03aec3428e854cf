"""How a case ends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.case import Outcome
from fyr.cases.forms.parts import text
from fyr.web.forms import KeyedForm

# The one that is left out is said by an import and by nobody else.
OUTCOMES = [(code, label) for code, label in Outcome.choices if code != Outcome.BEFORE_IMPORT]


class CloseForm(KeyedForm):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=OUTCOMES, widget=forms.RadioSelect)
    note = text(_("Reason and what comes after"))
