"""Who outside Fyr was told, and on which ground."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.consent import Purpose
from fyr.cases.forms.grounds import THE_GROUND, GroundFields
from fyr.cases.forms.parts import in_days, text
from fyr.web.forms import KeyedForm


class ToldForm(KeyedForm, GroundFields):
    receiver = forms.CharField(
        label=_("Who was told?"), max_length=300, help_text=_("Organisation and person outside Fyr.")
    )
    purpose = forms.ChoiceField(label=_("Why?"), choices=Purpose, widget=forms.RadioSelect)
    told = text(_("What was told?"))
    PARTS = ((_("Who was told what"), ("receiver", "purpose", "shares", "told")), THE_GROUND)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["share_until"]

    def values(self) -> dict:
        data = self.cleaned_data
        data["share_until"] = in_days(0)()
        return {"receiver": data["receiver"], "told": data["told"], "ground": self.ground(data["purpose"])}
