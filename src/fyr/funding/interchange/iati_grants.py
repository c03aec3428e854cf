"""An own published grant as an activity: what was promised, what was paid, and what came back."""

import datetime
from typing import Any

from django.utils import timezone

from fyr.funding.interchange import iati_codes as codes
from fyr.funding.interchange.iati_activity import Money, Party, Told, reporter
from fyr.funding.interchange.iati_parts import day, identifier
from fyr.funding.interchange.publisher import Publisher
from fyr.funding.models.public import PublishedGrant

Budget = tuple[datetime.date, datetime.date, int, str]


def own_id(grant: PublishedGrant, who: Publisher) -> str:
    return identifier(reporter(who), grant.identifier)


def told(grant: PublishedGrant, parent: str, who: Publisher) -> Told:
    """`parent` is the activity of its decision; empty where it has none."""
    content = grant.content
    funder = {"name": grant.funder or who.name, "identifier": grant.funder_id}
    recipient = {"name": grant.recipient, "identifier": grant.recipient_id, "kind": content.get("kind")}
    begins, ends = day(content.get("starts_on")) or grant.awarded_on, day(content.get("ends_on"))
    ends = ends if ends and ends >= begins else None
    return Told(
        own_id=own_id(grant, who),
        level=2,
        at=grant.at,
        currency=grant.currency,
        title=grant.title,
        description=grant.description,
        status=codes.STATUS.get(content.get("state", ""), codes.IMPLEMENTATION),
        parties=[(codes.FUNDING, funder), (codes.IMPLEMENTING, recipient)],
        dates=_dates(begins, ends, content),
        budgets=budgets(begins, ends, grant.amount),
        transactions=_transactions(grant, funder, recipient, parent),
        related=[(codes.PARENT, parent)] if parent else [],
        results=content.get("activities") or [],
        period=(begins, ends or datetime.date(begins.year, 12, 31)),
    )


def _dates(begins: datetime.date, ends: datetime.date | None, content: dict[str, Any]) -> dict[str, datetime.date]:
    """Planned ones always; actual ones where the state says that the day came."""
    today, status = timezone.localdate(), codes.STATUS.get(content.get("state", ""))
    dates = {codes.PLANNED_START: begins}
    if begins <= today and status in (codes.IMPLEMENTATION, codes.CLOSED):
        dates[codes.ACTUAL_START] = begins
    if ends:
        dates[codes.PLANNED_END] = ends
        if ends <= today and status == codes.CLOSED:
            dates[codes.ACTUAL_END] = ends
    return dates


def budgets(begins: datetime.date, ends: datetime.date | None, amount: int) -> list[Budget]:
    """At most a year each (IATI ruleset 7.5.3).

    A longer grant has no amount for each year. It is divided by days, called indicative, and adds up to the whole.
    """
    if ends is None:
        return []
    years = range(begins.year, ends.year + 1)
    parts = [(max(begins, datetime.date(year, 1, 1)), min(ends, datetime.date(year, 12, 31))) for year in years]
    days = (ends - begins).days + 1
    if days <= 365 or len(parts) == 1:
        return [(begins, ends, amount, codes.COMMITTED)]
    shares = [amount * ((last - first).days + 1) // days for first, last in parts]
    shares[-1] = amount - sum(shares[:-1])
    return [(first, last, share, codes.INDICATIVE) for (first, last), share in zip(parts, shares, strict=True)]


def _transactions(grant: PublishedGrant, funder: Party, recipient: Party, parent: str) -> list[Money]:
    """What was repaid is a payment below zero: IATI's reimbursement is something else, a payment for what was spent before."""
    content = grant.content
    decided = day(content.get("decided_on")) or grant.awarded_on
    found = [Money(codes.COMMITMENT, decided, grant.amount, funder, recipient, parent)] if grant.amount else []
    for key, sign in (("payments", 1), ("repaid", -1)):
        for one in content.get(key) or ():
            on, amount = day(one.get("on")), one.get("amount")
            if on and amount:
                found.append(Money(codes.DISBURSEMENT, on, sign * amount, funder, recipient, parent))
    return found
