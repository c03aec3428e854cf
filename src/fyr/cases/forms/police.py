"""The police report and the investigation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.cases.codes.identification import Cooperating, InjuredParty, Report
from fyr.cases.forms.parts import text
from fyr.cases.models import Cooperation, PoliceReport
from fyr.web.forms import DateField, VersionedForm


class PoliceReportForm(VersionedForm):
    state = forms.ChoiceField(label=_("Police report"), choices=Report, widget=forms.RadioSelect)
    made_on = DateField(label=_("Reported on"), required=False)
    diary_number = forms.CharField(label=_("Number of the police"), required=False, max_length=100)
    reported_by = forms.CharField(label=_("Who reported?"), required=False, max_length=300)

    @classmethod
    def of(cls, kept: PoliceReport | None, data=None) -> "PoliceReportForm":
        if kept is None:
            return cls(data, initial={"version": 0, "state": Report.NOT_KNOWN})
        names = ("state", "made_on", "diary_number", "reported_by", "version")
        return cls(data, initial={name: getattr(kept, name) or "" for name in names})


class CooperationForm(VersionedForm):
    answer = forms.ChoiceField(
        label=_("Does she cooperate with the investigation?"), choices=Cooperating, widget=forms.RadioSelect
    )
    injured_party = forms.ChoiceField(
        label=_("Is she an injured party in it?"), choices=InjuredParty, widget=forms.RadioSelect
    )
    injured_on = DateField(label=_("Injured party since"), required=False)
    note = text(_("Note"))

    @classmethod
    def of(cls, kept: Cooperation | None, data=None) -> "CooperationForm":
        if kept is None:
            started = {"version": 0, "answer": Cooperating.NOT_KNOWN, "injured_party": InjuredParty.NOT_KNOWN}
            return cls(data, initial=started)
        names = ("answer", "injured_party", "injured_on", "note", "version")
        return cls(data, initial={name: getattr(kept, name) or "" for name in names})
