"""Documents, the journey, and changing one's mind."""

from django.utils.translation import gettext_lazy as _

from fyr.returns.actions import travel, withdrawing
from fyr.returns.acts.base import act
from fyr.returns.codes.states import State
from fyr.returns.forms.travel import ArriveForm, DepartForm, DocumentForm, ReceivedForm, TripForm
from fyr.returns.forms.withdrawing import CallForm, WithdrawForm
from fyr.web.row_form import ConfirmForm, NoteForm

ACTS = (
    act(
        "return", "clear", _("She is ready to travel"), lambda by, row, form: travel.clear(by=by, ret=row), ConfirmForm,
        why=_("Everything that a safe journey asks for is there."), submit=_("She is ready to travel"),
        lead=_("Everything that a safe journey asks for is there. It is looked at once more at departure."),
    ),
    act(
        "return", "depart", _("She departs"),
        lambda by, row, form: travel.depart(by=by, ret=row, **form.values()), DepartForm,
        why=_("At the gate she is asked once more."),
        submit=_("She departs"),
        lead=_("She can change her mind here, too. Then go back and choose: She does not want to go on."),
    ),
    act(
        "return", "arrive", _("She has arrived"),
        lambda by, row, form: travel.arrive(by=by, ret=row, **form.values()), ArriveForm,
        why=_("Everybody who waits for her sees it then."), submit=_("She has arrived"),
    ),
    act(
        "return", "turned_back", _("The journey did not take place"),
        lambda by, row, form: travel.turn_back(by=by, ret=row, note=form.cleaned_data["note"]), NoteForm, aside=True,
        lead=_("She still wants to go: a flight was cancelled, or a border stayed shut. It is planned anew."),
    ),
    act(
        "return", "document", _("Note a travel document"),
        lambda by, row, form: travel.ask_document(by=by, ret=row, **form.values()), DocumentForm,
        lead=_("Authorities of her home country are asked only if she has agreed to that."),
    ),
    act(
        "return", "trip", _("Plan the journey"),
        lambda by, row, form: travel.plan_trip(by=by, ret=row, journey=form.journey()), TripForm,
        lead=_("Whoever need not know the journey does not see it."),
    ),
    act(
        "return", "withdraw", _("She does not want to go on"),
        lambda by, row, form: withdrawing.withdraw(by=by, ret=row, **form.values()), WithdrawForm, aside=True,
        when=lambda row: row.state != State.WITHDRAWN, submit=_("Stop everything"),
        lead=_("At any time, also at the airport. Everything to come stops at once; then you get the list of whom to call."),
    ),
    act(
        "return", "take_up", _("Take it up again"), lambda by, row, form: withdrawing.take_up(by=by, ret=row), ConfirmForm,
        aside=True, lead=_("From the beginning: she is told anew and asked anew, and both sides decide anew."),
    ),
    act(
        "document", "received", _("It has come"),
        lambda by, row, form: travel.receive_document(by=by, document=row, **form.values()), ReceivedForm,
        rule="document_received", when=lambda row: row.received_on is None,
    ),
    act(
        "call", "confirm", _("They know it"),
        lambda by, row, form: withdrawing.confirm_call(by=by, call=row, **form.values()), CallForm,
        rule="call_confirm", when=lambda row: row.confirmed_at is None,
    ),
)  # fmt: skip
