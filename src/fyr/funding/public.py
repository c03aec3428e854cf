"""What is put on the public page, field by field. Nothing else of the slice ever leaves it.

Of a protected organisation only its kind and county are put there. What recipients wrote (plans, reports, deviations) is
not: the titles, purposes and expected results that an officer entered are.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation

from fyr.access.scope import whole_node
from fyr.funding import account, ledger
from fyr.funding.models import Activity, Decision, Party, PublishedDecision, PublishedGrant, Result
from fyr.funding.public_ids import keeper_of
from fyr.funding.public_record import record_of
from fyr.funding.public_rows import activities_told, decision_content, grant_content


def refresh(decision: Decision) -> None:
    """Put what is public of a decision on the page as it stands now, or take it off. In the caller's transaction.

    Open data is in the language of the node, whoever has acted in which, and holds what the node knows, whoever has acted.
    """
    with whole_node(), translation.override(settings.LANGUAGE_CODE):
        # Whoever acts at the same moment waits, so that the later act leaves the later figures.
        ledger.hold(decision.pk)
        _refresh(Decision.objects.select_related("recipient", "unit__organisation").get(pk=decision.pk))


def _refresh(decision: Decision) -> None:
    if decision.published_at is None:
        PublishedGrant.objects.filter(decision=decision.pk).delete()
        PublishedDecision.objects.filter(pk=decision.pk).delete()
        return
    sums = account.of_decision(decision)
    results: dict[UUID, list[Result]] = {}
    for one in account.results(decision):
        results.setdefault(one.activity_id, []).append(one)
    activities = [*Activity.objects.filter(decision=decision).order_by("title")]
    row, _made = PublishedDecision.objects.update_or_create(
        pk=decision.pk,
        defaults={
            "title": decision.title,
            "decided_on": decision.decided_on,
            "amount": sums.given,
            "currency": decision.currency,
            "content": decision_content(
                decision, sums, activities_told((one for one in activities if one.grant_id is None), results)
            ),
            "at": timezone.now(),
        },
    )
    keeper = keeper_of(decision)
    kept = []
    for line in sums.lines:
        told = activities_told((one for one in activities if one.grant_id == line.grant.pk), results)
        content = grant_content(line, [] if line.grant.recipient.protected else told)
        record = record_of(line, content, keeper)
        kept.append(_keep(row, line, record, content))
    PublishedGrant.objects.filter(decision=row).exclude(pk__in=kept).delete()


def published_with(party: Party) -> Iterable[Decision]:
    """Those that give it money, hand it on, or are kept by it."""
    with whole_node():
        mine = Decision.objects.filter(published_at__isnull=False)
        named = mine.filter(recipient=party) | mine.filter(grants__recipient=party)
        return list((named | mine.filter(unit=party.unit_id) if party.unit_id else named).distinct())


def _keep(row: PublishedDecision, line: account.Line, record: dict[str, Any], content: dict[str, Any]) -> UUID:
    grant = line.grant
    funder, recipient = record["fundingOrganization"][0], record["recipientOrganization"][0]
    told: dict[str, Any] = {
        "identifier": record["id"],
        "decision": row,
        "title": record["title"],
        "description": record["description"],
        "funder": funder["name"],
        "funder_id": funder["id"],
        "recipient": recipient["name"],
        "recipient_id": "" if grant.recipient.protected else recipient["id"],
        "amount": grant.amount,
        "currency": grant.currency,
        "awarded_on": content["decided_on"],
        "record": record,
        "content": content,
        "at": timezone.now(),
    }
    told["words"] = PublishedGrant(**told).gather_words()
    PublishedGrant.objects.update_or_create(pk=grant.pk, defaults=told)
    return grant.pk
