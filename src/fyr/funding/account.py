"""What became of a decision's money: sums from the ledger, results as they may be shown. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from fyr.funding import ledger
from fyr.funding.codes.grants import GrantState, ReportState
from fyr.funding.codes.ledger import Account
from fyr.funding.models import Activity, Decision, Grant, Report, Result

# A grant that is proposed, refused or cancelled holds nothing and is no part of the flow.
GIVEN = (GrantState.GRANTED, GrantState.RUNNING, GrantState.CLOSED)


@dataclass(frozen=True)
class Line:
    """One grant and what it holds, in the smallest unit of the decision's currency."""

    grant: Grant
    to_pay: int
    held: int
    used: int
    waived: int

    @property
    def paid(self) -> int:
        """Paid and not repaid."""
        return self.held + self.used + self.waived

    @property
    def granted(self) -> int:
        return self.paid + self.to_pay


@dataclass(frozen=True)
class Sums:
    """A decision's money: `given` is None where no amount is known, which is not zero."""

    decision: Decision
    given: int | None
    available: int
    funds: int
    lines: tuple[Line, ...]

    @property
    def granted(self) -> int:
        return sum(line.granted for line in self.lines)

    @property
    def paid(self) -> int:
        return sum(line.paid for line in self.lines)

    @property
    def used(self) -> int:
        return sum(line.used for line in self.lines)


def of_decision(decision: Decision, seen: QuerySet[Grant] | None = None) -> Sums:
    return of_decisions([decision], seen)[0]


def of_decisions(decisions: Sequence[Decision], seen: QuerySet[Grant] | None = None) -> list[Sums]:
    """Two queries, however many postings there are: the database keeps each account's balance. `seen`: of these grants only."""
    living = (
        (Grant.objects.all() if seen is None else seen)
        .filter(decision__in=decisions, state__in=GIVEN)
        .select_related("recipient", "decision")
    )
    grants: dict[UUID, list[Grant]] = {decision.pk: [] for decision in decisions}
    for grant in living.order_by("proposed_at"):
        grants[grant.decision_id].append(grant)
    held = ledger.balances([*grants, *(grant.pk for each in grants.values() for grant in each)])
    return [_sums(decision, grants[decision.pk], held) for decision in decisions]


def of_grant(grant: Grant) -> Line:
    return _line(grant, ledger.balances([grant.pk])[grant.pk])


def of_grants(grants: list[Grant]) -> dict[UUID, Line]:
    held = ledger.balances([grant.pk for grant in grants])
    return {grant.pk: _line(grant, held[grant.pk]) for grant in grants}


def figures(decision: Decision) -> dict[str, Any]:
    """For a report that keeps them as they stood: sums of each recipient, and the results that may be shown."""
    told = of_decision(decision)
    return {
        "currency": decision.currency,
        "given": told.given,
        "available": told.available,
        "recipients": [
            {
                "name": line.grant.recipient.public_name,
                "title": line.grant.title,
                "granted": line.granted,
                "paid": line.paid,
                "used": line.used,
                "held": line.held,
                "to_pay": line.to_pay,
                "waived": line.waived,
            }
            for line in told.lines
        ],
        "results": [
            {
                "activity": one.activity.title,
                "title": one.title,
                "whom": one.whom,
                "value": one.shown,
                "target": one.target,
            }
            for one in results(decision)
        ],
    }


def results(decision: Decision) -> list[Result]:
    """What is known: noted by the agency, or told in a report that was approved; of each measure the latest."""
    rows = Result.objects.filter(activity__decision=decision).select_related("activity", "report").order_by("added_at")
    known = [one for one in rows if one.report is None or one.report.state == ReportState.APPROVED]
    latest = {(one.activity_id, one.title, one.whom): one for one in known}
    return sorted(latest.values(), key=lambda one: (one.activity.title, one.title, one.whom))


def told_activities(decision: Decision) -> str:
    own = [f"{one.title}: {one.told}" for one in Activity.objects.filter(decision=decision, grant=None) if one.told]
    return "\n\n".join(
        [*own, *(f"{one.grant.recipient.public_name}: {one.text}" for one in _approved(decision) if one.text)]
    )


def told_deviations(decision: Decision) -> str:
    return "\n\n".join(
        f"{one.grant.recipient.public_name}: {one.deviations}" for one in _approved(decision) if one.deviations
    )


def _approved(decision: Decision) -> list[Report]:
    """The last approved report of each grant, as it tells of the whole time."""
    rows = Report.objects.filter(grant__decision=decision, state=ReportState.APPROVED).order_by("reviewed_at")
    return list({one.grant_id: one for one in rows.select_related("grant__recipient")}.values())


def _sums(decision: Decision, grants: list[Grant], held: dict[UUID, dict[str, int]]) -> Sums:
    own = held[decision.pk]
    given = -own[Account.FRAME] if own.get(Account.FRAME) else None
    lines = tuple(_line(grant, held[grant.pk]) for grant in grants)
    return Sums(decision, given, own.get(Account.AVAILABLE, 0), own.get(Account.FUNDS, 0), lines)


def _line(grant: Grant, held: dict[str, int]) -> Line:
    return Line(
        grant,
        to_pay=held.get(Account.COMMITTED, 0),
        held=held.get(Account.HELD, 0),
        used=held.get(Account.USED, 0),
        waived=held.get(Account.WAIVED, 0),
    )
