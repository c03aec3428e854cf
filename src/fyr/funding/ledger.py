"""Writing to the ledger, and what it holds. Only actions of this slice call it; they hold the decision's row while they do."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from fyr.access.models import Member
from fyr.funding.codes.ledger import Account, Why
from fyr.funding.models import Balance, Decision, Grant, Posting


@dataclass(frozen=True)
class Entry:
    """What one act posts: all of it, or nothing. `links` are the rows it is the trace of (payment, report ...), and an amount in another currency."""

    why: Why
    decision: Decision
    by: Member | None
    booked_on: datetime.date = field(default_factory=timezone.localdate)
    links: dict[str, Any] = field(default_factory=dict)
    id: UUID = field(default_factory=uuid.uuid4)

    def move(self, amount: int, credit: Account, debit: Account, *, year: int, grant: Grant | None = None) -> Posting:
        """`amount` above zero, in the smallest unit, from `credit` to `debit`."""
        return Posting.objects.create(
            entry=self.id,
            why=self.why,
            decision=self.decision,
            by=self.by,
            booked_on=self.booked_on,
            currency=self.decision.currency,
            amount=amount,
            credit=credit,
            debit=debit,
            year=year,
            grant=grant,
            **self.links,
        )

    def reverse(self, old: Posting) -> Posting:
        """The same amount the other way. The database takes one reversal of a posting, and none of a reversal."""
        return Posting.objects.create(
            entry=self.id,
            why=Why.REVERSAL,
            decision=self.decision,
            by=self.by,
            booked_on=self.booked_on,
            currency=old.currency,
            amount=old.amount,
            credit=old.debit,
            debit=old.credit,
            year=old.year,
            grant_id=old.grant_id,
            reverses=old,
            **self.links,
        )


def hold(decision_id: UUID) -> Decision:
    """The decision's row, held until the transaction ends: whoever else posts to it waits."""
    return Decision.objects.select_for_update(of=("self",)).get(pk=decision_id)


def balances(holders: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """What each decision or grant holds, {holder: {account: amount over all years}}. One query."""
    told: dict[UUID, dict[str, int]] = {holder: {} for holder in holders}
    rows = Balance.objects.filter(holder__in=list(told)).values("holder", "account")
    for row in rows.annotate(held=Sum("amount")):
        told[row["holder"]][row["account"]] = row["held"]
    return told


def balance(holder: UUID, account: Account) -> int:
    return balances([holder])[holder].get(account, 0)


def by_year(holder: UUID, account: Account) -> dict[int, int]:
    rows = Balance.objects.filter(holder=holder, account=account, amount__gt=0).order_by("year")
    return dict(rows.values_list("year", "amount"))


def drawn(holder: UUID, account: Account, amount: int) -> Iterator[tuple[int, int]]:
    """(year, part) of the amount, from the oldest year on. Raises ValueError where there is not so much."""
    for year, there in by_year(holder, account).items():
        part = min(there, amount)
        if part:
            yield year, part
            amount -= part
    if amount:
        raise ValueError(f"{account} holds {amount} too little.")
