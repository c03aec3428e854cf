"""Which returns the list shows."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fyr.returns.codes.states import OPERATED, UNREFERRED, State
from fyr.web.forms import FilterForm as Base

SHOWN = (
    ("open", _("Open")),
    ("before", _("Before the referral")),
    ("running", _("With the programme")),
    ("arrived", _("Arrived")),
    ("closed", _("Closed")),
)
CHOSEN = {
    "open": ~Q(state=State.CLOSED),
    "before": Q(state__in=UNREFERRED),
    "running": Q(state__in=OPERATED),
    "arrived": Q(state=State.ARRIVED),
    "closed": Q(state=State.CLOSED),
}


class FilterForm(Base):
    only = forms.ChoiceField(label=_("Show"), choices=SHOWN, required=False, initial="open")

    def chosen(self) -> Q:
        """What does not stand in the list shows what is open."""
        told = self.cleaned_data.get("only") if self.is_bound and self.is_valid() else ""
        return CHOSEN.get(told or "open", CHOSEN["open"])
