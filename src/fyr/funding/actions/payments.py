"""Payments: asked for, proposed, approved by another, recorded with the voucher of the accounting system."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.funding import ledger, money
from fyr.funding.access import require
from fyr.funding.actions.sources import not_ahead
from fyr.funding.actions.spending import spendable
from fyr.funding.codes.grants import LIVE, GrantState, PaymentState, ReportState
from fyr.funding.codes.ledger import Account, Why
from fyr.funding.models import Grant, Instalment, Payment, Posting
from fyr.funding.trail import leave
from fyr.funding.trail_words import Act

TAKEN = _("This tranche is asked for, on its way or paid already.")


@transaction.atomic
def request(*, by: Member, instalment: Instalment, statement: str) -> Payment:
    """The recipient's requisition of a tranche."""
    grant = _payable(by, instalment, Permission.FUNDING_REPORT)
    told = {"requested_by": by, "requested_at": timezone.now(), "statement": statement}
    payment = _begin(grant, instalment, PaymentState.REQUESTED, told)
    leave(grant, by, Act.PAYMENT_REQUESTED, _said(payment))
    return payment


@transaction.atomic
def propose(*, by: Member, instalment: Instalment) -> Payment:
    """The officer finds that a tranche is to be paid: one that was asked for, or one that the agreement pays by itself."""
    grant = _payable(by, instalment, Permission.FUNDING_WRITE)
    _funds(grant, instalment)
    told: dict[str, Any] = {"proposed_by": by, "proposed_at": timezone.now()}
    asked = Payment.objects.select_for_update().filter(instalment=instalment, state=PaymentState.REQUESTED).first()
    if asked is None:
        payment = _begin(grant, instalment, PaymentState.PROPOSED, told)
    elif asked.requested_by_id == by.pk:
        raise Refused(_("You have asked for it yourself. Somebody else proposes it."))
    else:
        Payment.objects.filter(pk=asked.pk).update(state=PaymentState.PROPOSED, **told)
        payment = asked
    leave(grant, by, Act.PAYMENT_PROPOSED, _said(payment))
    return payment


@transaction.atomic
def approve(*, by: Member, payment: Payment) -> None:
    """By another than who asked for it and who proposed it. Raises Refused for all who come second."""
    held = _held(by, payment, Permission.FUNDING_APPROVE, PaymentState.PROPOSED)
    if by.pk in (held.proposed_by_id, held.requested_by_id):
        raise Refused(_("You have asked for it or proposed it. Somebody else approves."))
    _runs(held.grant)
    _funds(held.grant, held.instalment)
    held.state, held.approved_by, held.approved_at = PaymentState.APPROVED, by, timezone.now()
    held.save(update_fields=["state", "approved_by", "approved_at"])
    leave(held.grant, by, Act.PAYMENT_APPROVED, _said(held))


@transaction.atomic
def refuse(*, by: Member, payment: Payment, reason: str) -> None:
    """By the officer while it is asked for, by who approves later; also one that was approved and is not paid yet."""
    late = payment.state != PaymentState.REQUESTED
    open_states = (PaymentState.PROPOSED, PaymentState.APPROVED) if late else (PaymentState.REQUESTED,)
    held = _held(by, payment, Permission.FUNDING_APPROVE if late else Permission.FUNDING_WRITE, *open_states)
    held.state, held.refused_by, held.refusal = PaymentState.REFUSED, by, reason
    held.save(update_fields=["state", "refused_by", "refusal"])
    leave(held.grant, by, Act.PAYMENT_REFUSED, f"{_said(held)}: {reason}")


@transaction.atomic
def record(
    *,
    by: Member,
    payment: Payment,
    voucher: str,
    on: datetime.date,
    foreign_amount: int | None = None,
    foreign_currency: str = "",
    rate: Decimal | None = None,
    rate_source: str = "",
) -> None:
    """The accounting system has paid it. From here on it is in the ledger."""
    decision = ledger.hold(payment.grant.decision_id)
    held = _held(by, payment, Permission.FUNDING_WRITE, PaymentState.APPROVED)
    _runs(held.grant)
    _funds(held.grant, held.instalment)
    not_ahead(on)
    if held.grant.awarded_on and on < held.grant.awarded_on:
        raise Refused(_("That is before the grant was decided."), "on")
    if foreign_amount and rate:
        paid = money.converted(foreign_amount, foreign_currency, rate, decision.currency)
        # As near as the smallest unit of the other currency lets it come.
        if abs(paid - held.amount) > money.converted(1, foreign_currency, rate, decision.currency) + 1:
            told = {"paid": money.shown(paid, decision.currency), "amount": money.shown(held.amount, decision.currency)}
            raise Refused(_("At this rate that is %(paid)s, and %(amount)s was approved.") % told, "foreign_amount")
    foreign = {
        "foreign_amount": foreign_amount,
        "foreign_currency": foreign_currency,
        "rate": rate,
        "rate_source": rate_source,
    }
    for name, value in foreign.items():
        setattr(held, name, value)
    held.state, held.voucher, held.paid_on, held.recorded_by = PaymentState.PAID, voucher, on, by
    try:
        with transaction.atomic():
            held.save(update_fields=["state", "voucher", "paid_on", "recorded_by", *foreign])
    except IntegrityError:
        # Decisions are held one by one; a voucher is once in the whole unit, and the database says so.
        raise Refused(_("This voucher is recorded for another payment already."), "voucher") from None
    entry = ledger.Entry(Why.PAYMENT, decision, by, on, {"payment": held, **foreign})
    entry.move(held.amount, Account.FUNDS, Account.HELD, year=held.instalment.year, grant=held.grant)
    entry.move(held.amount, Account.COMMITTED, Account.MET, year=held.instalment.year, grant=held.grant)
    leave(held.grant, by, Act.PAYMENT_RECORDED, f"{_said(held)}, {voucher}, {on.isoformat()}")


@transaction.atomic
def put_right(*, by: Member, payment: Payment, reason: str) -> None:
    """The voucher was wrong: what was posted is reversed, and the payment is approved and unpaid again."""
    decision = ledger.hold(payment.grant.decision_id)
    held = _held(by, payment, Permission.FUNDING_APPROVE, PaymentState.PAID)
    if held.recorded_by_id == by.pk:
        raise Refused(_("You have recorded it. Somebody else puts it right."))
    there = min(ledger.by_year(held.grant_id, Account.HELD).get(held.instalment.year, 0), spendable(held.grant))
    if there < held.amount:
        raise Refused(_("Of this payment something is accounted for or repaid already. Put that right first."))
    entry = ledger.Entry(Why.REVERSAL, decision, by, links={"payment": held})
    for old in Posting.objects.filter(payment=held, reverses__isnull=True, reversed_by__isnull=True):
        entry.reverse(old)
    voucher = held.voucher
    held.state, held.voucher, held.paid_on, held.recorded_by = PaymentState.APPROVED, "", None, None
    held.foreign_amount, held.foreign_currency, held.rate, held.rate_source = None, "", None, ""
    held.save()
    leave(held.grant, by, Act.PAYMENT_REVERSED, f"{_said(held)}, {voucher}: {reason}")


def _begin(grant: Grant, instalment: Instalment, state: PaymentState, told: dict[str, Any]) -> Payment:
    try:
        with transaction.atomic():
            return Payment.objects.create(
                grant=grant, instalment=instalment, unit_id=grant.unit_id, amount=instalment.amount, state=state, **told
            )
    except IntegrityError:
        # Somebody was faster by a moment; the database takes one payment of a tranche.
        raise Refused(TAKEN) from None


def _payable(by: Member, instalment: Instalment, permission: Permission) -> Grant:
    grant: Grant = require(by, instalment.grant, permission)
    _runs(grant)
    states = (
        (*LIVE,) if permission == Permission.FUNDING_REPORT else tuple(s for s in LIVE if s != PaymentState.REQUESTED)
    )
    if Payment.objects.filter(instalment=instalment, state__in=states).exists():
        raise Refused(TAKEN)
    if instalment.after_report and not report_reached(instalment):
        raise Refused(_("This tranche is paid after a report is approved. Report first."))
    return grant


def report_reached(instalment: Instalment) -> bool:
    """Whether as many reports are approved as tranches up to this one wait for."""
    tranches = Instalment.objects.filter(grant_id=instalment.grant_id, number__lte=instalment.number, after_report=True)
    return instalment.grant.reports.filter(state=ReportState.APPROVED).count() >= tranches.count()


def _held(by: Member, payment: Payment, permission: Permission, *states: PaymentState) -> Payment:
    grant: Grant = require(by, payment.grant, permission)
    held = Payment.objects.select_for_update(of=("self",)).select_related("instalment").get(pk=payment.pk)
    held.grant = grant
    if held.state not in states:
        told = {"state": held.get_state_display()}
        raise Refused(_("Somebody was here before you: the payment is now “%(state)s”.") % told)
    return held


def _runs(grant: Grant) -> None:
    if grant.state != GrantState.RUNNING:
        raise Refused(_("The grant does not run: it is paid after the agreement and before it is closed."))
    if grant.is_reported:
        raise Refused(_("The final report is approved: nothing more is paid."))
    if grant.stopped_on:
        raise Refused(_("Its payments are stopped since %(day)s.") % {"day": grant.stopped_on.isoformat()})


def _funds(grant: Grant, instalment: Instalment) -> None:
    there = ledger.by_year(grant.decision_id, Account.FUNDS).get(instalment.year, 0)
    if there < instalment.amount:
        told = {"year": instalment.year, "left": money.shown(there, grant.currency)}
        raise Refused(_("For %(year)s the decision has %(left)s to pay with. Enter its funds first.") % told)


def _said(payment: Payment) -> str:
    return f"{payment.instalment.number}: {money.shown(payment.amount, payment.grant.currency)}"
