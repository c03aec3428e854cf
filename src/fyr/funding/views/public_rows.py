"""Published rows as their pages show them."""

from typing import Any

from fyr.funding import picture
from fyr.funding.codes.decisions import DecisionKind
from fyr.funding.codes.parties import PartyKind, Theme
from fyr.funding.models import PublishedDecision, PublishedGrant
from fyr.funding.picture import Part, short


def named(row: PublishedGrant) -> PublishedGrant:
    """A protected recipient is called by its kind in the reader's language."""
    told = row.content
    if told.get("protected"):
        row.recipient = ", ".join(filter(None, (str(PartyKind(told["kind"]).label), told.get("county"))))
    return row


def decision_row(row: PublishedDecision) -> dict[str, Any]:
    grants = [named(one) for one in row.grants.all() if not one.imported]
    parts = [
        Part(
            str(one.pk),
            short(one.recipient),
            one.content.get("used", 0),
            one.content.get("held", 0),
            one.content.get("left", 0),
            0,
        )
        for one in grants
    ]
    available = row.content.get("available", 0)
    return {
        "row": row,
        "told": row.content,
        "kind": DecisionKind(row.content["kind"]).label if row.content.get("kind") else "",
        "granted": sum(part.amount for part in parts),
        "used": sum(part.used for part in parts),
        "available": available,
        "picture": picture.of(row.amount, available, parts, row.currency),
        "parts": parts,
    }


def activity_rows(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {**one, "theme": Theme(one["theme"]).label, "results": [result_row(r) for r in one.get("results", ())]}
        for one in told.get("activities", ())
    ]


def result_row(one: dict[str, Any]) -> dict[str, Any]:
    from fyr.funding.codes.parties import Whom
    from fyr.funding.models import Result

    shown = Result(persons=one["persons"], few=one["few"], value=one["value"]).shown
    return {**one, "shown": shown, "whom": Whom(one["whom"]).label if one["whom"] else ""}
