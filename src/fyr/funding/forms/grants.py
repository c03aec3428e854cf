from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.funding import money, schemes
from fyr.funding.actions.grants import Tranche
from fyr.funding.codes.decisions import ConditionKind
from fyr.funding.codes.grants import Outcome
from fyr.funding.codes.standing import Standing
from fyr.funding.forms.base import LONG, MoneyField, NoteForm, RowForm, Sourced
from fyr.funding.models import Party
from fyr.web.forms import DateField

MOST = 4
TRANCHES = tuple(f"{name}_{number}" for number in range(1, MOST + 1) for name in ("amount", "day", "after"))


class Tranches(forms.Form):
    """Up to four tranches: an amount, a day, and whether a report must be approved first."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(_tranche_fields())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for number in range(1, MOST + 1):
            amount, day = told.get(f"amount_{number}"), told.get(f"day_{number}")
            if amount and not day:
                self.add_error(f"day_{number}", _("Say when it is planned to be paid."))
            if day and not amount and not self.errors.get(f"amount_{number}"):
                self.add_error(f"amount_{number}", _("Write an amount above zero."))
        return told

    def tranches(self) -> list[Tranche]:
        told = self.cleaned_data
        return [
            Tranche(told[f"amount_{n}"], told[f"day_{n}"], told[f"after_{n}"])
            for n in range(1, MOST + 1)
            if told.get(f"amount_{n}") and told.get(f"day_{n}")
        ]


class ProposeForm(Tranches, RowForm, Sourced):
    """A grant without a call: by agreement, or a direct contribution."""

    PARTS = (
        (_("What is granted"), ("recipient", "scheme", "title", "purpose", "diary", "starts_on", "ends_on", "reasons")),
        (_("How sure it is"), ("source", "standing")),
        (_("Tranches"), TRANCHES),
    )

    recipient = forms.ModelChoiceField(label=_("Who receives it?"), queryset=Party.objects.none())
    scheme = forms.ChoiceField(label=_("Under which rules?"), choices=lambda: schemes.choices(by_call=False))
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("It becomes public. Write of no person."))
    purpose = forms.CharField(label=_("Purpose"), required=False, widget=LONG, max_length=4000)
    diary = forms.CharField(label=_("Registration number"), required=False, max_length=80)
    starts_on = DateField(label=_("From"), required=False)
    ends_on = DateField(label=_("To"), required=False)
    reasons = forms.CharField(label=_("Reasons"), widget=LONG, max_length=4000)

    def prepare(self) -> None:
        self.fields["recipient"].queryset = Party.objects.order_by("name")
        self.fields["standing"].initial = Standing.STATED

    def told(self) -> dict[str, Any]:
        return {
            name: value for name, value in self.values().items() if not name.startswith(("amount_", "day_", "after_"))
        }


class DecideForm(RowForm):
    """The decision of the approver, on what somebody else proposed."""

    approve = forms.ChoiceField(
        label=_("Your decision"), choices=[("yes", _("Approve")), ("no", _("Do not approve"))], widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Remark or reason"), required=False, widget=LONG, max_length=2000)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("approve") == "no" and not told.get("note"):
            self.add_error("note", _("Say why, so that the officer knows what to do."))
        return told


class GrantDecideForm(DecideForm):
    on = DateField(label=_("Date of the decision"), required=False, help_text=_("Empty: today."))


class AgreeForm(RowForm):
    on = DateField(label=_("Signed on"))
    signed_by = forms.CharField(
        label=_("Who signed for the recipient?"), max_length=200, help_text=_("The role, such as chair.")
    )
    terms = forms.CharField(label=_("Terms that matter for follow-up"), required=False, widget=LONG, max_length=4000)
    interim_on = DateField(label=_("Interim report due on"), required=False)
    final_on = DateField(label=_("Final report due on"))
    repay_on = DateField(label=_("Unused money repaid by"), required=False)

    def reports(self) -> list[tuple[str, Any]]:
        days = ((ConditionKind.INTERIM, "interim_on"), (ConditionKind.FINAL, "final_on"))
        return [(kind, self.cleaned_data[name]) for kind, name in days if self.cleaned_data[name]]


class RequestForm(RowForm):
    statement = forms.CharField(
        label=_("What is the money for in this period?"),
        widget=LONG,
        max_length=2000,
        help_text=_("Write of no person."),
    )

    @property
    def named(self) -> str:
        return gettext("tranche %(number)d, %(amount)s") % {
            "number": self.row.number,
            "amount": money.shown(self.row.amount, self.row.grant.currency),
        }


class Vouched(RowForm):
    voucher = forms.CharField(label=_("Voucher number in the accounting system"), max_length=60)
    on = DateField(label=_("Date of the voucher"))


class RecordForm(Vouched):
    foreign_amount = forms.CharField(label=_("Paid in another currency: amount"), required=False, max_length=30)
    foreign_currency = forms.CharField(label=_("Currency"), required=False, max_length=3)
    rate = forms.DecimalField(
        label=_("Rate"),
        required=False,
        max_digits=18,
        decimal_places=9,
        localize=True,
        help_text=_("What one unit of it costs in the decision's currency."),
    )
    rate_source = forms.CharField(label=_("Who published the rate, for which day?"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        return clean_foreign(self, super().clean() or self.cleaned_data)


class PutRightForm(NoteForm):
    note = forms.CharField(label=_("What was wrong with the voucher?"), max_length=400)


class RecoverForm(RowForm):
    outcome = forms.ChoiceField(
        label=_("What do you propose?"),
        choices=[(one.value, one.label) for one in (Outcome.RECOVER, Outcome.WAIVE)],
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    amount = MoneyField(label=_("Amount"))
    reasons = forms.CharField(label=_("Reasons"), widget=LONG, max_length=4000)

    def prepare(self) -> None:
        rules = schemes.scheme(self.row.scheme)
        self.fields["ground"].choices = [(one.code, str(one)) for one in rules.recovery]


def clean_foreign(form: forms.Form, told: dict[str, Any]) -> dict[str, Any]:
    """All four fields of another currency, or none; the amount becomes a whole number of its smallest unit."""
    from fyr.access.errors import Refused

    names = ("foreign_amount", "foreign_currency", "rate", "rate_source")
    given = [name for name in names if told.get(name)]
    for name in names:
        if given and name not in given and name not in form.errors:
            form.add_error(
                name, _("For another currency the amount, the currency, the rate and its source go together.")
            )
    told["foreign_currency"] = (told.get("foreign_currency") or "").upper()
    try:
        text = told.get("foreign_amount")
        told["foreign_amount"] = money.parse(text, told["foreign_currency"]) if text else None
    except Refused as error:
        form.add_error("foreign_amount", str(error.text))
    return told


def _tranche_fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for n in range(1, MOST + 1):
        fields[f"amount_{n}"] = MoneyField(
            label=gettext("Tranche %(number)d: amount") % {"number": n}, required=False, beside=True
        )
        fields[f"day_{n}"] = DateField(
            label=gettext("Tranche %(number)d: planned on") % {"number": n},
            required=False,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-beside": ""}),
        )
        fields[f"after_{n}"] = forms.BooleanField(
            label=gettext("Tranche %(number)d: after a report is approved") % {"number": n},
            required=False,
            widget=forms.CheckboxInput(attrs={"data-beside": ""}),
        )
    return fields
