"""The step of a report that tells of activities and results."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.funding.codes.decisions import ActivityState
from fyr.funding.codes.parties import Whom
from fyr.funding.forms.base import LONG
from fyr.funding.forms.reports import PUBLIC, ReportStep
from fyr.funding.models import Activity, Result
from fyr.web.forms import LARGEST


class ResultsForm(ReportStep):
    """Step two: each activity, and what was reached of what was expected; children and adults apart where the decision asks."""

    def prepare(self) -> None:
        for activity in self.activities():
            key = activity.pk.hex
            self.fields[f"state_{key}"] = forms.ChoiceField(
                label=gettext("%(title)s: how far has it come?") % {"title": activity.title},
                choices=ActivityState.choices,
                initial=self.row.told.get(key, {}).get("state", activity.state),
            )
            self.fields[f"told_{key}"] = forms.CharField(
                label=gettext("%(title)s: how did it go?") % {"title": activity.title}, required=False, widget=LONG, max_length=4000,
                initial=self.row.told.get(key, {}).get("told", activity.told), help_text=PUBLIC,
            )  # fmt: skip
            for number, measure, whom, before in self.measures(activity):
                words = {"measure": measure.title, "whom": Whom(whom).label}
                label = gettext("%(measure)s (%(whom)s)") % words if whom else measure.title
                self.fields[f"value_{key}_{number}_{whom or 'all'}"] = forms.IntegerField(
                    label=label, required=False, min_value=0, max_value=LARGEST, initial=before.value if before else None,
                    help_text=_("Kept: fewer than 5.") if before and before.few else _("Leave empty where it is not known."),
                )  # fmt: skip

    def activities(self) -> list[Activity]:
        return list(Activity.objects.filter(grant=self.row.grant).order_by("title"))

    def measures(self, activity: Activity) -> Iterator[tuple[int, Result, str, Result | None]]:
        """(number, measure, whom, what the draft says) of each expected result."""
        told = {(one.title, one.whom): one for one in Result.objects.filter(activity=activity, report=self.row)}
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
            for number, measure, whom, before in self.measures(activity):
                value = values.get(f"value_{key}_{number}_{whom or 'all'}")
                fields = {"title": measure.title, "unit": measure.unit, "persons": measure.persons, "whom": whom}
                # What was kept as few has no number that could be shown in the field again.
                few = value is None and before is not None and before.few
                if few or value is not None:
                    results.append((activity.pk, {**fields, "target": measure.target, "value": value, "few": few}))
        return {"activities": activities, "results": results}
