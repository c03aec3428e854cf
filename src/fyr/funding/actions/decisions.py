"""Government decisions: entered, amended, their funds and conditions."""

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member, Unit
from fyr.access.permissions import Permission
from fyr.access.versions import take_version
from fyr.funding import ledger, money
from fyr.funding.access import require
from fyr.funding.actions.sources import not_ahead, sourced
from fyr.funding.codes.decisions import AllotmentKind, ConditionKind
from fyr.funding.codes.grants import GrantState
from fyr.funding.codes.ledger import Account, Why
from fyr.funding.codes.standing import Standing
from fyr.funding.models import Allotment, Amendment, Condition, Decision, Grant, Posting
from fyr.funding.trail import leave
from fyr.funding.trail_words import Act

TERMS = ("number", "decided_on", "diary", "title", "purpose", "refs", "source", "standing")


@transaction.atomic
def add_decision(*, by: Member, unit: Unit, **told: Any) -> Decision:
    """`told` holds the fields of Decision. Raises Refused where a stated fact has no source."""
    if not by.rights.hold(Permission.FUNDING_WRITE, unit.pk):
        raise Refused(_("You may enter decisions in your own unit."), "unit")
    sourced(told)
    decision = Decision.objects.create(unit=unit, added_by=by, **told)
    leave(decision, by, Act.DECISION_ADDED, decision.diary)
    return decision


@transaction.atomic
def amend_decision(*, by: Member, decision: Decision, version: int, why: str, **told: Any) -> None:
    """The terms as the amending decision says them; what was said before stays as a version. Raises ChangedMeanwhile."""
    held = require(by, decision, Permission.FUNDING_WRITE)
    sourced(told)
    take_version(Decision.objects.filter(pk=held.pk), version)
    before = {name: getattr(held, name) for name in TERMS}
    Amendment.objects.create(decision=held, version=version, replaced_by=by, why=why, **before)
    Decision.objects.filter(pk=held.pk).update(**told)
    leave(Decision.objects.get(pk=held.pk), by, Act.DECISION_AMENDED, why)


@transaction.atomic
def allot(
    *,
    by: Member,
    decision: Decision,
    year: int,
    kind: str,
    amount: int,
    source: str,
    standing: str = Standing.STATED,
    voucher: str = "",
) -> Allotment:
    """What the decision gives for a year, in the smallest unit; or what of it goes back to the state."""
    held = require(by, decision, Permission.FUNDING_WRITE)
    sourced({"standing": standing, "source": source})
    _fits(held, year, kind, amount)
    made = Allotment.objects.create(
        decision=held,
        year=year,
        kind=kind,
        amount=amount,
        source=source,
        standing=standing,
        voucher=voucher,
        added_by=by,
    )
    entry = ledger.Entry(Why.ALLOTMENT, held, by, links={"allotment": made})
    if kind in (AllotmentKind.APPROPRIATION, AllotmentKind.AUTHORISATION):
        entry.move(amount, Account.FRAME, Account.AVAILABLE, year=year)
    if kind in (AllotmentKind.APPROPRIATION, AllotmentKind.RELEASE):
        entry.move(amount, Account.SOURCE, Account.FUNDS, year=year)
    if kind == AllotmentKind.RETURN:
        entry.move(amount, Account.AVAILABLE, Account.FRAME, year=year)
        entry.move(amount, Account.FUNDS, Account.SOURCE, year=year)
    leave(held, by, Act.ALLOTTED, f"{year}: {made.get_kind_display()}, {money.shown(amount, held.currency)}")
    return made


@transaction.atomic
def take_back(*, by: Member, allotment: Allotment, reason: str) -> None:
    """It was entered wrongly: what it posted is reversed. Raises Refused where something of it is promised or paid already."""
    held = require(by, allotment.decision, Permission.FUNDING_WRITE)
    fresh = Allotment.objects.select_for_update().get(pk=allotment.pk)
    if fresh.taken_back_at is not None:
        raise Refused(_("It was put right already."))
    entry = ledger.Entry(Why.REVERSAL, held, by, links={"allotment": fresh})
    try:
        with transaction.atomic():
            for old in Posting.objects.filter(allotment=fresh, reverses__isnull=True, reversed_by__isnull=True):
                entry.reverse(old)
    except IntegrityError:
        raise Refused(_("Something of it is promised or paid already. End that first.")) from None
    Allotment.objects.filter(pk=fresh.pk).update(taken_back_at=timezone.now())
    leave(held, by, Act.ALLOTMENT_BACK, f"{fresh.year}: {money.shown(fresh.amount, held.currency)}: {reason}")


@transaction.atomic
def add_condition(
    *,
    by: Member,
    of: Decision | Grant,
    kind: str,
    due_on: datetime.date,
    text: str = "",
    source: str = "",
) -> Condition:
    held: Any = require(by, of, Permission.FUNDING_WRITE)
    if isinstance(held, Grant) and held.state not in (GrantState.GRANTED, GrantState.RUNNING):
        raise Refused(_("Dates are added to a grant that was decided and is not closed."))
    link = {"grant": held} if isinstance(held, Grant) else {"decision": held}
    made = Condition.objects.create(kind=kind, due_on=due_on, text=text, source=source, **link)
    leave(held, by, Act.CONDITION_ADDED, made)
    return made


@transaction.atomic
def meet_condition(*, by: Member, condition: Condition, on: datetime.date, note: str) -> None:
    """A report of a grant is met by the report itself; everything else is noted by hand."""
    held: Any = require(by, condition.of(), Permission.FUNDING_WRITE)
    fresh = Condition.objects.select_for_update().get(pk=condition.pk)
    if fresh.met_on is not None:
        raise Refused(_("It is noted as met already."))
    if fresh.grant_id and fresh.kind in (ConditionKind.INTERIM, ConditionKind.FINAL):
        raise Refused(_("This date is met when the report is approved."))
    not_ahead(on)
    Condition.objects.filter(pk=fresh.pk).update(met_on=on, met_by=by, note=note)
    leave(held, by, Act.CONDITION_MET, fresh)


@transaction.atomic
def publish(*, by: Member, decision: Decision) -> None:
    """From now on the public page shows it, with its grants, and follows what happens to them."""
    held = require(by, decision, Permission.FUNDING_WRITE)
    Decision.objects.filter(pk=held.pk, published_at__isnull=True).update(published_at=timezone.now())
    leave(held, by, Act.DECISION_PUBLISHED)


@transaction.atomic
def hide(*, by: Member, decision: Decision) -> None:
    held = require(by, decision, Permission.FUNDING_WRITE)
    Decision.objects.filter(pk=held.pk).update(published_at=None)
    leave(held, by, Act.DECISION_HIDDEN)


def _fits(decision: Decision, year: int, kind: str, amount: int) -> None:
    of_year = {
        account: ledger.by_year(decision.pk, account).get(year, 0) for account in (Account.AVAILABLE, Account.FUNDS)
    }
    if kind == AllotmentKind.RETURN and amount > min(of_year.values()):
        left = money.shown(min(of_year.values()), decision.currency)
        raise Refused(_("Only %(left)s of that year is neither promised nor paid.") % {"left": left}, "amount")
    if kind == AllotmentKind.RELEASE and (room := _to_release(decision, year)) < amount:
        left = money.shown(room, decision.currency)
        raise Refused(_("Of what was authorised for that year, %(left)s has no funds yet.") % {"left": left}, "amount")


def _to_release(decision: Decision, year: int) -> int:
    told = {kind: 0 for kind in AllotmentKind.values}
    for kind, amount in Allotment.objects.filter(decision=decision, year=year, taken_back_at=None).values_list(
        "kind", "amount"
    ):
        told[kind] += amount
    return told[AllotmentKind.AUTHORISATION] - told[AllotmentKind.RELEASE]
