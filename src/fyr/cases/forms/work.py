"""Safety, plan, closing; and the fields that other forms of the slice are made of."""

import datetime

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.cases import providers
from fyr.cases.access import workers_of
from fyr.cases.codes import DeclineReason, NeedKind, Outcome, Risk, UnmetReason
from fyr.cases.models import Case, Need, Service
from fyr.web.forms import DateField, KeyedForm, VersionedForm

# The one that is left out is said by an import and by nobody else.
OUTCOMES = [(code, label) for code, label in Outcome.choices if code != Outcome.BEFORE_IMPORT]


def text(label, *, required: bool = False, rows: int = 3, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=10000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def in_days(days: int):
    return lambda: timezone.localdate() + datetime.timedelta(days=days)


class RiskForm(KeyedForm):
    level = forms.ChoiceField(label=_("Level of risk"), choices=Risk, widget=forms.RadioSelect)
    threats = text(_("Threats: from whom, and of what?"))
    measures = text(_("Measures: what is done about it?"))
    review_on = DateField(label=_("Look at it again on"), initial=in_days(7))


class NeedForm(KeyedForm):
    kind = forms.ChoiceField(label=_("Kind of need"), choices=[("", _("Choose a need")), *NeedKind.choices])
    description = text(_("In her own words"), help_text=_("What does she need, and how soon?"))


class ChangeNeedForm(VersionedForm, NeedForm):
    @classmethod
    def of(cls, need: Need, data=None) -> "ChangeNeedForm":
        initial = {"kind": need.kind, "description": need.description or "", "version": need.version}
        return cls(data, initial=initial)


class UnmetForm(KeyedForm):
    reason = forms.ChoiceField(label=_("Why can the need not be met?"), choices=UnmetReason, widget=forms.RadioSelect)
    note = text(_("What was tried?"))


class ServiceForm(KeyedForm):
    """Who gives it is chosen from the directory or among the units of the node, or else named."""

    unmarked = True
    giver = forms.ChoiceField(label=_("Who gives the service?"), required=False)
    provider = forms.CharField(label=_("If somebody else: who?"), required=False, max_length=300)
    description = text(_("What is offered?"))
    on = DateField(label=_("Offered on"), initial=in_days(0))

    def __init__(self, *args, case: Case, need: Need, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        giving = Unit.objects.filter(Q(takes_referrals=True) | Q(pk=case.unit_id)).order_by("name")
        self.units = {f"unit:{one.pk}": one for one in giving}
        self.listed = {f"listed:{one.pk}": one for one in providers.found(need=need.kind)}
        self.fields["giver"].choices = [
            ("", _("Somebody else, named below")),
            (_("In the directory, for this need"), [(code, one.name) for code, one in self.listed.items()]),
            (_("Units of this node"), [(code, one.name) for code, one in self.units.items()]),
        ]
        self.fields["giver"].help_text = _near(case, need)

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if not data.get("giver") and not data.get("provider"):
            self.add_error("provider", _("Say who gives the service: choose above, or name them here."))
        elif data.get("giver") and data.get("provider"):
            self.add_error("provider", _("Either choose above, or name somebody here."))
        return data

    def values(self) -> dict:
        """Who was chosen in the directory gives it as its unit, or by its name, which stays when the entry goes."""
        values = super().values()
        giver = values.pop("giver")
        listed = self.listed.get(giver)
        unit = listed.unit if listed else self.units.get(giver)
        return values | {
            "provider_unit": unit,
            "provider": listed.name if listed and not unit else values["provider"],
        }


def _near(case: Case, need: Need) -> str:
    """Who offers this where the case is led, with the places that are free."""
    told = []
    for one in providers.near(case, need.kind):
        if one.free is None or one.is_stale:
            told.append(_("%(name)s: ask for places") % {"name": one.name})
        else:
            told.append(_("%(name)s: %(free)d free") % {"name": one.name, "free": one.free})
    if not told:
        return str(_("Nobody in the directory offers this in your region."))
    return str(_("In your region: %(names)s.") % {"names": "; ".join(told)})


class MoveServiceForm(KeyedForm):
    state = forms.ChoiceField(label=_("What happened?"), widget=forms.RadioSelect)
    on = DateField(label=_("On"), initial=in_days(0))
    by_whom = forms.CharField(label=_("Told or done by"), required=False, max_length=300)

    def __init__(self, *args, service: Service, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(state.value, state.label) for state in service.next_states]


class TaskForm(KeyedForm):
    title = forms.CharField(label=_("What is to be done?"), max_length=300)
    due_on = DateField(label=_("Due"), initial=in_days(1))
    assignee = forms.ModelChoiceField(label=_("Whose task is it?"), queryset=Member.objects.none(), empty_label=None)

    def __init__(self, *args, case: Case, by: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = workers_of(case, Permission.PLAN_WRITE)
        self.fields["assignee"].initial = by.pk


class NoteForm(KeyedForm):
    text = text(_("Note"), required=True, rows=5)
    tell = forms.ModelMultipleChoiceField(
        label=_("Who should read it?"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It stands on her day until she has read it."),
    )

    def __init__(self, *args, case: Case, by: Member, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tell"].queryset = workers_of(case).exclude(pk=by.pk)


class CorrectNoteForm(KeyedForm):
    text = text(_("What should have stood there"), required=True, rows=5)


class DeclineForm(KeyedForm):
    reason = forms.ChoiceField(label=_("Why?"), choices=DeclineReason, widget=forms.RadioSelect)


class CloseForm(KeyedForm):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=OUTCOMES, widget=forms.RadioSelect)
    note = text(_("Reason and what comes after"))
