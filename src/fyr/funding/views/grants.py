"""The page of a grant."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fyr.access.rule import me, rule
from fyr.funding import access, account, schemes
from fyr.funding.acts import offered
from fyr.funding.models import Posting
from fyr.funding.views.first import first_of_grant
from fyr.funding.views.rows import activities_of, with_acts
from fyr.funding.views.shared import READ, SHOWN, files_of, page_of


@rule(READ, "GET")
def grant(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    by = me(request)
    row = access.grant_for(by, grant_id)
    row.seen_decision = access.decisions(by).filter(pk=row.decision_id).exists()
    gives = row.unit_id in access.gives(by)
    instalments = row.instalments.prefetch_related("payments").select_related("grant__decision")
    shown = page_of(by, "grant", row) | {
        "line": account.of_grant(row),
        "rules": schemes.scheme(row.scheme),
        "gives": gives,
        "instalments": [_tranche(by, one, row) for one in instalments],
        "repayments": with_acts(by, _repayments(row, gives), "repayment", row),
        "conditions": with_acts(by, row.conditions.all(), "condition", row),
        "reports": access.reports(by, row),
        "activities": activities_of(by, row, grant=row),
        "postings": Posting.objects.filter(grant=row).select_related("by")[:SHOWN],
        "files": files_of(by, row, grant=row),
    }
    shown["first"] = shown["first"] or first_of_grant(row, shown)
    return render(request, "funding/grant.html", shown)


def _tranche(by: Any, one: Any, grant: Any) -> dict[str, Any]:
    one.grant = grant
    payments = [{"payment": paid, "acts": offered(by, paid, "payment", grant)} for paid in one.payments.all()]
    return {"instalment": one, "payments": payments, "acts": offered(by, one, "instalment", grant)}


def _repayments(grant: Any, gives: bool) -> Any:
    """What is proposed about recovery is between those who give until it is decided."""
    rows = grant.repayments.select_related("grant__decision")
    return rows if gives else rows.exclude(state__in=("proposed", "refused"))
