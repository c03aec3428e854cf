"""Fields that several forms of the slice have."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.cases.htcds.inputs import LongSelect
from fyr.cases.htcds.names import country_choices
from fyr.web.forms import DateField
from fyr.web.row_form import LONG


def words(label: Any, **more: Any) -> forms.CharField:
    """Free text: it is sealed."""
    more.setdefault("required", False)
    return forms.CharField(label=label, max_length=4000, widget=LONG, **more)


def line(label: Any, **more: Any) -> forms.CharField:
    more.setdefault("required", False)
    return forms.CharField(label=label, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}), **more)


def one_of(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    """Few answers, all of them seen at once."""
    return forms.ChoiceField(
        label=label, choices=getattr(choices, "choices", choices), widget=forms.RadioSelect, **more
    )


def several(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    box = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=getattr(choices, "choices", choices), widget=box, **more)


def day(label: Any, **more: Any) -> DateField:
    """A day; today unless told."""
    more.setdefault("initial", timezone.localdate)
    return DateField(label=label, **more)


def in_months(months: int) -> Any:
    return lambda: timezone.localdate() + datetime.timedelta(days=round(months * 30.44))


def country(label: Any, **more: Any) -> forms.ChoiceField:
    more.setdefault("required", False)
    none = [("", lazy(lambda: str(_("Choose a country")), str)())]
    choices = lambda: [*none, *country_choices(get_language() or "sv")]
    return forms.ChoiceField(label=label, choices=choices, widget=LongSelect(choices=()), **more)
