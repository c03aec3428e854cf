"""How a case ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.case import Outcome
from fyr.cases.forms.parts import text
from fyr.web.forms import KeyedForm

# The one that is left out is said by an import and by nobody else.
OUTCOMES = [(code, label) for code, label in Outcome.choices if code != Outcome.BEFORE_IMPORT]


class CloseForm(KeyedForm):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=OUTCOMES, widget=forms.RadioSelect)
    note = text(_("Reason and what comes after"))
    seen = forms.BooleanField(
        label=_("I have read what is not finished"),
        error_messages={
            "required": _("Read what is not finished, and tick the box if the case is to be closed all the same.")
        },
    )

    def __init__(self, *args: Any, unfinished: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not unfinished:
            del self.fields["seen"]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "seen"}
