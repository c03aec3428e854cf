"""What comes back, is recovered, or is waived."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.funding import ledger, money, schemes
from fyr.funding.access import require
from fyr.funding.actions.sources import not_ahead
from fyr.funding.actions.spending import few_wait, spendable
from fyr.funding.codes.decisions import ConditionKind
from fyr.funding.codes.grants import Outcome, RepaymentState
from fyr.funding.codes.ledger import Account, Why
from fyr.funding.models import Condition, Grant, Repayment
from fyr.funding.trail import leave
from fyr.funding.trail_words import Act


@transaction.atomic
def propose(*, by: Member, grant: Grant, outcome: str, ground: str, amount: int, reasons: str) -> Repayment:
    """Recovery of what was paid, or its waiver; another decides."""
    held = require(by, grant, Permission.FUNDING_WRITE)
    if ground not in [one.code for one in schemes.scheme(held.scheme).recovery]:
        raise Refused(_("Choose a ground of the rules that the grant follows."), "ground")
    if outcome not in (Outcome.RECOVER, Outcome.WAIVE) or amount <= 0:
        raise Refused(_("Choose recovery or waiver, and an amount above zero."), "outcome")
    _nobody_waits(held)
    limit = spendable(held) + (ledger.balance(held.pk, Account.USED) if outcome == Outcome.RECOVER else 0)
    if amount > limit:
        raise Refused(_("At most %(left)s can be meant.") % {"left": money.shown(limit, held.currency)}, "amount")
    made = _begin(held, by, outcome, amount, reasons, RepaymentState.PROPOSED, ground=ground)
    leave(held, by, Act.REPAYMENT_PROPOSED, _said(made))
    return made


@transaction.atomic
def decide(*, by: Member, repayment: Repayment, approve: bool, note: str = "") -> None:
    """Approved, a recovery is owed and a waiver is done; by another than who proposed it."""
    decision = ledger.hold(repayment.grant.decision_id)
    grant = require(by, repayment.grant, Permission.FUNDING_APPROVE)
    held = _held(repayment, RepaymentState.PROPOSED)
    if approve:
        _nobody_waits(grant)
    if held.proposed_by_id == by.pk:
        raise Refused(_("You have proposed it. Somebody else decides."))
    held.decided_by, held.decided_at = by, timezone.now()
    act = Act.REPAYMENT_REFUSED
    if not approve:
        held.state = RepaymentState.REFUSED
    elif held.outcome == Outcome.RECOVER:
        days = datetime.timedelta(days=schemes.scheme(grant.scheme).repay_within)
        held.state, held.due_on, act = RepaymentState.DUE, timezone.localdate() + days, Act.REPAYMENT_DUE
    else:
        if spendable(grant) < held.amount:
            raise Refused(_("Meanwhile less is left to waive. Propose it anew."))
        entry = ledger.Entry(Why.WAIVER, decision, by, links={"repayment": held})
        for year, part in list(ledger.drawn(grant.pk, Account.HELD, held.amount)):
            entry.move(part, Account.HELD, Account.WAIVED, year=year, grant=grant)
        held.state, act = RepaymentState.WAIVED, Act.REPAYMENT_WAIVED
    held.save()
    leave(grant, by, act, f"{_said(held)}: {note}" if note else _said(held))


@transaction.atomic
def drop(*, by: Member, repayment: Repayment, reason: str) -> None:
    """What is owed is not asked for any more: it was decided wrongly, or less is left than was meant."""
    grant = require(by, repayment.grant, Permission.FUNDING_APPROVE)
    held = _held(repayment, RepaymentState.DUE)
    if by.pk in (held.proposed_by_id, held.decided_by_id):
        raise Refused(_("You have proposed or decided it. Somebody else ends it."))
    held.state = RepaymentState.DROPPED
    held.save(update_fields=["state"])
    leave(grant, by, Act.REPAYMENT_DROPPED, f"{_said(held)}: {reason}")


@transaction.atomic
def record(*, by: Member, repayment: Repayment, voucher: str, on: datetime.date) -> None:
    """The money is back: it can be paid and promised again, under the year that it was paid from."""
    decision = ledger.hold(repayment.grant.decision_id)
    grant = require(by, repayment.grant, Permission.FUNDING_WRITE)
    held = _held(repayment, RepaymentState.DUE)
    not_ahead(on)
    entry = ledger.Entry(Why.REPAYMENT, decision, by, on, {"repayment": held})
    rest = held.amount
    # What waits to be booked as spent stays until it is.
    for account, there in ((Account.HELD, spendable(grant)), (Account.USED, ledger.balance(grant.pk, Account.USED))):
        amount = min(rest, there)
        for year, part in list(ledger.drawn(grant.pk, account, amount)):
            entry.move(part, account, Account.FUNDS, year=year, grant=grant)
            entry.move(part, Account.MET, Account.AVAILABLE, year=year, grant=grant)
        rest -= amount
    if rest:
        raise Refused(_("Less is left with the recipient than this repayment. Propose it anew."))
    held.state, held.voucher, held.paid_on, held.recorded_by = RepaymentState.REPAID, voucher, on, by
    try:
        with transaction.atomic():
            held.save(update_fields=["state", "voucher", "paid_on", "recorded_by"])
    except IntegrityError:
        raise Refused(_("This voucher is recorded for another repayment already."), "voucher") from None
    waiting = Condition.objects.filter(grant=grant, kind=ConditionKind.REPAYMENT, met_on__isnull=True)
    waiting.update(met_on=on, met_by=by, note=voucher)
    leave(grant, by, Act.REPAYMENT_RECORDED, f"{_said(held)}, {voucher}, {on.isoformat()}")


def _nobody_waits(grant: Grant) -> None:
    """Raises Refused while costs of fewer than five persons wait: what is left would tell what they cost."""
    if few_wait(grant):
        raise Refused(_("Costs of few persons are not booked yet. Let the recipient report first."))


def owe_unused(*, by: Member, grant: Grant, amount: int, reasons: str) -> Repayment:
    """What the final report says was not used. In the caller's transaction."""
    asked = grant.conditions.filter(kind=ConditionKind.REPAYMENT, met_on__isnull=True).first()
    days = datetime.timedelta(days=schemes.scheme(grant.scheme).repay_within)
    due_on = asked.due_on if asked else timezone.localdate() + days
    made = _begin(grant, by, Outcome.UNUSED, amount, reasons, RepaymentState.DUE, due_on=due_on)
    leave(grant, by, Act.REPAYMENT_DUE, _said(made))
    return made


def _begin(  # noqa: PLR0917 - the columns of a row
    grant: Grant, by: Member, outcome: str, amount: int, reasons: str, state: str, **more: object
) -> Repayment:
    told = {"outcome": outcome, "amount": amount, "reasons": reasons, "state": state, **more}
    try:
        with transaction.atomic():
            return Repayment.objects.create(grant=grant, unit_id=grant.unit_id, proposed_by=by, **told)
    except IntegrityError:
        raise Refused(_("A repayment of this grant is under way. Settle it first.")) from None


def _held(repayment: Repayment, state: RepaymentState) -> Repayment:
    held = Repayment.objects.select_for_update(of=("self",)).get(pk=repayment.pk)
    if held.state != state:
        raise Refused(_("Somebody was here before you: it is now “%(state)s”.") % {"state": held.get_state_display()})
    return held


def _said(repayment: Repayment) -> str:
    return f"{repayment.get_outcome_display()}: {money.shown(repayment.amount, repayment.grant.currency)}"
