"""What is offered, and by whom."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Unit
from fyr.cases import providers
from fyr.cases.forms.parts import in_days, text
from fyr.cases.models import Case, Need
from fyr.web.forms import DateField, KeyedForm


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
        self.listed = {f"listed:{one.pk}": one for one in providers.found(need=need.kind)}
        # A unit that stands in the directory for this need stands there alone.
        there = {one.unit_id for one in self.listed.values()}
        self.units = {f"unit:{one.pk}": one for one in giving if one.pk not in there}
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
