"""Random acts by random members. Each may be refused; whatever else it raises is a fault."""

import datetime
import uuid
from decimal import Decimal

from django.core.exceptions import PermissionDenied

from fyr.access.errors import Refused
from fyr.funding.actions import decisions, grants, payments, repayments, reports, spending
from fyr.funding.actions.grants import Tranche
from fyr.funding.models import Decision, Grant, Instalment, Party, Payment, Repayment, Report
from fyr.funding.tests.conftest import SOURCE, day, year

AMOUNTS = (1, 7, 100, 100, 650, 650, 1_000, 1_000, 2_500, 4_000, 9_999, 10**15)
KINDS = ("appropriation", "authorisation", "release", "return")


ANYBODY = ("farida", "lova", "gunnar", "nina", "mikael", "petra", "hedda", "ivar")

RECIPIENTS = {"iom-ekonomi": "nina", "plattformen": "mikael", "cbss": "olle", "exempelstad-ekonomi": "petra"}


class Acts:
    def __init__(self, cast, clock, draw):
        self.cast, self.clock, self.draw = cast, clock, draw
        self.done = []

    def run(self):
        """One act, or a few that follow each other; whether anything was done."""
        name, self.who = self.draw.choice(NAMES), self.draw.randrange(32)
        self.which, self.more = self.draw.randrange(420), self.draw.randrange(420)
        self.amount = self.draw.choice(AMOUNTS)
        before = len(self.done)
        for step in THROUGH.get(name, (name,)):
            try:
                getattr(self, step)()
                self.done.append(step)
            except (Refused, PermissionDenied):
                if name != "finish":
                    break
        return len(self.done) > before

    def by(self, *apt):
        """Three times of four a member who could do it."""
        return self.cast[apt[self.who % len(apt)] if self.who < 24 else ANYBODY[self.who % 8]]

    def recipient(self, grant):
        return self.by(RECIPIENTS.get(grant.recipient_unit and grant.recipient_unit.code, "nina"))

    def any(self, model, **where):
        """One that fits, or where none does any one of them; without any at all the act is refused."""
        rows = list(model.objects.filter(**where).order_by("pk")) if self.which % 5 else []
        rows = rows or list(model.objects.order_by("pk"))
        if not rows:
            raise Refused("There is none.")
        return rows[self.which % len(rows)]

    def allot(self):
        decisions.allot(
            by=self.by("farida", "lova"), decision=self.any(Decision), year=year(self.which % 2), amount=self.amount,
            kind=KINDS[self.more % 4], source=SOURCE,
        )  # fmt: skip

    def grant_propose(self):
        second = Tranche(self.amount, day(365 * (self.more % 2)), after_report=self.more % 3 == 0)
        first = Tranche(AMOUNTS[self.more % 6], day())
        grants.propose(
            by=self.by("farida", "lova"), decision=self.any(Decision), recipient=self.any(Party), scheme="se.assignment",
            tranches=[first, second][: 1 + self.which % 2], title="Bidrag", reasons="Skäl",
        )  # fmt: skip

    def grant_approve(self):
        grants.approve(by=self.by("gunnar"), grant=self.any(Grant, state="proposed"))

    def grant_send_back(self):
        grants.send_back(by=self.by("gunnar"), grant=self.any(Grant, state="proposed"), note="Nej")

    def grant_agree(self):
        grants.agree(
            by=self.by("farida", "lova"), grant=self.any(Grant, state="granted"), on=day(), signed_by="Ordförande", terms="",
            reports=[("interim", day(30)), ("final", day(60))][self.more % 2 :],
        )  # fmt: skip

    def grant_cancel(self):
        grants.cancel(by=self.by("gunnar"), grant=self.any(Grant, state="granted"), note="Nej")

    def grant_stop(self):
        grants.stop(by=self.by("farida", "lova"), grant=self.any(Grant, state="running"), reason="Skäl")

    def grant_go_on(self):
        grants.go_on(
            by=self.by("farida", "lova"), grant=self.any(Grant, stopped_on__isnull=False), reason="Åter i ordning"
        )

    def grant_close(self):
        grants.close(by=self.by("farida", "lova"), grant=self.any(Grant, state="running"))

    def request(self):
        instalment = self.unpaid()
        payments.request(by=self.recipient(instalment.grant), instalment=instalment, statement="Vi behöver dem")

    def propose(self):
        payments.propose(by=self.by("farida", "lova"), instalment=self.unpaid())

    def unpaid(self):
        return self.any(Instalment, grant__state="running", payments__isnull=True)

    def approve(self):
        payments.approve(by=self.by("gunnar"), payment=self.any(Payment, state="proposed"))

    def refuse(self):
        payments.refuse(by=self.by("gunnar", "farida"), payment=self.any(Payment), reason="Skäl")

    def record(self):
        foreign = {
            "foreign_amount": 90,
            "foreign_currency": "EUR",
            "rate": Decimal("11.5"),
            "rate_source": "Riksbanken",
        }
        payments.record(
            by=self.by("farida", "lova"), payment=self.any(Payment, state="approved"), voucher=self.voucher(),
            on=day(-(self.more % 3)), **(foreign if self.more % 4 == 0 else {}),
        )  # fmt: skip

    def voucher(self):
        return f"V-{self.more % 3}" if self.which % 7 == 0 else f"V-{uuid.uuid4().hex}"

    def put_right(self):
        payments.put_right(by=self.by("gunnar"), payment=self.any(Payment, state="paid"), reason="Fel nummer")

    def report_begin(self, kind=""):
        grant = self.any(Grant, payments__state="paid", state="running")
        reports.begin(by=self.recipient(grant), grant=grant, kind=kind or ("interim", "final")[self.more % 5 == 0])

    def final_begin(self):
        self.report_begin("final")

    def report_save(self):
        report = self.any(Report, state__in=("draft", "returned"))
        told = {"used": self.amount, "until": day(), "text": "Som planerat"}
        told.setdefault("lines", [["Stöd", told.get("used", 0)]])
        reports.save(by=self.recipient(report.grant), report=report, version=report.version, **told)

    def report_submit(self):
        report = self.any(Report, state__in=("draft", "returned"))
        reports.submit(by=self.recipient(report.grant), report=report)

    def report_approve(self):
        reports.approve(by=self.by("farida", "lova"), report=self.any(Report, state="submitted"))

    def report_return(self):
        reports.send_back(by=self.by("farida", "lova"), report=self.any(Report, state="submitted"), note="Mer")

    def repayment_propose(self):
        repayments.propose(
            by=self.by("farida", "lova"), grant=self.any(Grant, payments__state="paid"), amount=self.amount,
            outcome=("recover", "waive")[self.more % 2], ground=("agreement", "other_purpose", "")[self.which % 3], reasons="Skäl",
        )  # fmt: skip

    def repayment_decide(self):
        repayments.decide(
            by=self.by("gunnar"), repayment=self.any(Repayment, state="proposed"), approve=self.which % 4 > 0
        )

    def repayment_record(self):
        repayments.record(
            by=self.by("farida", "lova"), repayment=self.any(Repayment, state="due"), voucher=self.voucher(), on=day()
        )

    def spend(self):
        """Five costs of one grant, as other slices enter them."""
        grant = self.any(Grant, state="running", recipient_unit__code="iom-ekonomi", payments__state="paid")
        for _cost in range(1 + self.more % 6):
            spending.spend(
                grant=grant, amount=self.amount % 400 or 400, reference=uuid.uuid4().bytes, by=self.by("elsa")
            )

    def time_passes(self):
        self.clock.shift(datetime.timedelta(days=20))
        spending.book_ended_months()


# What is done at one go, so that a story of few steps comes far.
THROUGH = {
    "give": ("grant_propose", "grant_approve", "grant_agree"),
    "pay": ("propose", "approve", "record"),
    "ask_and_pay": ("request", "propose", "approve", "record"),
    "report": ("report_begin", "report_save", "report_submit", "report_approve"),
    "finish": ("final_begin", "report_save", "report_submit", "report_approve", "repayment_record", "grant_close"),
    "recover": ("repayment_propose", "repayment_decide", "repayment_record"),
}
ONE_BY_ONE = (
    "allot", "grant_propose", "grant_approve", "grant_send_back", "grant_agree", "grant_cancel", "grant_stop", "grant_go_on",
    "grant_close", "request", "propose", "approve", "refuse", "record", "put_right", "report_begin", "report_save",
    "report_submit", "report_approve", "report_return", "repayment_propose", "repayment_decide", "repayment_record", "spend",
    "time_passes",
)  # fmt: skip
NAMES = (*ONE_BY_ONE, *THROUGH, *THROUGH, *THROUGH, "finish", "spend", "grant_go_on", "grant_go_on")
