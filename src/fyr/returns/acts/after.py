"""Support, contacts, surveys and the end."""

from django.utils.translation import gettext_lazy as _

from fyr.returns.actions import closing, follow_up, support
from fyr.returns.acts.base import act
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.states import Side
from fyr.returns.codes.support import TO_COME, ContactState, ItemState
from fyr.returns.forms.closing import CloseForm
from fyr.returns.forms.follow_up import ContactForm, ContactMadeForm, DangerForm
from fyr.returns.forms.paying import DeliverForm, PayForm
from fyr.returns.forms.support import ItemForm, PlanForm
from fyr.returns.forms.surveys import SurveyForm
from fyr.returns.rounds import helped
from fyr.web.row_form import NoteForm


def _plan(row):
    return row.reads(Section.PLAN)


def _follows(row):
    return row.reads(Section.FOLLOW_UP)


ACTS = (
    act(
        "return", "plan", _("Plan her new start"),
        lambda by, row, form: support.agree_plan(by=by, ret=row, **form.values()), PlanForm, when=_plan,
        lead=_("With her, and with whom she can turn to there. The newest plan counts."),
    ),
    act(
        "return", "item", _("Plan support"),
        lambda by, row, form: support.plan_item(by=by, ret=row, **form.values()), ItemForm, when=_plan,
        lead=_("It is approved by somebody else."),
    ),
    act(
        "return", "contact", _("Plan a contact"),
        lambda by, row, form: follow_up.plan_contact(by=by, ret=row, **form.values()), ContactForm, when=_follows,
    ),
    act(
        "return", "heard", _("Note that she was heard of"),
        lambda by, row, form: follow_up.note_heard(by=by, ret=row, **form.values()), ContactMadeForm, when=_follows,
        lead=_("Without a plan: she called, or somebody did for her."),
    ),
    act(
        "return", "survey", _("Ask the survey"),
        lambda by, row, form: follow_up.survey(by=by, ret=row, **form.values()), SurveyForm, when=_follows,
        hers=lambda by, row: not helped(by, row),
        lead=_(
            "Read the questions as they stand, about forty minutes. She may leave any question, and stop at any time."
        ),
    ),
    act(
        "return", "close", _("Close the return"),
        lambda by, row, form: closing.close(by=by, ret=row, **form.values()), CloseForm, aside=True,
        when=lambda row: row.runs_id is None or Side.RUNS in row.sides,
        lead=_("Nobody has to have answered a survey for it."), submit=_("Close the return"),
    ),
    act(
        "return", "reopen", _("Open it again"),
        lambda by, row, form: closing.reopen(by=by, ret=row, reason=form.cleaned_data["note"]), NoteForm, aside=True,
        when=lambda row: row.arrived_on is not None, submit=_("Open it again"),
    ),
    act(
        "item", "approve", _("Approve"), lambda by, row, form: support.approve_item(by=by, item=row), rule="item_approve",
        when=lambda row: row.state == ItemState.PLANNED, hers=lambda by, row: row.noted_by_id != by.pk,
    ),
    act(
        "item", "deliver", _("It was delivered"),
        lambda by, row, form: support.deliver_item(by=by, item=row, **form.values()), DeliverForm, rule="item_deliver",
        when=lambda row: row.state == ItemState.APPROVED,
    ),
    act(
        "item", "pay", _("Pay from the grant"),
        lambda by, row, form: support.pay_item(by=by, item=row, **form.values()), PayForm, rule="item_pay",
        when=lambda row: row.state == ItemState.DELIVERED,
        lead=_("What is posted points at nobody: costs are booked by the month, and of five persons at least."),
    ),
    act(
        "item", "elsewhere", _("Somebody else pays"),
        lambda by, row, form: support.settle_elsewhere(by=by, item=row, reason=form.cleaned_data["note"]), NoteForm,
        rule="item_elsewhere", when=lambda row: row.state == ItemState.DELIVERED, aside=True,
    ),
    act(
        "item", "drop", _("Not given"),
        lambda by, row, form: support.drop_item(by=by, item=row, reason=form.cleaned_data["note"]), NoteForm,
        rule="item_drop", when=lambda row: row.state in TO_COME, aside=True,
    ),
    act(
        "contact", "made", _("Note what came of it"),
        lambda by, row, form: follow_up.note_contact(by=by, contact=row, **form.values()), ContactMadeForm,
        rule="contact_made", when=lambda row: row.state == ContactState.PLANNED,
    ),
    act(
        "contact", "danger", _("Note what was done"),
        lambda by, row, form: follow_up.answer_danger(by=by, contact=row, **form.values()), DangerForm,
        when=lambda row: row.is_urgent, why=_("She is in danger."),
    ),
)  # fmt: skip
