"""Assessments, a high risk, and what protects a child."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.returns.actions.assessing import MOMENTS
from fyr.returns.codes.assessing import LEVELS, Assessed, Found, Level, Moment, Safeguard
from fyr.returns.codes.states import State
from fyr.returns.forms.parts import day, line, one_of, words
from fyr.returns.models.deciding import section_of
from fyr.web.row_form import RowForm

GROUPS = [
    (_("Risk"), [(one, one.label) for one in LEVELS[Assessed.RISK]]),
    (_("Health"), [(one, one.label) for one in LEVELS[Assessed.HEALTH]]),
    (_("Needs, skills, family"), [(Level.MADE.value, Level.MADE.label)]),
]


class AssessForm(RowForm):
    what = one_of(_("What was assessed?"), Assessed)
    moment = one_of(_("When on the way?"), Moment)
    level = forms.ChoiceField(label=_("How did it turn out?"), choices=[("", _("Choose")), *GROUPS], required=False)
    found = words(_("What was found"), required=True)
    measures = words(_("Measures"), help_text=_("Of a high risk: what would make it bearable, and who does it."))

    def prepare(self) -> None:
        moments = MOMENTS.get(State(self.row.state), ())
        self.fields["moment"].choices = [(one, Moment(one).label) for one in moments]  # type: ignore[attr-defined]
        if len(moments) < 2:
            self.fields.pop("moment")
        read = [one for one in Assessed if self.row.reads(section_of(one))]
        self.fields["what"].choices = [(one.value, one.label) for one in read]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {"moment": ""} | super().values()


class AcceptRiskForm(RowForm):
    her_choice = forms.BooleanField(
        label=_("She knows the risk and the measures, and chooses to go"),
        error_messages={
            "required": _("Only with her informed choice: tell her the risk and the measures, and ask her.")
        },
    )

    def prepare(self) -> None:
        """What is accepted stands on the page on which it is."""
        told = [self.row.found, self.row.measures]
        self.fields["her_choice"].help_text = " – ".join(str(one) for one in told if one)


class SafeguardForm(RowForm):
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Safeguard.choices)
    found = one_of(_("How does it stand?"), Found)
    found_on = day(_("When?"))
    authority = line(_("Who found or decided it?"), help_text=_("Authority or court, and its country."))
    verifier = line(
        _("Who verified it?"), help_text=_("Of a document from the other side: who made sure that it is genuine.")
    )
    note = words(_("What it tells"))

    def prepare(self) -> None:
        if self.row.is_discreet:
            theirs = (Safeguard.FINDING_THERE, Safeguard.HANDOVER)
            self.fields["kind"].choices = [(one.value, one.label) for one in theirs]  # type: ignore[attr-defined]
