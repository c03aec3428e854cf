"""Everything of one return, loaded with a fixed number of queries: what the page shows and conditions look at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Q

from fyr.access.scope import whole_node
from fyr.cases.codes.consent import Purpose
from fyr.cases.models import Case, Consent
from fyr.returns.codes.agreements import Asked
from fyr.returns.codes.assessing import Assessed, Level, Moment, Safeguard
from fyr.returns.codes.states import Side
from fyr.returns.codes.travel import TripState
from fyr.returns.models import (
    Agreement,
    Assessment,
    Call,
    ChildSafeguard,
    Contact,
    Declaration,
    Information,
    Item,
    Part,
    Plan,
    Position,
    Return,
    Survey,
    TravelDocument,
    Trip,
    Verdict,
)

Row = TypeVar("Row", bound=Part)
# Of each kind everything is loaded, newest first, or as its table orders it.
KINDS = {
    "positions": Position, "talks": Information, "declarations": Declaration, "agreements": Agreement,
    "verdicts": Verdict, "assessments": Assessment, "safeguards": ChildSafeguard, "documents": TravelDocument,
    "trips": Trip, "calls": Call, "plans": Plan, "items": Item, "contacts": Contact, "surveys": Survey,
}  # fmt: skip
NAMED = {
    "agreements": ("to_unit",), "verdicts": ("noted_by",), "assessments": ("noted_by",),
}  # fmt: skip


@dataclass
class Dossier:
    """All rows of an unlocked return, whoever reads it: the page shows what is in her sections (`shown`)."""

    ret: Return
    positions: list[Position] = field(default_factory=list)
    talks: list[Information] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    safeguards: list[ChildSafeguard] = field(default_factory=list)
    documents: list[TravelDocument] = field(default_factory=list)
    trips: list[Trip] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    surveys: list[Survey] = field(default_factory=list)
    consented: bool = False

    def counting(self, rows: Sequence[Row]) -> list[Row]:
        """Those that count."""
        return [row for row in rows if self.ret.counts(row.noted_at)]

    @property
    def position(self) -> Position | None:
        return next(iter(self.counting(self.positions)), None)

    @property
    def declaration(self) -> Declaration | None:
        return next(iter(self.counting(self.declarations)), None)

    @property
    def plan(self) -> Plan | None:
        return next(iter(self.counting(self.plans)), None)

    @property
    def trip(self) -> Trip | None:
        """The journey that is planned, under way or done; not one that was stopped, or of an earlier way home."""
        return next((one for one in self.counting(self.trips) if one.state != TripState.STOPPED), None)

    def verdict(self, side: Side) -> Verdict | None:
        """What a side has decided on the newest referral."""
        return next((one for one in self.verdicts if one.side == side and one.round == self.ret.round), None)

    def assessed(self, what: Assessed, *moments: Moment) -> Assessment | None:
        """The newest of its kind; with `moments` of those alone."""
        fits = (
            one
            for one in self.counting(self.assessments)
            if one.what == what and (not moments or one.moment in moments)
        )
        return next(fits, None)

    @property
    def risk_waits(self) -> Assessment | None:
        """The newest assessment of risk, where it is high, or lower than one before it was, and two sides have not accepted it."""
        risks = [one for one in self.counting(self.assessments) if one.what == Assessed.RISK]
        high = any(one.level == Level.HIGH for one in risks)
        return risks[0] if high and not risks[0].accepted else None

    def safeguard(self, kind: Safeguard) -> ChildSafeguard | None:
        return next((one for one in self.counting(self.safeguards) if one.kind == kind), None)

    def agreed(self, asked: Asked) -> bool:
        """Whether her newest answer to this is a yes that holds."""
        newest = next((one for one in self.agreements if one.asked == asked), None)
        return newest is not None and newest.holds

    @property
    def receivers(self) -> list[Agreement]:
        return [one for one in self.agreements if one.asked == Asked.SHARE and one.holds]

    def shown_of(self, model: type[Part]) -> list[Any]:
        """The rows of a model that its reader may see."""
        return self.shown(next(name for name, one in KINDS.items() if one is model))

    def shown(self, kind: str) -> list[Any]:
        """The rows of a kind that its reader may see; what was assessed before she came is between those who decided."""
        rows = [row for row in getattr(self, kind) if self.ret.reads(row.section)]
        if not self.ret.is_discreet:
            return rows
        if kind == "agreements":
            hers = {one.unit_id for one in self.ret.reader.rights.memberships} if self.ret.reader else set()
            return [row for row in rows if row.to_unit_id in hers]
        return [row for row in rows if kind != "assessments" or row.moment in (Moment.ARRIVAL, Moment.FOLLOW_UP)]


def load(ret: Return) -> Dossier:
    """Fifteen queries, whatever the return holds; kept with it until it is opened anew."""
    held: Dossier | None = ret.__dict__.get("dossier")
    if held is None:
        held = Dossier(ret, consented=has_consented(ret))
        for name, model in KINDS.items():
            # Without any name it would follow every key there is.
            rows = list(model._default_manager.filter(of=ret).select_related(*NAMED.get(name, (None,))))
            for row in rows:
                row.of = ret
            setattr(held, name, rows)
        ret.__dict__["dossier"] = held
    return held


def has_consented(ret: Return) -> bool:
    """Whether a consent in the case lets the operator know of her. Whoever runs the return does not see the case."""
    if ret.case_id is None:
        return True
    with whole_node():
        # Where her case is part of another one now, what she said went along.
        where = Q(case=ret.case_id) | Q(case__in=Case.objects.filter(pk=ret.case_id).values("merged_into"))
        consents = Consent.objects.live().filter(where, purpose=Purpose.RETURN)
        return consents.filter(to_unit=ret.runs_id or ret.programme.unit_id).exists()
