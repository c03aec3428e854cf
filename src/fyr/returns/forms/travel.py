"""Documents, the journey, and the gate."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fyr.returns.actions.travel import Journey
from fyr.returns.codes.travel import Escort, PaperKind
from fyr.returns.forms.parts import day, line, one_of, words
from fyr.web.forms import DateField
from fyr.web.row_form import RowForm

FOR_OTHERS = _("Others read this: nothing of why she travels, and not the name of the programme.")


class DocumentForm(RowForm):
    kind = one_of(_("Which document?"), PaperKind)
    held_already = forms.BooleanField(label=_("She has it, or it has come already"), required=False)
    asked_on = day(_("Asked for, or seen"), help_text=_("The day."))
    asked_of = line(_("Asked of whom?"), help_text=FOR_OTHERS)
    number = line(_("Number"))
    valid_until = DateField(label=_("Valid until"), required=False)


class ReceivedForm(RowForm):
    received_on = day(_("Came on"))
    number = line(_("Number"))
    valid_until = DateField(label=_("Valid until"), required=False)


class TripForm(RowForm):
    PARTS = (
        (_("The journey"), ("departs_on", "departs_at", "itinerary", "tickets", "transit")),
        (_("Who is with her"), ("met_by", "escort", "escort_by")),
    )
    departs_on = DateField(label=_("Day"))
    departs_at = line(_("Time, as on the ticket"))
    itinerary = words(_("From where, over where, to where"), required=True, help_text=FOR_OTHERS)
    tickets = line(_("Airline and booking"), help_text=FOR_OTHERS)
    transit = line(_("Help on the way"))
    met_by = line(_("Who meets her?"), help_text=_("Name and phone of the one who stands there."))
    escort = one_of(_("Escort"), Escort, initial=Escort.NONE)
    escort_by = line(_("Who, and how to reach them"))

    def prepare(self) -> None:
        """A changed plan begins with the one that is there."""
        planned = self.row.trips.filter(state="planned").first()
        if planned is not None:
            planned.of = self.row
            for name in (
                "departs_on",
                "departs_at",
                "itinerary",
                "tickets",
                "transit",
                "met_by",
                "escort",
                "escort_by",
            ):
                self.fields[name].initial = getattr(planned, name)

    def journey(self) -> Journey:
        return Journey(**self.values())


class DepartForm(RowForm):
    departed_on = day(_("When?"))
    still_wants = forms.BooleanField(
        label=_("She was asked once more, and still wants to go"),
        error_messages={
            "required": _("Ask her once more. If she does not want to go, she withdraws, and everything stops.")
        },
    )


class ArriveForm(RowForm):
    arrived_on = day(_("When?"))
    words = words(_("Who met her, how it went, and where she is now"), required=True)
