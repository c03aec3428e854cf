from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Unit
from fyr.access.permissions import Permission
from fyr.funding import chains, money, schemes
from fyr.funding.codes.decisions import ActivityState, AllotmentKind, ConditionKind, DecisionKind
from fyr.funding.codes.parties import PartyKind, Theme, Whom
from fyr.funding.forms.base import LONG, MoneyField, RowForm, RowVersionedForm, Sourced
from fyr.funding.models import Party
from fyr.web.forms import FIRST_YEAR, LARGEST, LAST_YEAR, DateField

YEAR = {"min_value": FIRST_YEAR, "max_value": LAST_YEAR}


class Terms(Sourced):
    title = forms.CharField(label=_("Title"), max_length=300)
    number = forms.CharField(label=_("Number of the decision"), required=False, max_length=40)
    decided_on = DateField(
        label=_("Date of the decision"), required=False, help_text=_("Leave empty where it is not known.")
    )
    diary = forms.CharField(
        label=_("Registration number"), required=False, max_length=80, help_text=_("For example A2021/01302.")
    )
    purpose = forms.CharField(label=_("Purpose"), required=False, widget=LONG, max_length=4000)


class DecisionForm(RowForm, Terms):
    """A government decision of any chain; the fields of the chain follow as ref_<code>."""

    PARTS = (
        (_("The decision"), ("title", "kind", "ministry", "number", "decided_on", "diary", "purpose")),
        (_("Whose money"), ("unit", "recipient", "chain", "currency", "by_age")),
        (_("How sure it is"), ("source", "standing")),
    )

    unit = forms.ModelChoiceField(
        label=_("Which unit accounts for it?"), queryset=Unit.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=DecisionKind.choices, widget=forms.RadioSelect)
    ministry = forms.CharField(label=_("Ministry"), max_length=200)
    recipient = forms.ModelChoiceField(label=_("Who is given the money?"), queryset=Party.objects.none())
    chain = forms.ChoiceField(label=_("Chain"), choices=chains.choices, initial="SE")
    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3, initial="SEK")
    by_age = forms.BooleanField(label=_("Children and adults are reported apart"), required=False)

    def prepare(self) -> None:
        units = self.by.rights.units(Permission.FUNDING_WRITE) if self.by else []
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=units).order_by("name")
        self.fields["recipient"].queryset = Party.objects.order_by("name")
        for field in every_ref():
            self.fields[f"ref_{field.code}"] = _ref(field)

    def clean_currency(self) -> str:
        currency = self.cleaned_data["currency"].upper()
        if not money.CURRENCY.fullmatch(currency):
            raise forms.ValidationError(_("Write the currency with three capital letters, such as SEK."))
        return currency

    def told(self) -> dict[str, Any]:
        return with_refs(self.values(), chains.chain(self.cleaned_data["chain"]).fields)


class AmendForm(RowVersionedForm, Terms):
    FIELDS = ("title", "number", "decided_on", "diary", "purpose", "source", "standing")

    why = forms.CharField(label=_("What does the amending decision change?"), max_length=400)

    def prepare(self) -> None:
        for field in chains.chain(self.row.chain).fields:
            self.fields[f"ref_{field.code}"] = _ref(field)
            self.initial[f"ref_{field.code}"] = self.row.refs.get(field.code, "")

    def told(self) -> dict[str, Any]:
        return with_refs(self.values(), chains.chain(self.row.chain).fields)


class AllotForm(RowForm, Sourced):
    field_order = ("kind", "year", "amount", "voucher", "source", "standing")

    kind = forms.ChoiceField(label=_("What is it?"), choices=AllotmentKind.choices, widget=forms.RadioSelect)
    year = forms.IntegerField(label=_("Budget year"), **YEAR)
    amount = MoneyField(label=_("Amount"))
    voucher = forms.CharField(label=_("Voucher, where money was returned"), required=False, max_length=60)


class ConditionForm(RowForm):
    kind = forms.ChoiceField(label=_("What is due?"), choices=ConditionKind.choices, widget=forms.RadioSelect)
    due_on = DateField(label=_("Due on"))
    text = forms.CharField(label=_("What does it say?"), required=False, max_length=400)
    source = forms.CharField(label=_("Where does it stand?"), required=False, max_length=400)


class MetForm(RowForm):
    on = DateField(label=_("When was it met?"))
    note = forms.CharField(label=_("How? Numbers of documents"), required=False, max_length=400)


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


class CallForm(RowForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    scheme = forms.ChoiceField(label=_("Under which rules?"), choices=lambda: schemes.choices(by_call=True))
    purpose = forms.CharField(label=_("For what can be applied?"), widget=LONG, max_length=4000)
    criteria = forms.CharField(
        label=_("Criteria, one a line"),
        widget=LONG,
        max_length=2000,
        help_text=_("Each gets 0 to 4 points in an assessment."),
    )
    opens_on = DateField(label=_("Opens on"))
    closes_on = DateField(label=_("Closes on"))
    year = forms.IntegerField(label=_("Budget year"), **YEAR)
    frame = MoneyField(label=_("Amount to distribute"), required=False)

    def clean_criteria(self) -> list[str]:
        return [line.strip()[:200] for line in self.cleaned_data["criteria"].splitlines() if line.strip()][:10]


class PartyForm(RowForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of organisation"), choices=PartyKind.choices)
    list_code = forms.CharField(
        label=_("List of the number"),
        required=False,
        max_length=10,
        help_text=_("From org-id.guide: SE-ON in Sweden, FI-PRO in Finland."),
    )
    number = forms.CharField(
        label=_("Number"), required=False, max_length=40, help_text=_("Of the organisation, never of a person.")
    )
    country = forms.CharField(label=_("Country"), max_length=2, min_length=2, initial="SE")
    county = forms.CharField(label=_("County"), required=False, max_length=80)
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")
    protected = forms.BooleanField(
        label=_("Protected: never name it to the public"),
        required=False,
        help_text=_("For a shelter and the like: the public sees its kind and county."),
    )
    unit = forms.ModelChoiceField(
        label=_("Its unit in this node"), queryset=Unit.objects.order_by("name"), required=False
    )

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()


class ChangePartyForm(RowVersionedForm, PartyForm):
    FIELDS = ("name", "kind", "list_code", "number", "country", "county", "website", "protected", "unit")


def every_ref() -> list[chains.Field]:
    """Of all chains, once each: the form asks before the chain is chosen."""
    return list({field.code: field for one in chains.all_chains() for field in one.fields}.values())


def with_refs(told: dict[str, Any], fields: tuple[chains.Field, ...]) -> dict[str, Any]:
    """The fields of the chain as `refs`, without those that were left empty."""
    refs = {field.code: told[f"ref_{field.code}"] for field in fields if told.get(f"ref_{field.code}")}
    return {name: value for name, value in told.items() if not name.startswith("ref_")} | {"refs": refs}


def _ref(field: chains.Field) -> forms.CharField:
    return forms.CharField(label=str(field), required=False, max_length=200, help_text=field.example)
