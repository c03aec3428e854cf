"""What officers write about an application."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.funding import money, schemes
from fyr.funding.actions.calls import assessed
from fyr.funding.codes.grants import Verdict
from fyr.funding.forms.base import LONG, MoneyField, RowForm
from fyr.funding.forms.tranches import TRANCHES, Tranches
from fyr.web.forms import DateField


class CheckForm(RowForm):
    missing = forms.MultipleChoiceField(
        label=_("What is missing?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing marked: it is complete."),
    )
    asked = forms.CharField(label=_("What do you ask for?"), required=False, widget=LONG, max_length=2000)
    complete_by = DateField(label=_("To be completed by"), required=False)
    excluded = forms.MultipleChoiceField(
        label=_("Grounds for exclusion that were found"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def prepare(self) -> None:
        rules = schemes.scheme(self.row.call.scheme)
        self.fields["missing"].choices = [(one.code, str(one)) for one in rules.completeness]
        self.fields["excluded"].choices = [(one.code, str(one)) for one in rules.exclusion]


class AssessForm(RowForm):
    """One field of points for each criterion of the call."""

    verdict = forms.ChoiceField(label=_("What do you suggest?"), choices=Verdict.choices, widget=forms.RadioSelect)
    amount = MoneyField(label=_("Amount you suggest"), required=False)
    reasons = forms.CharField(label=_("Reasons"), widget=LONG, max_length=4000)
    unbiased = forms.BooleanField(label=_("I have no interest of my own in this, and nobody close to me has"))

    def prepare(self) -> None:
        points = [("", "–"), *((str(n), str(n)) for n in range(5))]
        for number, text in enumerate(self.row.call.criteria, 1):
            self.fields[f"score_{number}"] = forms.TypedChoiceField(
                label=gettext("%(text)s (0–4)") % {"text": text}, choices=points, coerce=int
            )
        self.order_fields([*(name for name in self.fields if name.startswith("score_")), *self.fields])

    def scores(self) -> list[int]:
        return [value for name, value in self.cleaned_data.items() if name.startswith("score_")]


class AnswerForm(Tranches, RowForm):
    """The proposal on an application: granted in tranches, or refused."""

    answer = forms.ChoiceField(label=_("Proposal"), choices=Verdict.choices, widget=forms.RadioSelect)
    # Not the applicant's words: this one becomes public.
    title = forms.CharField(
        label=_("Title of the grant"), max_length=200, help_text=_("It becomes public. Write of no person.")
    )
    diary = forms.CharField(label=_("Registration number"), required=False, max_length=80)
    reasons = forms.CharField(
        label=_("Reasons"), widget=LONG, max_length=4000, help_text=_("They stand in the decision.")
    )

    PARTS = ((_("Proposal"), ("answer", "title", "diary", "reasons")), (_("Tranches"), TRANCHES))

    def prepare(self) -> None:
        currency = self.row.call.decision.currency
        suggested = ", ".join(
            f"{one.get_verdict_display()} {money.shown(one.amount, currency) if one.amount else ''}".strip()
            for one in assessed(self.row)
        )
        self.fields["answer"].help_text = gettext("Applied for: %(sum)s. Suggested: %(suggested)s.") % {
            "sum": money.shown(self.row.amount, currency),
            "suggested": suggested,
        }

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("answer") in (Verdict.GRANT, Verdict.PARTLY) and not self.tranches():
            self.add_error("amount_1", _("Write at least one tranche: an amount and a day."))
        if told.get("answer") == Verdict.REFUSE and self.tranches():
            self.add_error("answer", _("A refusal has no tranches. Empty them, or grant a part."))
        return told
