"""One question per indicator of a list; what is not answered is not known."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.forms.parts import text
from fyr.web.forms import KeyedForm

CHOICES = (("", _("Not known")), ("seen", _("Seen")), ("not_seen", _("Not seen")))
PREFIX = "one_"


class IndicatorsForm(KeyedForm):
    unmarked = True
    list_version = forms.CharField(widget=forms.HiddenInput, max_length=40)
    note = text(_("Note"))

    def __init__(self, *args: Any, listed: dict[str, Any], language: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"list_version": listed["version"]}, **kwargs)
        words = "sv" if language.startswith("sv") else "en"
        parts = []
        for dimension in listed["dimensions"]:
            for one in dimension["indicators"]:
                side = forms.RadioSelect(attrs={"class": "fyr-side"})
                self.fields[PREFIX + one["code"]] = forms.ChoiceField(
                    label=one[words], choices=CHOICES, required=False, widget=side
                )
            parts.append((dimension[words], tuple(PREFIX + one["code"] for one in dimension["indicators"])))
        self.PARTS = (*parts, (_("Beside the list"), ("note",)))

    def answers(self) -> dict[str, str]:
        told = self.cleaned_data.items()
        return {name.removeprefix(PREFIX): value for name, value in told if name.startswith(PREFIX) and value}
