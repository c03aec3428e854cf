"""What is done to tranches, payments and repayments."""

from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.funding.actions import payments, repayments
from fyr.funding.codes.grants import LIVE, GrantState, PaymentState, RepaymentState
from fyr.funding.forms.base import NoteForm
from fyr.funding.forms.deciding import DecideForm
from fyr.funding.forms.paying import PutRightForm, RecordForm, RequestForm, Vouched
from fyr.web.acts import Act

WRITE, REPORT, APPROVE = Permission.FUNDING_WRITE, Permission.FUNDING_REPORT, Permission.FUNDING_APPROVE


def _runs(instalment):
    return instalment.grant.state == GrantState.RUNNING and not instalment.grant.stopped_on


def _free(instalment):
    """Nobody asked for it yet, and what it waits for has come."""
    taken = any(one.state in LIVE for one in instalment.payments.all())
    return _runs(instalment) and not taken and (not instalment.after_report or payments.report_reached(instalment))


def _to_propose(instalment):
    states = {one.state for one in instalment.payments.all()}
    return _free(instalment) or (_runs(instalment) and PaymentState.REQUESTED in states)


def _decide(by, row, form):
    told = form.cleaned_data
    repayments.decide(by=by, repayment=row, approve=told["approve"] == "yes", note=told["note"])


def _state(*states):
    return lambda row: row.state in states


ACTS = (
    Act(
        "instalment", "request", _("Ask for payment"), REPORT,
        lambda by, row, form: payments.request(by=by, instalment=row, statement=form.cleaned_data["statement"]), RequestForm,
        when=_free, submit=_("Ask for it"), why=_("An officer looks at it, and another approves it."),
    ),
    Act(
        "instalment", "propose", _("Propose payment"), WRITE, lambda by, row, form: payments.propose(by=by, instalment=row),
        when=_to_propose, why=_("Somebody else approves it."),
    ),
    Act(
        "payment", "approve", _("Approve payment"), APPROVE, lambda by, row, form: payments.approve(by=by, payment=row),
        when=_state(PaymentState.PROPOSED), why=_("Then it is paid in the accounting system."),
    ),
    Act(
        "payment", "record", _("Enter the voucher"), WRITE,
        lambda by, row, form: payments.record(by=by, payment=row, **form.values()), RecordForm,
        when=_state(PaymentState.APPROVED), lead=_("Fyr pays nothing: enter what the accounting system has paid."),
    ),
    Act(
        "payment", "refuse", _("Do not pay"), WRITE,
        lambda by, row, form: payments.refuse(by=by, payment=row, reason=form.cleaned_data["note"]), NoteForm,
        when=_state(PaymentState.REQUESTED), aside=True,
    ),
    Act(
        "payment", "stop", _("Do not approve"), APPROVE,
        lambda by, row, form: payments.refuse(by=by, payment=row, reason=form.cleaned_data["note"]), NoteForm,
        when=_state(PaymentState.PROPOSED, PaymentState.APPROVED), aside=True,
    ),
    Act(
        "payment", "right", _("Put the voucher right"), APPROVE,
        lambda by, row, form: payments.put_right(by=by, payment=row, reason=form.cleaned_data["note"]), PutRightForm,
        when=_state(PaymentState.PAID), aside=True,
        lead=_("What was posted is reversed, and the payment is approved and unpaid again. Nothing is erased."),
    ),
    Act(
        "repayment", "decide", _("Decide"), APPROVE, _decide, DecideForm, when=_state(RepaymentState.PROPOSED), submit=_("Decide"),
    ),
    Act(
        "repayment", "drop", _("Do not ask for it any more"), APPROVE,
        lambda by, row, form: repayments.drop(by=by, repayment=row, reason=form.cleaned_data["note"]), NoteForm,
        when=_state(RepaymentState.DUE), aside=True,
    ),
    Act(
        "repayment", "record", _("Enter that it was repaid"), WRITE,
        lambda by, row, form: repayments.record(by=by, repayment=row, **form.values()), Vouched, when=_state(RepaymentState.DUE),
    ),
)  # fmt: skip
