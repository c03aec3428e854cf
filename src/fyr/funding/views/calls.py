"""The pages of calls and applications."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.funding import access, schemes
from fyr.funding.actions.calls import assessed
from fyr.funding.acts import TABLE
from fyr.funding.codes.grants import VOID, GrantState
from fyr.funding.models import PublishedGrant
from fyr.funding.views.shared import READ, SHOWN, files_of, page_of


@rule(READ, "GET")
def call(request: HttpRequest, call_id: UUID) -> HttpResponse:
    by = me(request)
    row = access.call_for(by, call_id)
    hers = row.unit_id in access.gives(by)
    shown = page_of(by, "call", row) | {
        "rules": schemes.scheme(row.scheme),
        "applications": access.applications(by).filter(call=row)
        if hers
        else access.applications(by).filter(call=row, unit__in=access.units(by)),
        "gives": hers,
        "apply": can_apply(by, row),
    }
    return render(request, "funding/call.html", shown)


@rule(READ, "GET")
def application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    by = me(request)
    row = access.application_for(by, application_id)
    gives = row.call.unit_id in access.gives(by)
    rules = schemes.scheme(row.call.scheme)
    mine = assessed(row).select_related("by")
    shown = page_of(by, "application", row) | {
        "rules": rules,
        "gives": gives,
        "currency": row.call.decision.currency,
        "missing": [one for one in rules.completeness if one.code in row.missing.get("codes", ())],
        "excluded": [one for one in rules.exclusion if one.code in row.excluded]
        if gives or row.state == "decided"
        else [],
        # Each assesses by herself: nobody reads another's assessment before her own is there.
        "assessments": mine if gives and (mine.filter(by=by).exists() or not _may_assess(by, row)) else (),
        "assessed": mine.count(),
        "answer": access.grants(by).filter(application=row).exclude(state__in=VOID).first(),
        "sent_back": row.grants.filter(state=GrantState.SENT_BACK).first()
        if gives and row.state == "complete"
        else None,
        "elsewhere": others_of(row.party) if gives else (),
        "files": files_of(by, row, application=row),
    }
    return render(request, "funding/application.html", shown)


def can_apply(by: Any, row: Any) -> list[Any]:
    """The act stands on the applicant's side, which a call does not have."""
    return [
        TABLE.offer(act, row)
        for act in TABLE.acts
        if act.name == "call_apply" and by.rights.anywhere(act.permission) and act.when(row)
    ]


def others_of(party: Any) -> list[PublishedGrant]:
    """What other agencies and funders give the same organisation: published here, or taken in from them."""
    if not party.identifier:
        return []
    return list(PublishedGrant.objects.filter(recipient_id=party.identifier)[:SHOWN])


def _may_assess(by: Any, row: Any) -> bool:
    return Permission.FUNDING_WRITE in access.may(by, row) and row.state == "complete"
