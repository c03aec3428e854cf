"""A public decision as the parent activity of its own grants."""

import datetime
from collections import defaultdict
from typing import Any

from django.utils import timezone

from fyr.funding.codes.decisions import AllotmentKind, DecisionKind
from fyr.funding.codes.standing import Standing
from fyr.funding.interchange import iati_codes as codes
from fyr.funding.interchange.iati_activity import Money, Party, Told, reporter
from fyr.funding.interchange.iati_grants import own_id as id_of_grant
from fyr.funding.interchange.iati_parts import identifier
from fyr.funding.interchange.publisher import Publisher
from fyr.funding.models.public import PublishedDecision, PublishedGrant

# What may be promised is the budget. A release pays what was promised before, and a return is no budget.
BUDGETED = (AllotmentKind.APPROPRIATION.value, AllotmentKind.AUTHORISATION.value)


def own_id(decision: PublishedDecision, who: Publisher) -> str:
    return identifier(reporter(who), f"decision-{decision.pk}")


def told(decision: PublishedDecision, grants: list[PublishedGrant], who: Publisher) -> Told:
    """`grants` are its own ones."""
    content = decision.content
    ministry = {"name": content.get("ministry"), "kind": "government"}
    keeper, recipient = content.get("keeper") or {}, content.get("recipient") or {}
    years = [int(one["year"]) for one in content.get("allotments") or () if one.get("year")]
    first = datetime.date(min(years), 1, 1) if years else decision.at.date()
    begun = decision.decided_on or first
    past = begun <= timezone.localdate()
    role = codes.IMPLEMENTING if content.get("kind") == DecisionKind.DIRECT else codes.EXTENDING
    return Told(
        own_id=own_id(decision, who),
        level=1,
        at=decision.at,
        currency=decision.currency,
        title=decision.title,
        description=content.get("purpose") or "",
        more=_references(content, who.language),
        other_id=(str(content.get("diary") or ""), str(content.get("ministry") or "")),
        status=_status(grants, past=past),
        parties=[(codes.FUNDING, ministry), (codes.ACCOUNTABLE, _keeper(keeper, who)), (role, recipient)],
        dates={codes.ACTUAL_START if decision.decided_on and past else codes.PLANNED_START: begun},
        budgets=_budgets(content),
        transactions=_promised(decision, ministry, keeper or recipient),
        related=[(codes.CHILD, id_of_grant(grant, who)) for grant in grants],
        results=content.get("activities") or [],
        period=(begun, datetime.date(max([begun.year, *years]), 12, 31)),
    )


def _keeper(keeper: Party, who: Publisher) -> Party:
    return keeper or {"name": who.name, "identifier": who.identifier, "kind": "government"}


def _status(grants: list[PublishedGrant], *, past: bool) -> str:
    over = [codes.STATUS.get(grant.content.get("state", "")) in (codes.CLOSED, codes.CANCELLED) for grant in grants]
    if over and all(over):
        return codes.CLOSED
    return codes.IMPLEMENTATION if past else codes.PIPELINE


def _promised(decision: PublishedDecision, giver: Party, taker: Party) -> list[Money]:
    if not decision.amount or not decision.decided_on:
        return []
    return [Money(codes.INCOMING_COMMITMENT, decision.decided_on, decision.amount, giver, taker)]


def _budgets(content: dict[str, Any]) -> list[tuple[datetime.date, datetime.date, int, str]]:
    """One for each year. What no source states is indicative, and an amount that is not known is not told."""
    sums: dict[int, int] = defaultdict(int)
    stated: dict[int, bool] = defaultdict(lambda: True)
    for one in content.get("allotments") or ():
        if one.get("kind") in BUDGETED and one.get("amount") is not None and one.get("year"):
            year = int(one["year"])
            sums[year] += one["amount"]
            stated[year] &= one.get("standing") == Standing.STATED
    return [
        (
            datetime.date(year, 1, 1),
            datetime.date(year, 12, 31),
            sums[year],
            codes.COMMITTED if stated[year] else codes.INDICATIVE,
        )
        for year in sorted(sums)
    ]


def _references(content: dict[str, Any], language: str) -> str:
    lines = [
        f"{one.get(language) or one.get('en') or one.get('sv') or ''}: {one['value']}"
        for one in content.get("refs") or ()
        if one.get("value")
    ]
    return "\n".join([*lines, *([str(content["source"])] if content.get("source") else [])])
