"""A decision with funds, and the short ways to a grant that runs, a payment that is made, a report that is sent in."""

import datetime

import pytest
from django.utils import timezone

from fyr.access.actions import join
from fyr.access.models import Unit
from fyr.funding import ledger
from fyr.funding.actions import calls, decisions, grants, payments, reports
from fyr.funding.actions.grants import Tranche
from fyr.funding.example.organisations import engage

SOURCE = "Regeringsbeslut 2026, s. 4"


def day(offset=0):
    return timezone.localdate() + datetime.timedelta(days=offset)


def year(offset=0):
    return timezone.localdate().year + offset


def fresh(row):
    return type(row).objects.get(pk=row.pk)


class Money:
    """Farida and Lova are officers and Gunnar approves, all of `jamy`; Nina receives for IOM, Petra for Exempelstad."""

    def __init__(self, cast):
        self.cast = cast
        self.farida, self.lova, self.gunnar = cast["farida"], cast["lova"], cast["gunnar"]
        self.nina, self.mikael, self.petra = cast["nina"], cast["mikael"], cast["petra"]
        self.unit = Unit.objects.get(code="jamy")
        self.parties = engage(self.farida)
        self.decision = self.decided()
        self.allot(10_000)

    def decided(self, **told):
        told = {"title": "Uppdrag", "source": SOURCE, "kind": "assignment", "ministry": "Ministeriet"} | told
        return decisions.add_decision(by=self.farida, unit=self.unit, recipient=self.parties["jamy"], **told)

    def allot(self, amount, kind="appropriation", decision=None, of_year=None, by=None):
        return decisions.allot(
            by=by or self.farida, decision=decision or self.decision, year=of_year or year(), kind=kind, amount=amount,
            source=SOURCE,
        )  # fmt: skip

    def proposed(self, *tranches, to="iom", decision=None, by=None, **told):
        """Each tranche is an amount of this year, or a whole Tranche."""
        told = {"scheme": "se.assignment", "title": "Bidrag", "reasons": "Inom uppdraget"} | told
        return grants.propose(
            by=by or self.farida, decision=decision or self.decision, recipient=self.parties[to],
            tranches=[one if isinstance(one, Tranche) else Tranche(one, day()) for one in tranches], **told,
        )  # fmt: skip

    def granted(self, *tranches, **told):
        grant = self.proposed(*tranches, **told)
        grants.approve(by=self.gunnar, grant=grant)
        return fresh(grant)

    def running(self, *tranches, **told):
        grant = self.granted(*tranches, **told)
        self.agree(grant)
        return fresh(grant)

    def agree(self, grant, by=None):
        grants.agree(
            by=by or self.farida, grant=grant, on=day(), signed_by="Ordförande", terms="",
            reports=[("interim", day(60)), ("final", day(120))], repay_on=day(150),
        )  # fmt: skip

    def approved(self, grant, number=1):
        payment = payments.propose(by=self.farida, instalment=grant.instalments.get(number=number))
        payments.approve(by=self.gunnar, payment=payment)
        return fresh(payment)

    def paid(self, grant, number=1, voucher="", **foreign):
        payment = self.approved(grant, number)
        payments.record(by=self.farida, payment=payment, voucher=voucher or f"V-{payment.pk.hex}", on=day(), **foreign)
        return fresh(payment)

    def sent_in(self, grant, used, kind="interim", by=None, **told):
        by = by or self.nina
        report = reports.begin(by=by, grant=grant, kind=kind)
        told = {"used": used, "lines": [["Lön", used]], "until": day(), "text": "Som planerat"} | told
        reports.save(by=by, report=report, version=1, **told)
        reports.submit(by=by, report=report)
        return fresh(report)

    def reported(self, grant, used, kind="interim", **told):
        report = self.sent_in(grant, used, kind, **told)
        reports.approve(by=self.farida, report=report)
        return fresh(report)

    def call(self, scheme="se.call", **told):
        told = {"opens_on": day(-1), "closes_on": day(20), "year": year(), "frame": 5_000} | told
        return calls.add_call(
            by=self.farida, decision=self.decision, scheme=scheme, title="Utlysning", purpose="Stöd",
            criteria=["Behov", "Kostnader"], **told,
        )  # fmt: skip

    def application(self, call, to="plattformen", by=None, **told):
        """Everything that the schemes ask for; still a draft."""
        told = {
            "plan": "Plan", "starts_on": day(), "ends_on": day(300), "amount": 4_000, "costs": "Lön", "signatory": "Ordförande",
            "no_other_grants": True, "attested": True,
        } | told  # fmt: skip
        by = by or self.mikael
        made = calls.begin(by=by, call=call, party=self.parties[to], title="Ansökan")
        calls.save(by=by, application=made, version=1, **told)
        return fresh(made)

    def found_complete(self, call=None, **told):
        made = self.application(call or self.call(), **told)
        calls.submit(by=self.mikael, application=made)
        calls.check(by=self.farida, application=made, missing=[])
        return fresh(made)

    def assessed(self, application, *by):
        for officer in by:
            calls.assess(
                by=officer, application=application, scores=[3, 2], reasons="Bra", verdict="grant", amount=4_000,
                unbiased=True,
            )  # fmt: skip


def holds(row):
    """What a decision or a grant holds, as plain words and without what is empty."""
    return {str(account): amount for account, amount in ledger.balances([row.pk])[row.pk].items() if amount}


@pytest.fixture
def money(cast):
    return Money(cast)


@pytest.fixture
def running(money):
    """Two tranches of 3 000 and 2 000; the second is paid after a report."""
    return money.running(3_000, Tranche(2_000, day(), after_report=True))


@pytest.fixture
def paid(money, running):
    money.paid(running, voucher="V-1")
    return running


@pytest.fixture
def now_approves(cast):
    """Lova, an officer, changes to the role that approves: what she began herself she still does not decide."""

    def change(role="funding_approver"):
        join(by=None, member=cast["lova"], unit=Unit.objects.get(code="jamy"), role=role)
        return fresh(cast["lova"])

    return change


@pytest.fixture
def both_sides(cast):
    """An officer who also works for an organisation that receives."""
    join(by=None, member=cast["farida"], unit=Unit.objects.get(code="iom-ekonomi"), role="grant_recipient")
    return fresh(cast["farida"])
