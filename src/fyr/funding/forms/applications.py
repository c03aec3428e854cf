from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.funding import schemes
from fyr.funding.codes.grants import Verdict
from fyr.funding.forms.base import LONG, MoneyField, RowForm, RowVersionedForm
from fyr.funding.forms.grants import TRANCHES, Tranches
from fyr.funding.models import Party
from fyr.web.forms import DateField
from fyr.web.uploads import HarmlessField

HELP = _("It becomes a public document. Write of no person.")


class ApplyForm(RowForm):
    """The first step: a title, and for which of her organisations."""

    party = forms.ModelChoiceField(
        label=_("Which organisation applies?"), queryset=Party.objects.none(), empty_label=None
    )
    title = forms.CharField(label=_("Title"), max_length=200)

    def prepare(self) -> None:
        units = self.by.rights.units("funding.report") if self.by else []
        self.fields["party"].queryset = Party.objects.filter(unit__in=units).order_by("name")


class ApplicationForm(RowVersionedForm):
    """Nothing is required until it is sent in: a half-filled application is saved as it is."""

    FIELDS = (
        "title", "plan", "expected", "starts_on", "ends_on", "amount", "own_funding", "costs", "other_grants",
        "no_other_grants", "signatory", "attested",
    )  # fmt: skip
    PARTS = (
        (_("What you want to do"), ("title", "plan", "expected", "starts_on", "ends_on")),
        (_("What it costs"), ("amount", "own_funding", "costs")),
        (_("Other state grants"), ("other_grants", "no_other_grants")),
        (_("Who stands for it"), ("signatory", "attested")),
    )
    unmarked = True

    title = forms.CharField(label=_("Title"), max_length=200)
    plan = forms.CharField(label=_("Plan"), required=False, widget=LONG, max_length=8000, help_text=HELP)
    expected = forms.CharField(label=_("Which result is expected?"), required=False, widget=LONG, max_length=4000)
    starts_on = DateField(label=_("From"), required=False)
    ends_on = DateField(label=_("To"), required=False)
    amount = MoneyField(label=_("Amount you apply for"), required=False)
    own_funding = MoneyField(label=_("What you pay yourselves"), required=False)
    costs = forms.CharField(label=_("Costs, by kind"), required=False, widget=LONG, max_length=4000)
    other_grants = forms.CharField(
        label=_("Which state grants have you sought or received for it?"), required=False, widget=LONG, max_length=2000
    )
    no_other_grants = forms.BooleanField(label=_("None"), required=False)
    signatory = forms.CharField(
        label=_("Who may sign for the organisation?"),
        required=False,
        max_length=200,
        help_text=_("The role, such as chair."),
    )
    attested = forms.BooleanField(label=_("An authorised representative has attested this application"), required=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("It cannot end before it starts."))
        if told.get("other_grants") and told.get("no_other_grants"):
            self.add_error("no_other_grants", _("You have named other grants above. Choose one of the two."))
        return told


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
    diary = forms.CharField(label=_("Registration number"), required=False, max_length=80)
    reasons = forms.CharField(
        label=_("Reasons"), widget=LONG, max_length=4000, help_text=_("They stand in the decision.")
    )

    PARTS = ((_("Proposal"), ("answer", "diary", "reasons")), (_("Tranches"), TRANCHES))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("answer") in (Verdict.GRANT, Verdict.PARTLY) and not self.tranches():
            self.add_error("amount_1", _("Write at least one tranche: an amount and a day."))
        if told.get("answer") == Verdict.REFUSE and self.tranches():
            self.add_error("answer", _("A refusal has no tranches. Empty them, or grant a part."))
        return told


class AttachForm(RowForm):
    file = HarmlessField(label=_("File"))
    title = forms.CharField(label=_("What is it?"), max_length=200)
