"""The example node's money, told through the actions."""

import datetime
from typing import Any

from django.utils import timezone

from fyr.access.models import Member, Unit
from fyr.funding.actions import calls, reports
from fyr.funding.actions.decisions import publish
from fyr.funding.example import decisions, grants
from fyr.funding.example.organisations import engage
from fyr.funding.models import Application, Decision, Grant, Party

KRONA = 100


def tell(cast: dict[str, Member]) -> None:
    """Two real decisions with invented grants, and an invented one whose call is open."""
    farida = cast["farida@fyr.example"]
    unit = Unit.objects.get(code="jamy")
    parties = engage(farida)
    real = decisions.assignment(farida, parties, unit)
    amp = grants.return_programme(cast, real, parties["iom"])
    grants.coordinators(cast, real, parties["exempelstad"])
    grants.shelter(cast, real, parties["trygg-hamn"])
    grants.baltic(cast, decisions.direct(farida, parties, unit), parties["cbss"])
    _begun_report(cast, amp)
    _call(cast, decisions.invented(farida, parties, unit), parties)


def _begun_report(cast: dict[str, Member], grant: Grant) -> None:
    """IOM has begun its interim report; the second tranche waits for it."""
    nina = cast["nina@fyr.example"]
    report = reports.begin(by=nina, grant=grant, kind="interim")
    lines = [["Stöd i hemlandet", 120_000 * KRONA], ["Resor", 64_000 * KRONA]]
    reports.save(
        by=nina,
        report=report,
        version=1,
        lines=lines,
        used=sum(line[1] for line in lines),
        until=timezone.localdate(),
        text="",
    )


def _call(cast: dict[str, Member], decision: Decision, parties: dict[str, Party]) -> None:
    """Open for three weeks more; one application has come in, another is being written."""
    farida, today = cast["farida@fyr.example"], timezone.localdate()
    call = calls.add_call(
        by=farida,
        decision=decision,
        scheme="se.call",
        title="Stöd till utsatta, hela landet (exempel)",
        purpose="Insatser som säkrar stöd och skydd där det saknas i dag.",
        criteria=["Når dem som inget stöd får", "Genomförande", "Kostnader"],
        opens_on=today - datetime.timedelta(days=20),
        closes_on=today + datetime.timedelta(days=21),
        year=today.year,
        frame=900_000 * KRONA,
    )
    told = {
        "plan": "Uppsökande stöd på fyra orter, med tolk (exempel).",
        "expected": "Fler får stöd inom en vecka.",
        "starts_on": today,
        "ends_on": today + datetime.timedelta(days=330),
        "amount": 400_000 * KRONA,
        "own_funding": 50_000 * KRONA,
        "costs": "Lön 300 000, tolk 100 000, resor 50 000.",
        "no_other_grants": True,
        "signatory": "Ordförande",
        "attested": True,
    }
    sent = _application(cast["mikael@fyr.example"], call, parties["plattformen"], "Uppsökande stöd (exempel)", told)
    calls.submit(by=cast["mikael@fyr.example"], application=sent)
    _application(
        cast["petra@fyr.example"], call, parties["exempelstad"], "Stärkt mottagning (exempel)", {"plan": "Utkast."}
    )
    publish(by=farida, decision=decision)


def _application(by: Member, call: Any, party: Party, title: str, told: dict[str, Any]) -> Application:
    application = calls.begin(by=by, call=call, party=party, title=title)
    calls.save(by=by, application=application, version=1, **told)
    return Application.objects.get(pk=application.pk)
