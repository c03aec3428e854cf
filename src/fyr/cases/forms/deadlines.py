"""Deadlines: start, met, extended, ended."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.deadlines import Ending, Event
from fyr.cases.deadlines import rules
from fyr.cases.forms.parts import in_days, text
from fyr.web.forms import DateField, KeyedForm


class StartDeadlineForm(KeyedForm):
    rule_code = forms.ChoiceField(label=_("Which deadline?"), widget=forms.RadioSelect)
    on = DateField(label=_("What started it happened on"), initial=in_days(0))
    stated = DateField(
        label=_("Last day that the decision states"),
        required=False,
        help_text=_("Only where a decision gives one. Else the rule counts it."),
    )
    note = text(_("Note"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [rules.at(code, timezone.localdate()) for code in rules.codes()]
        events = dict(Event.choices)
        self.fields["rule_code"].choices = [
            (rule.code, f"{rule.said(get_language())['name']} ({events.get(rule.starts, rule.starts)})")
            for rule in held
            if rule is not None
        ]


class MeetDeadlineForm(KeyedForm):
    on = DateField(label=_("It was done on"), initial=in_days(0))
    note = text(_("Note"))


class ExtendDeadlineForm(KeyedForm):
    until = DateField(label=_("New last day"))
    note = text(_("Who decided, and why?"), required=True)


class EndDeadlineForm(KeyedForm):
    how = forms.ChoiceField(label=_("Why does it end?"), choices=Ending, widget=forms.RadioSelect)
    note = text(_("Reason"), required=True)
