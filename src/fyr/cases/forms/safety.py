"""How great the danger is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.risk import Risk
from fyr.cases.forms.parts import in_days, text
from fyr.web.forms import DateField, KeyedForm


class RiskForm(KeyedForm):
    level = forms.ChoiceField(label=_("Level of risk"), choices=Risk, widget=forms.RadioSelect)
    threats = text(_("Threats: from whom, and of what?"))
    measures = text(_("Measures: what is done about it?"))
    review_on = DateField(label=_("Look at it again on"), initial=in_days(7))
