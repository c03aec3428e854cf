"""All that stands on paper after a raid, on one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.actions.events import MOST, Person
from fyr.cases.codes.case import Age
from fyr.cases.forms.events import FactsFields, PersonFields, UnitField
from fyr.web.forms import KeyedForm

# How many lines stand open; the others unfold.
FIRST = 3


class NewEventForm(KeyedForm, FactsFields):
    unmarked = True
    unit = UnitField()

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["unit"].initial = units.first()
        for number in range(1, MOST + 1):
            for name, field in PersonFields().fields.items():
                field.required = False
                field.help_text = field.help_text if number == 1 else ""
                self.fields[f"{name}_{number}"] = field

    def shared(self) -> list[forms.BoundField]:
        return [self[name] for name in ("kind", "on", "place", "employer", "note", "unit")]

    def lines(self) -> list[dict[str, Any]]:
        """A line for each person: its number and fields."""
        names = tuple(PersonFields.base_fields)
        return [
            {"number": number, "fields": [self[f"{name}_{number}"] for name in names]} for number in range(1, MOST + 1)
        ]

    @property
    def first_lines(self) -> list[dict[str, Any]]:
        return self.lines()[:FIRST]

    @property
    def more_lines(self) -> list[dict[str, Any]]:
        return self.lines()[FIRST:]

    @property
    def more_written(self) -> bool:
        return any(self[f"alias_{number}"].value() for number in range(FIRST + 1, MOST + 1)) or bool(self.errors)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for number in range(1, MOST + 1):
            said = data.get(f"danger_{number}") or data.get(f"age_{number}") not in ("", None, Age.NOT_KNOWN)
            if said and not data.get(f"alias_{number}"):
                self.add_error(f"alias_{number}", _("Write an alias, or empty the line."))
        if not any(data.get(f"alias_{number}") for number in range(1, MOST + 1)) and not self.errors:
            self.add_error("alias_1", _("Write at least one person."))
        return data

    def persons(self) -> list[Person]:
        data = self.cleaned_data
        return [
            Person(data[f"alias_{number}"], data[f"age_{number}"] or Age.NOT_KNOWN, data[f"danger_{number}"])
            for number in range(1, MOST + 1)
            if data[f"alias_{number}"]
        ]
