"""Invented grants of the real decisions: one that is closed, one that runs, one to a protected recipient, one to CBSS."""

import datetime
from typing import Any

from django.utils import timezone

from fyr.access.models import Member
from fyr.funding.actions import activities, grants, payments, repayments, reports
from fyr.funding.actions.grants import Tranche
from fyr.funding.models import Decision, Grant, Party, Payment

KRONA = 100
DAY = datetime.date


def in_days(number: int) -> datetime.date:
    """Dates that are due lie around the day on which the example is looked at."""
    return timezone.localdate() + datetime.timedelta(days=number)


def granted(
    cast: dict[str, Member],
    decision: Decision,
    recipient: Party,
    tranches: list[Tranche],
    *,
    told_reports: list[tuple[str, datetime.date]] | None = None,
    repay_on: datetime.date | None = None,
    **told: Any,
) -> Grant:
    """Proposed by the officer, approved by the approver, with an agreement of invented terms."""
    farida, gunnar = cast["farida@fyr.example"], cast["gunnar@fyr.example"]
    told = {
        "scheme": "se.assignment",
        "standing": "example",
        "source": "Exempel: beloppet och villkoren är påhittade",
        **told,
    }
    grant = grants.propose(
        by=farida,
        decision=decision,
        recipient=recipient,
        tranches=tranches,
        reasons="Inom uppdraget (exempel).",
        **told,
    )
    grants.approve(by=gunnar, grant=grant, on=DAY(2024, 4, 10))
    reported = told_reports or [("interim", in_days(12)), ("final", in_days(200))]
    grants.agree(
        by=farida, grant=Grant.objects.get(pk=grant.pk), on=DAY(2024, 4, 15), signed_by="Ordförande", terms="",
        reports=reported, repay_on=repay_on or in_days(230),
    )  # fmt: skip
    return Grant.objects.select_related("decision").get(pk=grant.pk)


def pay(cast: dict[str, Member], grant: Grant, number: int, voucher: str, on: datetime.date) -> Payment:
    farida, gunnar = cast["farida@fyr.example"], cast["gunnar@fyr.example"]
    payment = payments.propose(by=farida, instalment=grant.instalments.get(number=number))
    payments.approve(by=gunnar, payment=payment)
    payments.record(by=farida, payment=Payment.objects.get(pk=payment.pk), voucher=voucher, on=on)
    return Payment.objects.get(pk=payment.pk)


def report(
    by: Member, officer: Member, grant: Grant, *, kind: str, lines: list[list[Any]], until: datetime.date
) -> None:
    made = reports.begin(by=by, grant=grant, kind=kind)
    used = sum(line[1] for line in lines)
    text = "Arbetet gick som planerat (exempel)."
    reports.save(
        by=by,
        report=made,
        version=1,
        lines=lines,
        used=used,
        until=until,
        text=text,
        deviations="Något senare start (exempel).",
    )
    reports.submit(by=by, report=made)
    reports.approve(by=officer, report=made)


def return_programme(cast: dict[str, Member], decision: Decision, iom: Party) -> Grant:
    """ÅMP: half is paid and in use."""
    tranches = [
        Tranche(300_000 * KRONA, DAY(2024, 5, 1)),
        Tranche(300_000 * KRONA, DAY(2024, 10, 1), after_report=True),
    ]
    grant = granted(
        cast, decision, iom, tranches, title="Återvändandeprogrammet ÅMP", starts_on=DAY(2024, 5, 1), ends_on=DAY(2026, 12, 31),
        purpose="Tryggt och frivilligt återvändande för utsatta för människohandel och prostitution.",
    )  # fmt: skip
    activity = activities.add_activity(
        by=cast["farida@fyr.example"],
        of=grant,
        title="Återvändande och uppföljning",
        theme="return",
        state="running",
        standing="example",
    )
    activities.note_result(
        by=cast["farida@fyr.example"],
        activity=activity,
        title="Personer som återvänt",
        unit="personer",
        persons=True,
        target=15,
        standing="example",
    )
    pay(cast, grant, 1, "V-2024-101", DAY(2024, 5, 6))
    return grant


def coordinators(cast: dict[str, Member], decision: Decision, town: Party) -> Grant:
    """Closed: reported, a part repaid."""
    farida, petra = cast["farida@fyr.example"], cast["petra@fyr.example"]
    grant = granted(
        cast, decision, town, [Tranche(250_000 * KRONA, DAY(2024, 5, 1))], title="Regionkoordinering Syd",
        told_reports=[("interim", DAY(2024, 9, 1)), ("final", DAY(2025, 2, 15))], repay_on=DAY(2025, 3, 30), starts_on=DAY(2024, 5, 1),
        ends_on=DAY(2024, 12, 31), purpose="Medfinansiering av regionkoordinator i Syd.",
    )  # fmt: skip
    pay(cast, grant, 1, "V-2024-102", DAY(2024, 5, 6))
    report(petra, farida, grant, kind="interim", lines=[["Lön", 100_000 * KRONA]], until=DAY(2024, 8, 31))
    report(
        petra,
        farida,
        grant,
        kind="final",
        lines=[["Lön", 180_000 * KRONA], ["Resor", 32_500 * KRONA]],
        until=DAY(2024, 12, 31),
    )
    repayments.record(by=farida, repayment=grant.repayments.get(), voucher="V-2025-011", on=DAY(2025, 3, 12))
    grants.close(by=farida, grant=grant)
    return grant


def shelter(cast: dict[str, Member], decision: Decision, recipient: Party) -> Grant:
    """To a protected recipient, of which the public sees kind and county."""
    grant = granted(
        cast,
        decision,
        recipient,
        [Tranche(150_000 * KRONA, DAY(2024, 6, 1))],
        title="Skyddat boende",
        purpose="Plats i certifierat skyddat boende.",
    )
    pay(cast, grant, 1, "V-2024-103", DAY(2024, 6, 3))
    return grant


def baltic(cast: dict[str, Member], decision: Decision, cbss: Party) -> Grant:
    tranches = [
        Tranche(1_400_000 * KRONA, DAY(2024, 6, 1)),
        Tranche(1_400_000 * KRONA, DAY(2024, 11, 1), after_report=True),
    ]
    grant = granted(
        cast, decision, cbss, tranches, title="CBSS: mot människohandel och efterfrågan", scheme="se.direct", starts_on=DAY(2024, 4, 1), ends_on=DAY(2024, 12, 31),
        purpose="Långsiktigt strategiskt arbete, stöd till yrkesverksamma, unga och hbtq-personer.",
        source="Beloppet står i pressmeddelandet; avtal, betalning och redovisning är påhittade",
    )  # fmt: skip
    activity = activities.add_activity(
        by=cast["farida@fyr.example"],
        of=grant,
        title="Utbildning för yrkesverksamma",
        theme="competence",
        state="running",
        standing="example",
    )
    activities.note_result(
        by=cast["farida@fyr.example"],
        activity=activity,
        title="Utbildade yrkesverksamma",
        unit="personer",
        persons=True,
        target=200,
        value=187,
        standing="example",
    )
    pay(cast, grant, 1, "V-2024-104", DAY(2024, 6, 10))
    return grant
