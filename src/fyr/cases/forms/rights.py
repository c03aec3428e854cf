"""What she was told and offered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases import rights
from fyr.cases.codes.rights import InterpreterPresent, RightState
from fyr.cases.forms.parts import in_days, text
from fyr.web.forms import DateField, KeyedForm

TOLD = (RightState.GIVEN, RightState.DECLINED, RightState.NOT_ASKED, RightState.NOT_RELEVANT)


INFORMED = {
    RightState.GIVEN: _("She was told"),
    RightState.DECLINED: _("She did not want to hear it now"),
    RightState.NOT_ASKED: _("She was not told"),
}


def told_states() -> list[tuple[str, Any]]:
    return [(state.value, INFORMED.get(state, state.label)) for state in TOLD]


class RightForm(KeyedForm):
    state = forms.ChoiceField(label=_("What happened?"), choices=RightState, widget=forms.RadioSelect)
    on = DateField(label=_("On"), initial=in_days(0))
    language = forms.CharField(label=_("In which language?"), required=False, max_length=100)
    interpreter = forms.ChoiceField(
        label=_("Was an interpreter there?"),
        choices=InterpreterPresent,
        initial=InterpreterPresent.NOT_NOTED,
        widget=forms.RadioSelect,
    )
    note = text(_("Note"))

    def __init__(self, *args: Any, right: rights.Right, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if right.is_information:
            self.fields["state"].choices = told_states()
