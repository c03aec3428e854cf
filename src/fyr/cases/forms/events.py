"""An event that opens cases: what is the same for all, and a line for each person."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Unit
from fyr.cases.actions.events import Facts, Person
from fyr.cases.codes.case import Age
from fyr.cases.codes.events import EventKind
from fyr.cases.forms.parts import in_days, text
from fyr.cases.models import EventFacts
from fyr.web.forms import DateField, KeyedForm, VersionedForm


class FactsFields(forms.Form):
    kind = forms.ChoiceField(label=_("What kind of event?"), choices=EventKind, widget=forms.RadioSelect)
    on = DateField(label=_("On which date?"), initial=in_days(0))
    place = forms.CharField(
        label=_("Place"), required=False, max_length=500, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    employer = forms.CharField(
        label=_("Employer or business"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("The company, not a person: this is no register of suspects."),
    )
    note = text(
        _("What is the same for everybody"),
        help_text=_("It stands in the case of each person. Write nothing here about one of them."),
    )

    def facts(self) -> Facts:
        data = self.cleaned_data
        return Facts(data["kind"], data["on"].isoformat(), data["place"], data["employer"], data["note"])


class PersonFields(forms.Form):
    alias = forms.CharField(
        label=_("Alias"),
        max_length=100,
        help_text=_("What you call her here. Not her real name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    age = forms.ChoiceField(label=_("Child or adult?"), choices=Age, initial=Age.NOT_KNOWN)
    danger = forms.BooleanField(label=_("She is in immediate danger"), required=False)


class UnitField(forms.ModelChoiceField):
    def __init__(self) -> None:
        super().__init__(label=_("Unit that leads the cases"), queryset=Unit.objects.none(), empty_label=None)


class NoteEventForm(KeyedForm, FactsFields):
    """An event for a case that is open already."""


class CorrectEventForm(VersionedForm, FactsFields):
    @classmethod
    def of(cls, known: EventFacts, data: Any = None) -> "CorrectEventForm":
        initial = {name: told or "" for name, told in known.facts.items()}
        initial |= {"on": datetime.date.fromisoformat(known.on), "version": known.version}
        return cls(data, initial=initial)


class AddPersonForm(KeyedForm, PersonFields):
    unit = UnitField()

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["unit"].initial = units.first()

    def person(self) -> Person:
        data = self.cleaned_data
        return Person(data["alias"], data["age"], data["danger"])
