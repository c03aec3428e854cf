"""What is put on the public page, field by field. Nothing else of the slice ever leaves it.

Of a protected organisation only its kind and county are put there. What recipients wrote (plans, reports, deviations) is
not: the titles, purposes and expected results that an officer entered are.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation

from fyr.funding import account, chains, ledger
from fyr.funding.codes.grants import PaymentState, RepaymentState
from fyr.funding.models import Activity, Decision, Party, PublishedDecision, PublishedGrant, Result


def refresh(decision: Decision) -> None:
    """Put what is public of a decision on the page as it stands now, or take it off. In the caller's transaction.

    Open data is in the language of the node, whoever has acted in which.
    """
    with translation.override(settings.LANGUAGE_CODE):
        _refresh(decision)


def _refresh(decision: Decision) -> None:
    # Whoever acts at the same moment waits, so that the later act leaves the later figures.
    ledger.hold(decision.pk)
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
            "content": _decision(decision, sums, _told((one for one in activities if one.grant_id is None), results)),
            "at": timezone.now(),
        },
    )
    keeper = keeper_of(decision)
    kept = []
    for line in sums.lines:
        told = _told((one for one in activities if one.grant_id == line.grant.pk), results)
        content = _grant(line, told)
        record = _record(line, content, keeper)
        kept.append(_keep(row, line, record, content))
    PublishedGrant.objects.filter(decision=row).exclude(pk__in=kept).delete()


def published_with(party: Party) -> Iterable[Decision]:
    mine = Decision.objects.filter(published_at__isnull=False)
    return (mine.filter(recipient=party) | mine.filter(grants__recipient=party)).select_related("recipient").distinct()


def keeper_of(decision: Decision) -> dict[str, str]:
    """The organisation that gives the grants, as {name, identifier, kind}."""
    party = Party.objects.filter(unit=decision.unit_id).first()
    if party is None:
        return {
            "name": decision.unit.organisation.name,
            "identifier": _own_id("org", decision.unit_id),
            "kind": "government",
        }
    return {"name": party.public_name, "identifier": party.identifier or _own_id("org", party.pk), "kind": party.kind}


def _decision(decision: Decision, sums: account.Sums, activities: list[dict[str, Any]]) -> dict[str, Any]:
    recipient = decision.recipient
    return {
        "ministry": decision.ministry,
        "number": decision.number,
        "diary": decision.diary,
        "purpose": decision.purpose,
        "kind": decision.kind,
        "chain": decision.chain,
        "refs": [
            {"sv": field.label["sv"], "en": field.label["en"], "value": decision.refs[field.code]}
            for field in chains.chain(decision.chain).fields
            if decision.refs.get(field.code)
        ],
        "recipient": {"name": recipient.public_name, "identifier": _identifier(recipient), "kind": recipient.kind},
        "keeper": keeper_of(decision),
        "source": decision.source,
        "standing": decision.standing,
        "available": sums.available,
        "allotments": [
            {"year": one.year, "kind": one.kind, "amount": one.amount, "standing": one.standing, "source": one.source}
            for one in decision.allotments.all()
        ],
        "conditions": [
            {
                "kind": one.kind,
                "due_on": one.due_on.isoformat(),
                "met_on": one.met_on.isoformat() if one.met_on else None,
            }
            for one in decision.conditions.all()
        ],
        "activities": activities,
    }


def _grant(line: account.Line, activities: list[dict[str, Any]]) -> dict[str, Any]:
    grant = line.grant
    paid = grant.payments.filter(state=PaymentState.PAID).order_by("paid_on")
    back = grant.repayments.filter(state=RepaymentState.REPAID).order_by("paid_on")
    return {
        "state": grant.state,
        "starts_on": grant.starts_on.isoformat() if grant.starts_on else None,
        "ends_on": grant.ends_on.isoformat() if grant.ends_on else None,
        "decided_on": grant.awarded_on.isoformat() if grant.awarded_on else None,
        "scheme": grant.scheme,
        "open_call": grant.application_id is not None,
        "payments": [{"on": one.paid_on.isoformat(), "amount": one.amount} for one in paid if one.paid_on],
        "repaid": [{"on": one.paid_on.isoformat(), "amount": one.amount} for one in back if one.paid_on],
        "used": line.used,
        "held": line.held,
        "left": line.to_pay,
        "standing": grant.standing,
        "county": grant.recipient.county,
        "protected": grant.recipient.protected,
        "kind": grant.recipient.kind,
        "activities": activities,
    }


def _record(line: account.Line, content: dict[str, Any], keeper: dict[str, str]) -> dict[str, Any]:
    """As a grant of 360Giving 1.4.3."""
    from fyr.funding import money

    grant, currency = line.grant, line.grant.currency
    number = lambda amount: _number(money.decimal(amount, currency))
    recipient = {
        "id": _identifier(grant.recipient)
        or _own_id("org", grant.pk if grant.recipient.protected else grant.recipient_id),
        "name": grant.recipient.public_name,
    }
    if not grant.recipient.protected:
        recipient |= {"addressCountry": grant.recipient.country}
    record: dict[str, Any] = {
        "id": _own_id("grant", grant.pk),
        "title": grant.title,
        "description": grant.purpose or grant.title,
        "currency": currency,
        "amountAwarded": number(grant.amount),
        "amountDisbursed": number(line.paid),
        "awardDate": content["decided_on"],
        "fundingOrganization": [{"id": keeper["identifier"], "name": keeper["name"]}],
        "recipientOrganization": [recipient],
        "grantProgramme": [{"title": grant.decision.title}],
        "fromOpenCall": "Yes" if content["open_call"] else "No",
        "dateModified": timezone.now().isoformat(timespec="seconds"),
    }
    planned = {
        name: value for name, value in (("startDate", content["starts_on"]), ("endDate", content["ends_on"])) if value
    }
    if planned:
        record["plannedDates"] = [planned]
    if grant.recipient.county:
        record["beneficiaryLocation"] = [{"name": grant.recipient.county, "countryCode": grant.recipient.country}]
    return record


def _keep(row: PublishedDecision, line: account.Line, record: dict[str, Any], content: dict[str, Any]) -> UUID:
    grant = line.grant
    funder, recipient = record["fundingOrganization"][0], record["recipientOrganization"][0]
    PublishedGrant.objects.update_or_create(
        pk=grant.pk,
        defaults={
            "identifier": record["id"],
            "decision": row,
            "title": grant.title,
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
        },
    )
    return grant.pk


def _told(activities: Iterable[Activity], results: dict[UUID, list[Result]]) -> list[dict[str, Any]]:
    return [
        {
            "title": one.title,
            "text": one.text,
            "expected": one.expected,
            "theme": one.theme,
            "state": one.state,
            "standing": one.standing,
            "results": [
                {
                    "title": result.title,
                    "unit": result.unit,
                    "whom": result.whom,
                    "target": result.target,
                    "value": result.value,
                    "few": result.few,
                    "persons": result.persons,
                }
                for result in results.get(one.pk, ())
            ],
        }
        for one in activities
    ]


def _identifier(party: Party) -> str:
    return "" if party.protected else party.identifier


def _own_id(kind: str, pk: UUID) -> str:
    """An id of our own where no public list has one; the id of a row is random and tells nothing."""
    return f"360G-{settings.GIVING_PREFIX}-{kind}-{pk.hex[:12]}"


def _number(value: Any) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
