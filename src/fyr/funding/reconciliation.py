"""Payments in Fyr beside the lines of the accounting system: what agrees, and what does not."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from fyr.funding.codes.grants import PaymentState, RepaymentState
from fyr.funding.models import Payment, Repayment, Voucher

NOT_THERE = _("Recorded here, not in the accounting system")
NOT_HERE = _("In the accounting system, not recorded here")
DIFFERS = _("Another amount")
OTHER_DAY = _("Another date")


@dataclass(frozen=True)
class Difference:
    """Amounts in the smallest unit, below zero for money that came in; None where the one side knows nothing."""

    number: str
    what: object
    title: str
    grant_id: UUID | None
    currency: str
    here: int | None
    there: int | None
    day: datetime.date


@dataclass(frozen=True)
class Reconciled:
    agreed: int
    differences: tuple[Difference, ...]


def reconcile(units: Iterable[UUID]) -> Reconciled:
    """Three queries. A voucher is found by its number within the unit."""
    units = list(units)
    lines = {(line.unit_id, line.number): line for line in Voucher.objects.filter(unit__in=units)}
    paid = Payment.objects.filter(unit__in=units, state=PaymentState.PAID).select_related("grant__decision")
    back = Repayment.objects.filter(unit__in=units, state=RepaymentState.REPAID).select_related("grant__decision")
    agreed, told = 0, []
    rows: list[Payment | Repayment] = [*paid, *back]
    for row in rows:
        sign = 1 if isinstance(row, Payment) else -1
        line = lines.pop((row.unit_id, row.voucher), None)
        found = _differs(row, sign, line)
        agreed += found is None
        told += [found] if found else []
    told += [
        Difference(line.number, NOT_HERE, line.text, None, line.currency, None, line.amount, line.paid_on)
        for line in lines.values()
    ]
    return Reconciled(agreed, tuple(sorted(told, key=lambda one: (one.day, one.number))))


def _differs(row: Payment | Repayment, sign: int, line: Voucher | None) -> Difference | None:
    assert row.paid_on is not None
    here, currency = sign * row.amount, row.grant.currency
    if isinstance(row, Payment) and line is not None and row.foreign_amount and line.currency == row.foreign_currency:
        here, currency = row.foreign_amount, row.foreign_currency
    there = line.amount if line else None
    told = (row.voucher, row.grant.title, row.grant_id, currency)
    if line is None:
        return Difference(told[0], NOT_THERE, *told[1:], here, None, row.paid_on)
    if there != here or line.currency != currency:
        return Difference(told[0], DIFFERS, *told[1:], here, there, row.paid_on)
    if line.paid_on != row.paid_on:
        return Difference(told[0], OTHER_DAY, *told[1:], here, there, row.paid_on)
    return None
