"""The rules of a return said once more, from the rows and by nothing that the machine or the actions use."""

from django.db import connection

from fyr.cases.models import Consent
from fyr.returns.models import (
    Agreement,
    Assessment,
    ChildSafeguard,
    Contact,
    Declaration,
    Item,
    Plan,
    Position,
    Return,
    TravelDocument,
    Trip,
    Verdict,
)
from fyr.vault import keys
from fyr.vault.models import Wrap

CHILD = {"finding_here", "finding_there", "guardian", "tracing", "custodian", "parent", "social_services"}
# A child can have no family to trace, no second custodian, and need nobody in its parents' place.
MAY_LACK = {"tracing", "custodian", "guardian"}
TABLES = (
    "return", "position", "information", "declaration", "agreement", "verdict", "assessment", "childsafeguard",
    "traveldocument", "trip", "call", "plan", "item", "contact", "survey", "event", "fact",
)  # fmt: skip


def tables():
    """Everything that the slice keeps, as it lies in the database, with the keys, the money and the journal; first the id."""
    told = {}
    others = ("vault_wrap", "funding_spend", "funding_posting", "journal_entry", "work_delivery", "cases_consent")
    with connection.cursor() as cursor:
        for table in (*(f"returns_{one}" for one in TABLES), *others):
            cursor.execute(f"SELECT id, {table}.* FROM {table} ORDER BY id")
            told[table] = [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor]
    return told


class Rows:
    """One return as it lies there, opened by the node."""

    def __init__(self, pk):
        self.ret = Return.objects.get(pk=pk)
        holders = [one for one in (self.ret.refers_id, self.ret.runs_id) if one]
        self.ret.box = keys.unlock([pk], holders)[pk]

    def of(self, model, **where):
        """Newest first."""
        rows = list(model.objects.filter(of=self.ret.pk, **where).order_by("-noted_at"))
        for row in rows:
            row.of = self.ret
        return rows

    def counting(self, model, **where):
        """Of a return that was taken up again, what was noted since then."""
        since = self.ret.counts_from
        return self.of(model, **where, **({"noted_at__gte": since} if since else {}))

    def newest(self, model, **where):
        return next(iter(self.counting(model, **where)), None)

    @property
    def wants(self):
        said = self.newest(Declaration)
        return said is not None and said.wish == "yes" and said.going in ("origin", "residence")

    @property
    def both_said_yes(self):
        told = self.of(Verdict, round=self.ret.round)
        yes = {row.side: row.noted_by_id for row in told if row.yes}
        return len(told) == 2 and set(yes) == {"refers", "runs"} and len(set(yes.values())) == 2

    @property
    def risk_is_borne(self):
        """Of a risk that is high, or has been, two members have accepted the newest finding, one for each side."""
        told = self.counting(Assessment, what="risk")
        if not any(row.level == "high" for row in told):
            return bool(told)
        both = {told[0].accepted_refers_id, told[0].accepted_runs_id}
        return told[0].her_choice and not told[0].refused and None not in both and len(both) == 2

    @property
    def child_is_safe(self):
        if not self.ret.child:
            return True
        newest = {}
        for row in self.counting(ChildSafeguard):
            newest.setdefault(row.kind, row.found)
        return all(
            newest.get(kind) == "met" or (newest.get(kind) == "not_needed" and kind in MAY_LACK) for kind in CHILD
        )

    @property
    def operator_may_know(self):
        said = Consent.objects.live().filter(case=self.ret.case_id, purpose="return")
        return said.filter(to_unit=self.ret.runs_id).exists()

    def may_travel(self, trip_is):
        """Everything that must be there when she becomes ready, or departs; `trip_is` the state of her journey then."""
        position, health = self.newest(Position), self.newest(Assessment, what="health")
        trip, plan = self.newest(Trip), self.newest(Plan)
        papers = self.of(TravelDocument, kind__in=("passport", "identity_card", "laissez_passer"))
        return {
            "she wants to": self.wants,
            "both sides said yes": self.both_said_yes,
            "the operator may know": self.operator_may_know,
            "proceedings": position is not None and position.proceedings in ("none", "pending_free"),
            "risk before travel": bool(self.counting(Assessment, what="risk", moment="travel")) and self.risk_is_borne,
            "fit": health is not None and health.level in ("fit", "escorted"),
            "escort": health is not None and (health.level != "escorted" or trip.escort in ("medical", "both")),
            "document": any(row.received_on and (row.valid_until or "9999") >= trip.departs_on for row in papers),
            "journey": trip is not None and trip.state == trip_is and bool(trip.met_by),
            "plan": plan is not None and bool(plan.contacts),
            "child": self.child_is_safe,
        }

    @property
    def handed_over(self):
        """By the side that receives, in the system or by a document that somebody named has verified."""
        row = self.newest(ChildSafeguard, kind="handover")
        return row is not None and row.found == "met" and (row.way == "system" or bool(row.verifier))

    def nothing_to_come(self):
        """No journey, no support, no contact; what is delivered is paid all the same."""
        return not (
            self.of(Trip, state__in=("planned", "departed"))
            or self.of(Item, state__in=("planned", "approved"))
            or self.of(Contact, state="planned")
        )

    def shown_to_nobody(self):
        """No agreement to show it holds, and no key is with anybody but the two sides."""
        sides = [one for one in (self.ret.refers_id, self.ret.runs_id) if one]
        shown = self.of(Agreement, asked="share", yes=True, withdrawn_at__isnull=True)
        return not shown and not Wrap.objects.filter(subject=self.ret.pk).exclude(holder__in=sides).exists()
