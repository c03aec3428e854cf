"""The survey, asked by somebody who does not help her."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fyr.returns.codes.support import Mode, Round
from fyr.returns.forms.parts import day, line, one_of
from fyr.returns.survey.fields import parts, questions
from fyr.returns.survey.instrument import instrument
from fyr.web.row_form import RowForm


class SurveyForm(RowForm):
    """Her own answers. Every question may be left to "does not want to answer"; none is left empty by mistake."""

    asked_on = day(_("When?"))
    mode = one_of(_("How?"), Mode)
    language = line(_("In which language?"))

    def prepare(self) -> None:
        self.fields["round"] = forms.ChoiceField(
            label=_("Which round?"),
            choices=[("", _("The one whose time it is")), *Round.choices],
            required=False,
        )
        self.fields |= questions(get_language())
        self.PARTS = ((_("The interview"), ("asked_on", "mode", "language", "round")), *parts())

    def values(self) -> dict[str, Any]:
        told = super().values()
        keys = [one.key for one in instrument().asked]
        kept = {name: told[name] for name in ("asked_on", "mode", "language")}
        return {**kept, "round_": told["round"], "answers": {key: told[key] for key in keys if told.get(key)}}
