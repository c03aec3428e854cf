"""What the page of a decision and its grants shows of them, field by field."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from fyr.funding import account, chains
from fyr.funding.codes.grants import PaymentState, RepaymentState
from fyr.funding.models import Activity, Decision, Result
from fyr.funding.public_ids import identifier_of, keeper_of


def decision_content(decision: Decision, sums: account.Sums, activities: list[dict[str, Any]]) -> dict[str, Any]:
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
        "recipient": {"name": recipient.public_name, "identifier": identifier_of(recipient), "kind": recipient.kind},
        "keeper": keeper_of(decision),
        "source": decision.source,
        "standing": decision.standing,
        "available": sums.available,
        "allotments": [
            {"year": one.year, "kind": one.kind, "amount": one.amount, "standing": one.standing, "source": one.source}
            for one in decision.allotments.filter(taken_back_at=None)
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


def grant_content(line: account.Line, activities: list[dict[str, Any]]) -> dict[str, Any]:
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


def activities_told(activities: Iterable[Activity], results: dict[UUID, list[Result]]) -> list[dict[str, Any]]:
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
