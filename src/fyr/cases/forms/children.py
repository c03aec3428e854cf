"""Forms of what is done for a child."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.cases.actions.family import Speaks
from fyr.cases.codes.children import (
    AgeFound,
    AgeHow,
    FollowUp,
    Inquiry,
    ProtectionFinding,
    Relation,
    SpeaksAs,
    Suspicion,
    TracingOutcome,
    Way,
)
from fyr.cases.forms.work import in_days, text
from fyr.cases.models import AccompanyingChild, Case, ConcernReport, FamilyTracing, Spokesperson
from fyr.web.forms import DateField, KeyedForm, VersionedForm

# Stands for the person of the case among the children.
HERSELF = "herself"


class AboutAChild(KeyedForm):
    """For whom: the person of the case where she is treated as a child, or an accompanying child."""

    child = forms.ChoiceField(label=_("Which child?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, case: Case, children: list[AccompanyingChild], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What was noted for her as a child stays hers when she turns out to be grown.
        about_her = case.treated_as_child or self.initial.get("child") == HERSELF
        own = [(HERSELF, _("The person of this case"))] if about_her else []
        self.fields["child"].choices = own + [(str(one.pk), str(one)) for one in children]
        self.fields["child"].initial = HERSELF if own else None
        if own and not children:
            del self.fields["child"]

    def child_id(self) -> str | None:
        chosen = self.cleaned_data.get("child", HERSELF)
        return None if chosen == HERSELF else chosen


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


class SpokespersonForm(AboutAChild, VersionedForm):
    speaks_as = forms.ChoiceField(label=_("Speaks for the child as"), choices=SpeaksAs, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    suspicion = forms.ChoiceField(
        label=_("Is she or he free of suspicion of having a part in this?"),
        choices=Suspicion,
        initial=Suspicion.NOT_KNOWN,
        widget=forms.RadioSelect,
        help_text=_("Until that is known, treat the contact as dangerous to the child."),
    )
    grounds = text(_("On what does that rest?"), help_text=_("Read by those who may read what was done to her."))
    contact = text(_("Contact"), rows=2)
    since = DateField(label=_("Since"), required=False)
    until = DateField(label=_("Until"), required=False)
    field_order = ("child", "speaks_as", "name", "suspicion", "grounds", "contact", "since", "until")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        if Permission.EXPLOITATION_READ not in case.may:
            del self.fields["grounds"]

    @classmethod
    def initial_of(cls, kept: Spokesperson) -> dict[str, Any]:
        names = ("speaks_as", "name", "suspicion", "grounds", "contact", "since", "until", "version")
        return {name: getattr(kept, name) for name in names} | {"child": str(kept.child_id or HERSELF)}

    def told(self) -> Speaks:
        data = self.cleaned_data
        names = ("speaks_as", "name", "contact", "suspicion", "since", "until")
        told = {name: data[name] for name in names}
        return Speaks(**told, grounds=data.get("grounds"), child_id=self.child_id())


class ChildForm(VersionedForm):
    alias = forms.CharField(
        label=_("What you call the child here"),
        max_length=100,
        help_text=_("Not the real name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    child_age = forms.CharField(label=_("Age, as far as it is known"), required=False, max_length=40)
    whereabouts = forms.CharField(label=_("Where is the child now, and with whom?"), required=False, max_length=500)
    follow_up = forms.ChoiceField(
        label=_("Where is the child looked after?"),
        choices=FollowUp,
        initial=FollowUp.HERE,
        widget=forms.RadioSelect,
        help_text=_("Elsewhere: somebody else reports the concern and follows it up."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Permission.IDENTITY_READ not in case.may:
            del self.fields["whereabouts"]

    @classmethod
    def initial_of(cls, kept: AccompanyingChild) -> dict[str, Any]:
        return {name: getattr(kept, name) for name in ("alias", "child_age", "whereabouts", "follow_up", "version")}


class OpenForChildForm(VersionedForm):
    relation = forms.ChoiceField(
        label=_("What is the child to her?"), choices=Relation, initial=Relation.CHILD, widget=forms.RadioSelect
    )


class LinkForm(KeyedForm):
    ref = forms.CharField(
        label=_("Reference of the other case"),
        max_length=20,
        help_text=_("For example SE-2026-7KQ4. You must be able to see both."),
    )
    relation = forms.ChoiceField(
        label=_("What is the person of the other case to the person of this one?"),
        choices=Relation,
        widget=forms.RadioSelect,
    )


class AgeForm(KeyedForm):
    found = forms.ChoiceField(label=_("What is known now?"), choices=AgeFound, widget=forms.RadioSelect)
    age_how = forms.ChoiceField(label=_("How is it known?"), choices=AgeHow, widget=forms.RadioSelect)
    on = DateField(label=_("Verified or said on"), initial=in_days(0))
    note = text(_("Which document or assessment, and by whom?"))


class TracingForm(VersionedForm):
    asked_on = DateField(label=_("Asked on"), initial=in_days(0))
    asked_whom = forms.CharField(label=_("Who was asked to search?"), required=False, max_length=300)
    tracing = forms.ChoiceField(
        label=_("What came of it?"),
        choices=TracingOutcome,
        initial=TracingOutcome.WAITING,
        widget=forms.RadioSelect,
        help_text=_("Search only where it is safe and in the child's best interests."),
    )
    answered_on = DateField(label=_("Answered or ended on"), required=False)
    note = text(_("What was learned?"))

    @classmethod
    def initial_of(cls, kept: FamilyTracing) -> dict[str, Any]:
        return {
            name: getattr(kept, name)
            for name in ("asked_on", "asked_whom", "tracing", "answered_on", "note", "version")
        }


class BestInterestForm(KeyedForm):
    on = DateField(label=_("Weighed on"), initial=in_days(0))
    her_view = text(_("What does the child say?"))
    text = text(_("What is best for the child, and why?"), required=True, rows=5)
