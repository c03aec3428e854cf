"""What she was asked and answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Unit
from fyr.cases.codes.consent import Answer, Purpose, Share
from fyr.cases.forms.grounds import AskedFields
from fyr.cases.forms.parts import in_days, text
from fyr.cases.models import Case
from fyr.web.forms import DateField, KeyedForm


class ConsentForm(KeyedForm, AskedFields):
    """She was asked; yes and no are both answers."""

    answer = forms.ChoiceField(label=_("What did she answer?"), choices=Answer, widget=forms.RadioSelect)
    to_unit = forms.ModelChoiceField(
        label=_("To a unit of this node"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Somebody else, named below"),
    )
    receiver = forms.CharField(
        label=_("Or to"), required=False, max_length=300, help_text=_("An organisation outside Fyr, such as a court.")
    )
    purpose = forms.ChoiceField(label=_("For what?"), choices=Purpose, widget=forms.RadioSelect)
    shares = forms.MultipleChoiceField(
        label=_("What may they see?"),
        choices=Share,
        initial=[Share.HELP],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what she was asked about.")},
    )
    on = DateField(label=_("Asked on"), initial=in_days(0))
    until = DateField(label=_("Holds until and including"), initial=in_days(180))
    note = text(_("What was she told, and what did she say?"))
    PARTS = (
        (_("What she was asked"), ("to_unit", "receiver", "purpose", "shares", "note")),
        (_("What she answered"), ("answer", "on", "until", "given", "language", "present")),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given"].label = _("How did she answer?")
        own = case.unit.organisation_id if case.unit else None
        units = Unit.objects.exclude(organisation=own).select_related("organisation")
        if not case.led_by_hers:
            units = units.filter(pk__in=case.through)
        self.fields["to_unit"].queryset = units.order_by("name")

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if not data.get("to_unit") and not (data.get("receiver") or "").strip():
            self.add_error("receiver", _("Say to whom: choose a unit, or name somebody here."))
        elif data.get("to_unit") and (data.get("receiver") or "").strip():
            self.add_error("receiver", _("Either choose a unit, or name somebody here."))
        return data

    def values(self) -> dict:
        data = self.cleaned_data
        names = ("answer", "purpose", "until", "to_unit", "receiver", "on")
        kept = {name: data[name] for name in names}
        return {**kept, "shares": frozenset(data["shares"]), "asked": self.asked(data["note"])}


class WithdrawConsentForm(KeyedForm):
    how = text(_("How did she say so?"), help_text=_("Not needed: she owes nobody a reason."))
