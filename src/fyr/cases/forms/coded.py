"""Fields of codes and of months, for what was done to her."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.cases.exploitation import MONTH, is_several
from fyr.cases.htcds.catalogue import FIELDS
from fyr.web.forms import in_range, wrong_year

MONTHS = _("Year and month, for example 2026-03. Leave it empty if it is not known.")


NOT_KNOWN = ("", _("Not known"))


def language() -> str:
    return get_language() or "sv"


def _codes(key: str) -> list[tuple[str, str]]:
    return [(code.code, code.label(language())) for code in FIELDS[key].all_codes]


def coded(key: str, help_text: Any = "") -> forms.Field:
    label = lazy(lambda: FIELDS[key].label(language()), str)()
    if is_several(key):
        box = forms.CheckboxSelectMultiple
        choices = lambda: _codes(key)
        return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=box, help_text=help_text)
    return forms.ChoiceField(
        label=label, choices=lambda: [NOT_KNOWN, *_codes(key)], required=False, help_text=help_text
    )


class MonthField(forms.CharField):
    """YYYY-MM. Browsers without a calendar of months show a plain field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=7, widget=forms.TextInput(attrs={"type": "month"}), **kwargs)

    def clean(self, value: Any) -> str:
        month = str(super().clean(value))
        if month and not MONTH.fullmatch(month):
            raise forms.ValidationError(_("Write the month as year-month, for example 2026-03."))
        if month and not in_range(int(month[:4])):
            raise forms.ValidationError(wrong_year(int(month[:4])))
        return month
