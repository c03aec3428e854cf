"""The plan for her new start, and what she is given of it: planned, approved by another, delivered, paid."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.scope import whole_node
from fyr.cases.days import happened_lately
from fyr.funding.actions.spending import spend
from fyr.funding.models import Grant
from fyr.returns import budget
from fyr.returns.actions.base import begin, begin_part
from fyr.returns.codes.agreements import Section
from fyr.returns.codes.support import TO_COME, ItemState
from fyr.returns.discreet import refuse_telling
from fyr.returns.models import Item, Plan, Return
from fyr.returns.trail import leave
from fyr.returns.trail_words import Act


@transaction.atomic
def agree_plan(*, by: Member, ret: Return, text: str, contacts: str, agreed_on: datetime.date | None = None) -> Plan:
    """A proposal, or from the day on which she agreed the plan; the newest counts."""
    held = begin(ret, by, "plan", reads=Section.PLAN)
    refuse_telling(held, text=text, contacts=contacts)
    if agreed_on is not None:
        happened_lately(agreed_on, "agreed_on")
    row = Plan(of=held, noted_by=by, text=text, contacts=contacts, agreed_on=agreed_on)
    row.save(force_insert=True)
    leave(held, by, Act.PLAN_AGREED, about=Section.PLAN, code="agreed" if agreed_on else "proposed")
    return row


@transaction.atomic
def plan_item(*, by: Member, ret: Return, kind: str, form: str, text: str, amount: int, currency: str) -> Item:
    """`amount` in the smallest unit of `currency`. Raises Refused for a currency that the programme does not pay in."""
    held = begin(ret, by, "item", reads=Section.PLAN)
    if currency not in currencies_of(held):
        raise Refused(_("The programme does not pay in this currency."), "currency")
    if amount <= 0:
        raise Refused(_("Write an amount above zero."), "amount")
    refuse_telling(held, text=text)
    row = Item(of=held, noted_by=by, kind=kind, form=form, text=text, price={"amount": amount, "currency": currency})
    row.save(force_insert=True)
    leave(held, by, Act.ITEM_PLANNED, about=Section.PLAN, code=kind)
    return row


@transaction.atomic
def approve_item(*, by: Member, item: Item) -> None:
    """Somebody else than who planned it; within what the programme gives one person, where that is known."""
    held, row = begin_part(item, by, "item_approve")
    _in_state(row, ItemState.PLANNED)
    if row.noted_by_id == by.pk:
        raise Refused(_("You planned it. Somebody else approves it."))
    budget.refuse_beyond(held, row)
    row.approved_by, row.state = by, ItemState.APPROVED
    row.save(update_fields=["approved_by", "state"])
    leave(held, by, Act.ITEM_APPROVED, about=Section.PLAN, code=row.kind)


@transaction.atomic
def deliver_item(*, by: Member, item: Item, delivered_on: datetime.date, receipt: str) -> None:
    """She has it. `receipt` says by what one can see it: the number of a receipt, or that she signed."""
    held, row = begin_part(item, by, "item_deliver", reads=Section.PLAN)
    _in_state(row, ItemState.APPROVED)
    happened_lately(delivered_on, "delivered_on")
    if held.agreed_on is not None and delivered_on < held.agreed_on:
        raise Refused(_("Both sides had not said yes on that day."), "delivered_on")
    refuse_telling(held, receipt=receipt)
    if not receipt.strip():
        raise Refused(_("Say by what one can see that it was delivered."), "receipt")
    row.delivered_on, row.delivered_by, row.receipt, row.state = delivered_on, by, receipt, ItemState.DELIVERED
    row.save(update_fields=["delivered_on", "delivered_by", "receipt", "state"])
    leave(held, by, Act.ITEM_DELIVERED, about=Section.PLAN, code=row.kind)


@transaction.atomic
def pay_item(*, by: Member, item: Item, rate: Decimal | None = None, rate_source: str = "") -> None:
    """Taken from the grant of the programme, in the grant's currency. Nothing that is posted there points at a person: costs
    of a month are booked together, and of five persons at least."""
    held, row = begin_part(item, by, "item_pay")
    _in_state(row, ItemState.DELIVERED)
    grant = grant_of(held)
    if grant is None:
        raise Refused(_("The programme names no grant that pays for it. Ask whoever keeps its rules."))
    cost = budget.cost_of(row, grant.decision.currency, rate, rate_source)
    if cost["rate"] and by.pk in (row.noted_by_id, row.approved_by_id, row.delivered_by_id):
        raise Refused(
            _(
                "You planned, approved or delivered it. Of what was paid in another currency somebody else sets the rate."
            )
        )
    assert held.box is not None
    spend(
        grant=grant, amount=cost["amount"], reference=budget.digest(held, str(row.pk)), by=by,
        person=budget.person(held),
    )  # fmt: skip
    row.cost, row.paid_by, row.state = cost, by, ItemState.PAID
    row.save(update_fields=["cost", "paid_by", "state"])
    leave(held, by, Act.ITEM_PAID, about=Section.PLAN, code=row.kind)


@transaction.atomic
def settle_elsewhere(*, by: Member, item: Item, reason: str) -> None:
    """It was delivered, and somebody else pays: another programme, another organisation, a gift."""
    held, row = begin_part(item, by, "item_elsewhere")
    _in_state(row, ItemState.DELIVERED)
    refuse_telling(held, note=reason)
    row.state = ItemState.ELSEWHERE
    row.save(update_fields=["state"])
    leave(held, by, Act.ITEM_ELSEWHERE, about=Section.PLAN, code=row.kind, text=reason)


@transaction.atomic
def drop_item(*, by: Member, item: Item, reason: str) -> None:
    held, row = begin_part(item, by, "item_drop")
    if row.state not in TO_COME:
        raise Refused(_("It has been delivered."))
    refuse_telling(held, note=reason)
    row.state = ItemState.DROPPED
    row.save(update_fields=["state"])
    leave(held, by, Act.ITEM_DROPPED, about=Section.PLAN, code=row.kind, text=reason)


def grant_of(ret: Return) -> Grant | None:
    """The grant that pays. Whoever runs a return does not see grants beyond her right to spend from this one."""
    if ret.programme.grant_id is None:
        return None
    with whole_node():
        return Grant.objects.select_related("decision", "recipient_unit").get(pk=ret.programme.grant_id)


def currencies_of(ret: Return) -> Sequence[str]:
    """Where there is a most that one person is given, what she is given is counted in its currency."""
    most = budget.limit(ret)
    return (most[1],) if most else ret.programme.rule("currencies") or ("SEK",)


def _in_state(row: Item, state: str) -> None:
    if row.state != state:
        raise Refused(_("Somebody else was first. Look at how it stands now."))
