"""What an activity of a decision and one of a grant have in common, in the order of the standard."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from lxml import etree

from fyr.funding.interchange import iati_codes as codes
from fyr.funding.interchange.iati_parts import LANG, Element, add, dated, first_of, narrate, organisation, text, valued
from fyr.funding.interchange.publisher import Publisher

# Where no organisation number of the publisher is set: no list of org-id.guide has this prefix, so it meets nobody's.
UNKNOWN = "XX-UNKNOWN"
Party = dict[str, Any]


@dataclass
class Money:
    """A transaction: IATI's code, the day, and an amount in the smallest unit of the activity's currency."""

    kind: str
    on: datetime.date
    amount: int
    giver: Party
    taker: Party
    giver_activity: str = ""


@dataclass
class Told:
    """An activity in words and numbers; `dates` by IATI's code, `budgets` as (first day, last day, amount, status)."""

    own_id: str
    level: int
    at: datetime.datetime
    currency: str
    title: str
    description: str
    status: str
    parties: list[tuple[str, Party]]
    dates: dict[str, datetime.date]
    more: str = ""
    other_id: tuple[str, str] = ("", "")
    budgets: list[tuple[datetime.date, datetime.date, int, str]] = field(default_factory=list)
    transactions: list[Money] = field(default_factory=list)
    related: list[tuple[str, str]] = field(default_factory=list)
    results: list[dict[str, Any]] = field(default_factory=list)
    period: tuple[datetime.date, datetime.date] | None = None


def reporter(who: Publisher) -> str:
    return who.identifier or UNKNOWN


def element(told: Told, who: Publisher) -> Element:
    """The activity as far as its results, which fyr.funding.interchange.iati_results adds."""
    words = who.language
    updated = min(told.at, timezone.now()).astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    made = etree.Element(
        "iati-activity", {LANG: words, "default-currency": told.currency, "hierarchy": str(told.level)}
    )
    made.set("last-updated-datetime", updated)
    add(made, "iati-identifier").text = told.own_id
    narrate(add(made, "reporting-org", ref=reporter(who), type=codes.GOVERNMENT), who.name, words)
    text(made, "title", first_of(told.title, told.own_id), words)
    text(made, "description", first_of(told.description, told.title, told.own_id), words, type="1")
    text(made, "description", told.more, words, type="4")
    for role, party in told.parties:
        organisation(made, "participating-org", party, words, role=role)
    if all(told.other_id):
        other = add(made, "other-identifier", ref=told.other_id[0], type=codes.OTHER_IDENTIFIER)
        narrate(add(other, "owner-org"), told.other_id[1], words)
    add(made, "activity-status", code=told.status)
    for kind, day in told.dates.items():
        dated(made, "activity-date", day, type=kind)
    add(made, "recipient-country", code=who.country)
    add(made, "sector", vocabulary=codes.DAC, code=codes.SECTOR)
    add(made, "policy-marker", vocabulary="1", code=codes.GENDER, significance=codes.SIGNIFICANT)
    _money(made, told, words)
    for kind, other_id in told.related:
        add(made, "related-activity", ref=other_id, type=kind)
    return made


def _money(made: Element, told: Told, words: str) -> None:
    for first, last, amount, status in told.budgets:
        budget = add(made, "budget", type=codes.ORIGINAL, status=status)
        dated(budget, "period-start", first)
        dated(budget, "period-end", last)
        valued(budget, amount, told.currency, first)
    for one in told.transactions:
        if one.on > timezone.localdate():
            continue
        moved = add(made, "transaction")
        add(moved, "transaction-type", code=one.kind)
        dated(moved, "transaction-date", one.on)
        valued(moved, one.amount, told.currency, one.on)
        organisation(moved, "provider-org", one.giver, words, provider_activity_id=one.giver_activity)
        organisation(moved, "receiver-org", one.taker, words)
