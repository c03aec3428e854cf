from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.funding import schemes
from fyr.funding.codes.decisions import ActivityState
from fyr.funding.codes.grants import ReportKind
from fyr.funding.codes.parties import Whom
from fyr.funding.forms.base import LONG, MoneyField, RowForm, RowVersionedForm
from fyr.funding.forms.grants import DecideForm
from fyr.funding.models import Activity, Result
from fyr.web.forms import LARGEST, DateField

LINES = 8
PUBLIC = _("It becomes a public document. Write of no person.")


class ReportStep(RowVersionedForm):
    @property
    def named(self) -> str:
        return str(self.row.grant)


class UseForm(ReportStep):
    """Step one: what the money was used for, from the beginning up to a day."""

    FIELDS = ("until", "rate", "rate_source", "foreign_currency")

    until = DateField(label=_("Up to which day does the report tell?"))

    def prepare(self) -> None:
        lines = [*self.row.lines, *([["", None]] * LINES)][:LINES]
        for n, (what, amount) in enumerate(lines, 1):
            names = {"number": n}
            self.fields[f"what_{n}"] = forms.CharField(
                label=gettext("Cost %(number)d: for what?") % names,
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"data-beside": "wide"}),
            )
            self.fields[f"amount_{n}"] = MoneyField(
                label=gettext("Cost %(number)d: amount") % names,
                required=False,
                beside=True,
                currency=self.row.foreign_currency or self.row.grant.currency,
            )
            self.initial.update({f"what_{n}": what, f"amount_{n}": amount})
        self.fields["foreign_currency"] = forms.CharField(
            label=_("Accounts in another currency: which?"), required=False, max_length=3
        )
        self.fields["rate"] = forms.DecimalField(
            label=_("Rate"),
            required=False,
            max_digits=18,
            decimal_places=9,
            help_text=_("What one unit of it costs in the decision's currency."),
        )
        self.fields["rate_source"] = forms.CharField(
            label=_("Who published the rate, for which day?"), required=False, max_length=200
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for n in range(1, LINES + 1):
            if told.get(f"amount_{n}") and not told.get(f"what_{n}"):
                self.add_error(f"what_{n}", _("Say what it was used for."))
        foreign = {name: told.get(name) for name in ("foreign_currency", "rate", "rate_source")}
        for name, value in foreign.items():
            if any(foreign.values()) and not value and name not in self.errors:
                self.add_error(name, _("For another currency the currency, the rate and its source go together."))
        return told

    def lines(self) -> list[list[Any]]:
        told = self.cleaned_data
        rows = [[told.get(f"what_{n}"), told.get(f"amount_{n}")] for n in range(1, LINES + 1)]
        return [row for row in rows if row[0] and row[1] is not None]

    def told(self) -> dict[str, Any]:
        told, lines = self.cleaned_data, self.lines()
        used = sum(amount for _what, amount in lines)
        currency = (told.get("foreign_currency") or "").upper()
        return {
            "until": told["until"],
            "lines": lines,
            "used": used,
            "foreign_amount": used if currency and used else None,
            "foreign_currency": currency if used else "",
            "rate": told.get("rate") if currency and used else None,
            "rate_source": (told.get("rate_source") or "") if used else "",
        }


class ResultsForm(ReportStep):
    """Step two: each activity, and what was reached of what was expected; children and adults apart where the decision asks."""

    def prepare(self) -> None:
        for activity in self.activities():
            key = activity.pk.hex
            self.fields[f"state_{key}"] = forms.ChoiceField(
                label=gettext("%(title)s: how far has it come?") % {"title": activity.title},
                choices=ActivityState.choices,
                initial=activity.state,
            )
            self.fields[f"told_{key}"] = forms.CharField(
                label=gettext("%(title)s: how did it go?") % {"title": activity.title}, required=False, widget=LONG, max_length=4000,
                initial=activity.told, help_text=PUBLIC,
            )  # fmt: skip
            for number, measure, whom, before in self.measures(activity):
                words = {"measure": measure.title, "whom": Whom(whom).label}
                label = gettext("%(measure)s (%(whom)s)") % words if whom else measure.title
                self.fields[f"value_{key}_{number}_{whom or 'all'}"] = forms.IntegerField(
                    label=label, required=False, min_value=0, max_value=LARGEST, initial=before,
                    help_text=_("Leave empty where it is not known."),
                )  # fmt: skip

    def activities(self) -> list[Activity]:
        return list(Activity.objects.filter(grant=self.row.grant).order_by("title"))

    def measures(self, activity: Activity) -> Iterator[tuple[int, Result, str, int | None]]:
        """(number, measure, whom, what the draft says) of each expected result."""
        told = {(one.title, one.whom): one.value for one in Result.objects.filter(activity=activity, report=self.row)}
        apart = self.row.grant.decision.by_age
        expected = Result.objects.filter(activity=activity, report=None).order_by("title", "whom")
        for number, measure in enumerate(expected):
            each = (Whom.CHILDREN, Whom.ADULTS) if measure.persons and apart and not measure.whom else (measure.whom,)
            for whom in each:
                yield number, measure, str(whom), told.get((measure.title, whom))

    def told(self) -> dict[str, Any]:
        values = self.cleaned_data
        activities: dict[UUID, dict[str, Any]] = {}
        results = []
        for activity in self.activities():
            key = activity.pk.hex
            activities[activity.pk] = {"state": values[f"state_{key}"], "told": values[f"told_{key}"]}
            for number, measure, whom, _before in self.measures(activity):
                value = values.get(f"value_{key}_{number}_{whom or 'all'}")
                fields = {"title": measure.title, "unit": measure.unit, "persons": measure.persons, "whom": whom}
                if value is not None:
                    results.append((activity.pk, {**fields, "target": measure.target, "value": value}))
        return {"activities": activities, "results": results}


class TextForm(ReportStep):
    """Step three: in words; and what the auditor found, where the rules ask for one."""

    FIELDS = ("text", "deviations", "auditor", "audit_note")

    text = forms.CharField(
        label=_("What was done, and what came of it?"), widget=LONG, max_length=8000, help_text=PUBLIC
    )
    deviations = forms.CharField(
        label=_("What went otherwise than planned?"), required=False, widget=LONG, max_length=4000
    )
    auditor = forms.CharField(label=_("Auditor: title and firm"), required=False, max_length=200)
    audit_note = forms.CharField(label=_("What the auditor found"), required=False, widget=LONG, max_length=4000)

    def prepare(self) -> None:
        grant = self.row.grant
        rules = schemes.scheme(grant.scheme)
        if not (rules.auditor and self.row.kind == ReportKind.FINAL):
            del self.fields["auditor"], self.fields["audit_note"]
        elif rules.authorised_auditor(grant.amount, grant.proposed_at.year):
            self.fields["auditor"].help_text = _(
                "With this amount the rules ask for an authorised or approved auditor."
            )


class ReviewForm(DecideForm):
    approve = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("Approve it: what it says was used is booked")), ("no", _("Send it back to be completed"))],
        widget=forms.RadioSelect,
    )


class MinistryForm(RowVersionedForm):
    FIELDS = ("summary", "activities", "deviations", "ahead")

    summary = forms.CharField(label=_("Summary"), required=False, widget=LONG, max_length=8000)
    activities = forms.CharField(label=_("What was done"), required=False, widget=LONG, max_length=20000)
    deviations = forms.CharField(
        label=_("What went otherwise than planned"), required=False, widget=LONG, max_length=8000
    )
    ahead = forms.CharField(label=_("What comes next"), required=False, widget=LONG, max_length=8000)


class SentForm(RowForm):
    diary = forms.CharField(label=_("Registration number of the report"), max_length=80)
