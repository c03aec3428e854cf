"""A 360Giving record as a published row."""

import datetime
from typing import Any

from fyr.funding import money
from fyr.funding.interchange.giving_fields import RECIPIENT
from fyr.funding.interchange.numbers import as_decimal
from fyr.funding.models.public import PublishedGrant

FIELDS = (
    "title",
    "description",
    "funder",
    "funder_id",
    "recipient",
    "recipient_id",
    "amount",
    "currency",
    "awarded_on",
    "words",
    "record",
    "at",
)
SEPARATOR = ", "


def amount_of(record: dict[str, Any]) -> int:
    """In the smallest unit of its currency."""
    return money.minor(as_decimal(record["amountAwarded"]), record["currency"])


def row_of(record: dict[str, Any]) -> PublishedGrant:
    """Of a judged record. A column holds as much of a text as it can; the record holds all of it."""
    recipients, funders = record[RECIPIENT], record["fundingOrganization"]
    return PublishedGrant(
        identifier=record["id"],
        imported=True,
        title=_cut(record["title"], 500),
        description=record["description"],
        funder=_cut(SEPARATOR.join(one["name"] for one in funders), 300),
        funder_id=funders[0]["id"],
        recipient=_cut(SEPARATOR.join(one["name"] for one in recipients), 300),
        recipient_id=recipients[0]["id"],
        amount=amount_of(record),
        currency=record["currency"],
        awarded_on=datetime.date.fromisoformat(record["awardDate"][:10]),
        record=record,
    )


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
