"""What became of a decision's money: sums from the ledger, results as they may be shown. Reads only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from fyr.funding import ledger
from fyr.funding.codes.grants import GrantState, RepaymentState, ReportState
from fyr.funding.codes.ledger import Account
from fyr.funding.models import Activity, Decision, Grant, Repayment, Report, Result

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
    repaid: int

    @property
    def paid(self) -> int:
        """All that was paid; what came back of it is `repaid`."""
        return self.held + self.used + self.waived + self.repaid

    @property
    def granted(self) -> int:
        return self.grant.amount


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
    def repaid(self) -> int:
        return sum(line.repaid for line in self.lines)

    @property
    def used(self) -> int:
        return sum(line.used for line in self.lines)


def of_decision(decision: Decision, seen: QuerySet[Grant] | None = None) -> Sums:
    return of_decisions([decision], seen)[0]


def of_decisions(decisions: Sequence[Decision], seen: QuerySet[Grant] | None = None) -> list[Sums]:
    """Three queries, however many postings there are: the database keeps each account's balance. `seen`: of these grants only."""
    living = (
        (Grant.objects.all() if seen is None else seen)
        .filter(decision__in=decisions, state__in=GIVEN)
        .select_related("recipient", "decision")
    )
    grants: dict[UUID, list[Grant]] = {decision.pk: [] for decision in decisions}
    for grant in living.order_by("proposed_at"):
        grants[grant.decision_id].append(grant)
    held = ledger.balances([*grants, *(grant.pk for each in grants.values() for grant in each)])
    back = _repaid(grant for each in grants.values() for grant in each)
    return [_sums(decision, grants[decision.pk], held, back) for decision in decisions]


def of_grant(grant: Grant) -> Line:
    return of_grants([grant])[grant.pk]


def of_grants(grants: list[Grant]) -> dict[UUID, Line]:
    held = ledger.balances([grant.pk for grant in grants])
    back = _repaid(grants)
    return {grant.pk: _line(grant, held[grant.pk], back) for grant in grants}


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
                "repaid": line.repaid,
                "standing": line.grant.standing,
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
    paid_for = Q(activity__grant__isnull=True) | Q(activity__grant__state__in=GIVEN)
    rows = (
        Result.objects.filter(paid_for, activity__decision=decision)
        .select_related("activity", "report")
        .order_by("added_at")
    )
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


def _sums(decision: Decision, grants: list[Grant], held: dict[UUID, dict[str, int]], back: dict[UUID, int]) -> Sums:
    own = held[decision.pk]
    given = -own[Account.FRAME] if own.get(Account.FRAME) else None
    lines = tuple(_line(grant, held[grant.pk], back) for grant in grants)
    return Sums(decision, given, own.get(Account.AVAILABLE, 0), own.get(Account.FUNDS, 0), lines)


def _repaid(grants: Iterable[Grant]) -> dict[UUID, int]:
    rows = Repayment.objects.filter(grant__in=list(grants), state=RepaymentState.REPAID).values("grant")
    return {row["grant"]: row["back"] for row in rows.annotate(back=Sum("amount")).order_by()}


def _line(grant: Grant, held: dict[str, int], back: dict[UUID, int]) -> Line:
    return Line(
        grant,
        to_pay=held.get(Account.COMMITTED, 0),
        held=held.get(Account.HELD, 0),
        used=held.get(Account.USED, 0),
        waived=held.get(Account.WAIVED, 0),
        repaid=back.get(grant.pk, 0),
    )
