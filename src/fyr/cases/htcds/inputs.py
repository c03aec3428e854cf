"""How each kind of value is entered in a browser: its control, its text, and the way back."""

import re
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fyr.cases.htcds import names
from fyr.cases.htcds.catalogue import Field, Kind
from fyr.cases.htcds.validate import MOST_VALUES

WHOLE, DECIMAL = {Kind.INTEGER}, {Kind.LONGITUDE, Kind.LATITUDE}
LISTS = {Kind.MULTI, Kind.COUNTRIES}
SELECTS = 3
SELECTED = SafeString(" selected")
NUMBER = re.compile(r"[+-]?\d{1,20}([.,]\d{1,20})?", re.ASCII)
YES, NO = "yes", "no"
# Shared computers should not offer one person's data when the next person's case is open.
QUIET = {"autocomplete": "off"}


def raw(field: Field, value: object) -> str | list[str]:
    """A value as the control shows and posts it; absent, null and empty look the same."""
    if field.kind in LISTS:
        entered = list(value) if isinstance(value, list) else []
        return sorted(entered) if field.kind is Kind.MULTI else entered
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def parsed(field: Field, entered: str | list[str], before: object) -> object:
    """What was entered as an HTCDS value, "" or [] when emptied; text that is no number stays text."""
    if isinstance(entered, list):
        if field.kind is Kind.COUNTRIES or not isinstance(before, list):
            return entered
        kept = [each for each in before if each in entered]
        return kept + [each for each in entered if each not in kept]
    entered = entered.strip()
    if field.kind is Kind.CHECKBOX:
        return {YES: True, NO: False}.get(entered, entered)
    if field.kind is Kind.PHONE:
        return entered.replace(" ", "").replace("-", "")
    if field.kind in WHOLE | DECIMAL:
        return _number(field, entered)
    return entered


def _number(field: Field, entered: str) -> object:
    """Python alone would take 1_0 and digits of every script, which a reader takes for something else."""
    if not NUMBER.fullmatch(entered):
        return entered
    number = entered.replace(",", ".")
    if field.kind in DECIMAL:
        return float(number)
    return entered if "." in number else int(number)


def control(field: Field, value: object, language: str) -> forms.Field:
    """The form field with its widget, offering every value that it already holds."""
    common: dict[str, Any] = {"required": False, "label": field.label(language), "help_text": field.help(language)}
    codes = [(code.code, code.label(language)) for code in field.all_codes]
    match field.kind:
        case Kind.SINGLE:
            return forms.ChoiceField(choices=[_unstated(), *codes], **common)
        case Kind.MULTI:
            return forms.MultipleChoiceField(choices=codes, widget=forms.CheckboxSelectMultiple, **common)
        case Kind.CHECKBOX:
            choices = [(YES, _("Yes")), (NO, _("No")), _unstated()]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        case Kind.COUNTRY:
            choices = [_unstated(), *names.country_choices(language)]
            return forms.ChoiceField(choices=choices, widget=LongSelect, **common)
        case Kind.LANGUAGE:
            choices = [_unstated(), *_languages(value, language)]
            return forms.ChoiceField(choices=choices, widget=LongSelect, **common)
        case Kind.COUNTRIES:
            held = len(value) if isinstance(value, list) else 0
            choices = [_unstated(), *names.country_choices(language)]
            count = max(SELECTS, held, min(held + 1, MOST_VALUES))
            return CountriesField(count=count, choices=choices, **common)
    return forms.CharField(strip=False, widget=_typed(field.kind), **common)


def _unstated() -> tuple[str, str]:
    return ("", _("Not stated"))


def _languages(value: object, language: str) -> tuple[tuple[str, str], ...]:
    """One choice per language, and the other code of ISO 639-2 when that is what was imported."""
    choices = names.language_choices(language)
    if not isinstance(value, str) or value in dict(choices):
        return choices
    return ((value, f"{names.language_name(value, language)} ({value})"), *choices)


def _typed(kind: Kind) -> forms.Widget:
    """Plain text controls: the browser's own number and e-mail controls rewrite what they do not like."""
    match kind:
        case Kind.LONG_TEXT:
            return forms.Textarea(attrs={**QUIET, "rows": 6})
        case Kind.DATE:
            return forms.DateInput(attrs={**QUIET, "type": "date"})
        case Kind.INTEGER:
            return forms.TextInput(attrs={**QUIET, "inputmode": "numeric"})
        case Kind.PHONE:
            return forms.TextInput(attrs={**QUIET, "inputmode": "tel"})
    return forms.TextInput(attrs=QUIET)


class LongSelect(forms.Select):
    """A select whose options are written in one go: a template for each makes twenty lists of countries take seconds."""

    template_name = "cases/long_select.html"

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        return []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = context["widget"]["value"]
        options = ((code, SELECTED if code in chosen else "", label) for code, label in self.choices)
        context["widget"]["options"] = format_html_join("", '<option value="{}"{}>{}</option>', options)
        return context


class CountriesWidget(forms.MultiWidget):
    """Several selects side by side: a checkbox for each of 250 countries fits no phone."""

    def decompress(self, value: object) -> list[str]:
        return list(value) if isinstance(value, list) else []


class CountriesField(forms.MultiValueField):
    """Up to `count` countries, one select each, all of them announced with the label and a number."""

    def __init__(self, *, count: int, choices: list[tuple[str, str]], label: str, **common: Any) -> None:
        fields = [forms.ChoiceField(choices=choices, required=False) for _position in range(count)]
        widgets = [
            LongSelect(attrs={"aria-label": f"{label} {position}"}, choices=choices) for position in range(1, count + 1)
        ]
        super().__init__(fields, widget=CountriesWidget(widgets), require_all_fields=False, label=label, **common)

    def compress(self, data_list: list[str]) -> list[str]:
        return list(dict.fromkeys(country for country in data_list if country))
