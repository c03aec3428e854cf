"""Concern for a child, and what the board did."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.concern import Inquiry, ProtectionFinding, Way
from fyr.cases.forms.children import AboutAChild
from fyr.cases.forms.parts import in_days, text
from fyr.cases.models import ConcernReport
from fyr.web.forms import DateField, VersionedForm


class ConcernForm(AboutAChild):
    on = DateField(label=_("Reported on"), initial=in_days(0))
    at = forms.TimeField(
        label=_("At what time?"),
        initial=lambda: timezone.localtime().strftime("%H:%M"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Write the time as hours and minutes, for example 14:30.")},
    )
    board = forms.CharField(
        label=_("To which social welfare board?"),
        max_length=300,
        help_text=_("Where the child is staying. Sealed, for the municipality can tell where she is."),
    )
    way = forms.ChoiceField(label=_("How?"), choices=Way, initial=Way.PHONE, widget=forms.RadioSelect)
    reporter = forms.CharField(label=_("Who reported?"), required=False, max_length=200)
    content = text(
        _("What was reported?"), rows=5, help_text=_("Read by those who may read what was done to her, and no others.")
    )

    def told(self) -> dict[str, Any]:
        data = self.cleaned_data
        moment = datetime.datetime.combine(data["on"], data["at"])
        told = {name: data[name] for name in ("board", "way", "reporter", "content")}
        return {**told, "reported_at": timezone.make_aware(moment), "child_id": self.child_id()}


class ProtectionForm(VersionedForm):
    found = forms.ChoiceField(label=_("What did the board find?"), choices=ProtectionFinding, widget=forms.RadioSelect)
    on = DateField(label=_("Assessed on"), initial=in_days(0))
    note = text(_("What was said?"))

    @classmethod
    def of(cls, report: ConcernReport, data: Any = None) -> "ProtectionForm":
        initial = {"found": report.protection_found, "note": report.protection_note or "", "version": report.version}
        return cls(data, initial=initial | ({"on": report.protection_on} if report.protection_on else {}))


class DecisionForm(VersionedForm):
    inquiry = forms.ChoiceField(label=_("What did the board decide?"), choices=Inquiry, widget=forms.RadioSelect)
    on = DateField(label=_("Decided on"), initial=in_days(0))
    note = text(_("Reasons, as they were told"))

    @classmethod
    def of(cls, report: ConcernReport, data: Any = None) -> "DecisionForm":
        initial = {"inquiry": report.inquiry, "note": report.decision_note or "", "version": report.version}
        return cls(data, initial=initial | ({"on": report.decided_on} if report.decided_on else {}))


class FinishedForm(VersionedForm):
    on = DateField(
        label=_("Finished on"),
        required=False,
        initial=in_days(0),
        help_text=_("Leave it empty where it was noted by mistake and the inquiry goes on."),
    )
    note = text(_("What did the inquiry lead to?"))

    @classmethod
    def of(cls, report: ConcernReport, data: Any = None) -> "FinishedForm":
        initial = {"note": report.finding_note or "", "version": report.version}
        return cls(data, initial=initial | ({"on": report.finished_on} if report.finished_on else {}))
