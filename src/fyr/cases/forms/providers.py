"""The directory of those who give support: its entries and its filter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access import regions
from fyr.access.models import Unit
from fyr.cases.codes.needs import NeedKind
from fyr.cases.codes.support import ProviderKind, Whom
from fyr.cases.models import Provider
from fyr.web.forms import LARGEST, FilterForm, KeyedForm, VersionedForm

FIELDS = (
    "name", "kind", "unit", "region", "needs", "whom", "languages", "places", "free", "phone", "email", "hours", "notes",
)  # fmt: skip


class ProviderForm(KeyedForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of organisation"), choices=ProviderKind, widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(
        label=_("Its unit in this node"),
        queryset=Unit.objects.order_by("name"),
        required=False,
        empty_label=_("None: it does not work in Fyr"),
    )
    region = forms.ChoiceField(label=_("Region"), required=False, choices=regions.choices)
    needs = forms.MultipleChoiceField(
        label=_("Which needs does it meet?"), choices=NeedKind, widget=forms.CheckboxSelectMultiple
    )
    whom = forms.MultipleChoiceField(
        label=_("Whom does it take?"), choices=Whom, required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.CharField(label=_("Languages"), required=False, max_length=300)
    places = forms.IntegerField(
        label=_("Places in all"),
        required=False,
        min_value=0,
        max_value=LARGEST,
        help_text=_("Leave empty where it is not known or there are no places to count."),
    )
    free = forms.IntegerField(label=_("Of these free now"), required=False, min_value=0, max_value=LARGEST)
    phone = forms.CharField(label=_("Phone for professionals"), required=False, max_length=50)
    email = forms.EmailField(label=_("E-mail for professionals"), required=False)
    hours = forms.CharField(label=_("When it answers"), required=False, max_length=200)
    notes = forms.CharField(
        label=_("Good to know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who works here reads it. Never write the address of a shelter, or about a person."),
    )


class ChangeProviderForm(VersionedForm, ProviderForm):
    @classmethod
    def of(cls, provider: Provider, data=None) -> "ChangeProviderForm":
        initial = {name: getattr(provider, name) for name in FIELDS} | {"unit": provider.unit_id}
        return cls(data, initial=initial | {"version": provider.version})


class ProviderFilter(FilterForm):
    need = forms.ChoiceField(label=_("Need"), required=False, choices=[("", _("All needs")), *NeedKind.choices])
    region = forms.ChoiceField(
        label=_("Region"),
        required=False,
        choices=lambda: [("", _("All regions")), *regions.choices()[1:]],
    )
    whom = forms.ChoiceField(label=_("Whom"), required=False, choices=[("", _("Everybody")), *Whom.choices])
    language = forms.CharField(label=_("Language"), required=False, max_length=40)
