"""Asking another unit for help, or to take a case over; and saying no."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Unit
from fyr.cases.codes.consent import PURPOSE_OF_NEED, Purpose, Share
from fyr.cases.codes.needs import NeedKind, NeedState
from fyr.cases.codes.referrals import DeclineReason, Urgency
from fyr.cases.forms.grounds import THE_GROUND, WHAT_IS_SHOWN, GroundFields
from fyr.cases.forms.parts import in_days, text
from fyr.cases.models import Case, Need
from fyr.web.forms import KeyedForm


class ReferralForm(KeyedForm, GroundFields):
    PARTS = ((_("Whom you ask, and for what"), ("to_unit", "need", "urgency", "message")), WHAT_IS_SHOWN, THE_GROUND)
    to_unit = forms.ModelChoiceField(
        label=_("To which unit?"), queryset=Unit.objects.none(), empty_label=_("Choose a unit")
    )
    need = forms.ChoiceField(label=_("What does she need?"))
    urgency = forms.ChoiceField(label=_("How urgent is it?"), choices=Urgency, widget=forms.RadioSelect)
    message = text(
        _("Message to the receiver"), help_text=_("Sealed: it can be read only after the referral is accepted.")
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(takes_referrals=True).exclude(pk=case.unit_id or case.pk)
        self.fields["to_unit"].queryset = units.select_related("organisation").order_by("name")
        hers = set(Need.objects.filter(case=case, state=NeedState.OPEN).values_list("kind", flat=True))
        noted = [(code, label) for code, label in NeedKind.choices if code in hers]
        others = [(code, label) for code, label in NeedKind.choices if code not in hers]
        groups = [(_("Her open needs"), noted), (_("Other needs"), others)] if noted else others
        self.fields["need"].choices = [("", _("Choose a need")), *groups]

    def values(self) -> dict:
        data = self.cleaned_data
        purpose = PURPOSE_OF_NEED.get(data["need"], Purpose.SUPPORT)
        kept = {name: data[name] for name in ("to_unit", "need", "urgency", "message")}
        return {**kept, "ground": self.ground(purpose)}


class HandoverForm(KeyedForm, GroundFields):
    to_unit = forms.ModelChoiceField(
        label=_("Which unit should take the case over?"), queryset=Unit.objects.none(), empty_label=_("Choose a unit")
    )
    urgency = forms.ChoiceField(label=_("How urgent is it?"), choices=Urgency, widget=forms.RadioSelect)
    message = text(
        _("What must they know first?"), help_text=_("Sealed: it can be read only after they have accepted.")
    )
    PARTS = ((_("Whom you ask"), ("to_unit", "urgency", "message")), THE_GROUND)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(takes_referrals=True).exclude(pk=case.unit_id or case.pk)
        self.fields["to_unit"].queryset = units.select_related("organisation").order_by("name")
        for name in ("shares", "share_until"):
            del self.fields[name]

    def values(self) -> dict:
        """Whoever leads a case sees all of it."""
        data = self.cleaned_data
        data |= {"shares": list(Share), "share_until": in_days(30)()}
        kept = {name: data[name] for name in ("to_unit", "urgency", "message")}
        return {**kept, "ground": self.ground(Purpose.HANDOVER)}


class DeclineForm(KeyedForm):
    reason = forms.ChoiceField(label=_("Why?"), choices=DeclineReason, widget=forms.RadioSelect)
