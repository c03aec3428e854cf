"""Tasks, activities and what came of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.funding.codes.decisions import ActivityState
from fyr.funding.codes.parties import Theme, Whom
from fyr.funding.forms.base import LONG, RowForm, RowVersionedForm, Sourced
from fyr.web.forms import LARGEST


class ActivityForm(RowForm, Sourced):
    field_order = ("title", "theme", "text", "expected", "state", "told", "source", "standing")

    title = forms.CharField(label=_("Title"), max_length=200)
    theme = forms.ChoiceField(label=_("What is it about?"), choices=Theme.choices)
    text = forms.CharField(
        label=_("What is to be done?"),
        required=False,
        widget=LONG,
        max_length=4000,
        help_text=_("It becomes public. Write of no person."),
    )
    expected = forms.CharField(label=_("Which result is expected?"), required=False, widget=LONG, max_length=4000)
    state = forms.ChoiceField(
        label=_("How far has it come?"), choices=ActivityState.choices, initial=ActivityState.PLANNED
    )
    told = forms.CharField(label=_("How did it go?"), required=False, widget=LONG, max_length=4000)


class ChangeActivityForm(RowVersionedForm, ActivityForm):
    FIELDS = ("title", "theme", "text", "expected", "state", "told", "source", "standing")


class ResultForm(RowForm, Sourced):
    field_order = ("title", "unit", "persons", "whom", "target", "value", "source", "standing")

    title = forms.CharField(label=_("What is measured?"), max_length=200)
    unit = forms.CharField(
        label=_("Unit"), required=False, max_length=40, help_text=_("For example trainings, or persons.")
    )
    persons = forms.BooleanField(
        label=_("Persons are counted"),
        required=False,
        help_text=_("Then fewer than five is kept as “fewer than 5”, and more is rounded down to a multiple of five."),
    )
    whom = forms.ChoiceField(label=_("Who is counted?"), choices=Whom.choices, required=False)
    target = forms.IntegerField(label=_("Expected"), required=False, min_value=0, max_value=LARGEST)
    value = forms.IntegerField(
        label=_("Reached"),
        required=False,
        min_value=0,
        max_value=LARGEST,
        help_text=_("Leave empty where it is not known."),
    )
