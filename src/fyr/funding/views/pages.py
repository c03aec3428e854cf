"""The pages of decisions, calls, applications, grants and reports."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.funding import access, account, chains, picture, schemes
from fyr.funding.codes.grants import GrantState
from fyr.funding.models import Activity, Assessment, Condition, Posting, PublishedGrant, Result
from fyr.funding.parts import row_for
from fyr.funding.picture import Part, short
from fyr.funding.views.first import first_of_grant, first_of_report
from fyr.funding.views.shared import can, files_of, page_of, trail_to
from fyr.web.forms import KeyedForm

READ = Permission.FUNDING_READ
SHOWN = 200


@rule(READ, "GET")
def decision(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    by = me(request)
    row = access.decision_for(by, decision_id)
    sums = account.of_decision(row)
    parts = [
        Part(str(one.grant.pk), short(one.grant.recipient.name), one.used, one.held, one.to_pay, one.waived)
        for one in sums.lines
    ]
    shown = page_of(request, by, "decision", row) | {
        "sums": sums,
        "chain": chains.chain(row.chain),
        "refs": [(field, row.refs.get(field.code)) for field in chains.chain(row.chain).fields],
        "picture": picture.of(sums.given, sums.available, parts, row.currency),
        "proposed": row.grants.filter(state=GrantState.PROPOSED).select_related("recipient"),
        "not_given": row.grants.filter(state__in=(GrantState.REFUSED, GrantState.CANCELLED)).select_related(
            "recipient"
        ),
        "conditions": _with_acts(by, row.conditions.all(), "condition", row),
        "activities": activities_of(by, row, decision=row, grant=None),
        "below": _below(row, sums),
        "late": _late(row, sums),
        "allotments": row.allotments.all(),
        "amendments": row.amendments.select_related("replaced_by"),
        "calls": row.calls.all(),
        "reports": row.ministry_reports.all(),
        "gives": row.unit_id in access.gives(by),
    }
    return render(request, "funding/decision.html", shown)


@rule(READ, "GET")
def call(request: HttpRequest, call_id: UUID) -> HttpResponse:
    by = me(request)
    row = access.call_for(by, call_id)
    hers = row.unit_id in access.gives(by)
    shown = page_of(request, by, "call", row) | {
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
    mine = Assessment.objects.filter(application=row).select_related("by")
    shown = page_of(request, by, "application", row) | {
        "rules": rules,
        "gives": gives,
        "currency": row.call.decision.currency,
        "missing": [one for one in rules.completeness if one.code in row.missing.get("codes", ())],
        "excluded": [one for one in rules.exclusion if one.code in row.excluded],
        # Each assesses by herself: nobody reads another's assessment before her own is there.
        "assessments": mine if gives and (mine.filter(by=by).exists() or not _may_assess(by, row)) else (),
        "assessed": mine.count(),
        "answer": row.grants.exclude(state=GrantState.CANCELLED).first(),
        "elsewhere": others_of(row.party, row) if gives else (),
        "files": files_of(by, row, application=row),
    }
    return render(request, "funding/application.html", shown)


@rule(READ, "GET")
def grant(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    by = me(request)
    row = access.grant_for(by, grant_id)
    row.seen_decision = access.decisions(by).filter(pk=row.decision_id).exists()
    gives = row.unit_id in access.gives(by)
    instalments = row.instalments.prefetch_related("payments").select_related("grant__decision")
    shown = page_of(request, by, "grant", row) | {
        "line": account.of_grant(row),
        "rules": schemes.scheme(row.scheme),
        "gives": gives,
        "instalments": [_tranche(by, one, row) for one in instalments],
        "repayments": _with_acts(by, row.repayments.select_related("grant__decision"), "repayment", row),
        "conditions": _with_acts(by, row.conditions.all(), "condition", row),
        "reports": row.reports.all(),
        "activities": activities_of(by, row, grant=row),
        "postings": Posting.objects.filter(grant=row).select_related("by")[:SHOWN],
        "files": files_of(by, row, grant=row),
    }
    shown["first"] = shown["first"] or first_of_grant(row, shown)
    return render(request, "funding/grant.html", shown)


@rule(READ, "GET")
def report(request: HttpRequest, grant_report_id: UUID) -> HttpResponse:
    by = me(request)
    row = row_for(by, "report", grant_report_id)
    acts = can(by, row, "report", row.grant)
    shown = page_of_part(by, "report", row, acts) | {
        "currency": row.foreign_currency or row.grant.currency,
        "line": account.of_grant(row.grant),
        "results": Result.objects.filter(report=row).select_related("activity"),
        "activities": Activity.objects.filter(grant=row.grant),
        "files": files_of(by, row.grant, grant=row.grant),
    }
    shown["first"] = shown["first"] or first_of_report(row, acts)
    return render(request, "funding/report.html", shown)


@rule(Permission.FUNDING_WRITE, "GET")
def ministry(request: HttpRequest, ministry_id: UUID) -> HttpResponse:
    by = me(request)
    row = row_for(by, "ministry", ministry_id, Permission.FUNDING_WRITE)
    return render(
        request, "funding/ministry.html", page_of_part(by, "ministry", row, can(by, row, "ministry", row.decision))
    )


def page_of_part(by: Any, kind: str, row: Any, acts: list[Any]) -> dict[str, Any]:

    return {
        kind: row,
        "first": next((one for one in acts if one.why), None),
        "acts": [one for one in acts if not one.why and not one.act.aside],
        "aside_acts": [one for one in acts if one.act.aside],
        "keyed": KeyedForm(auto_id=False),
        "trail": trail_to(kind, row)[:-1],
    }


def can_apply(by: Any, row: Any) -> list[Any]:
    """The act stands on the applicant's side, which a call does not have."""
    from fyr.funding.acts import ACTS
    from fyr.funding.acts.base import Offer

    return [
        Offer(act, row)
        for act in ACTS
        if act.name == "call_apply" and by.rights.anywhere(act.permission) and act.when(row)
    ]


def activities_of(by: Any, row: Any, **link: Any) -> list[dict[str, Any]]:
    rows = Activity.objects.filter(**link).prefetch_related("results__report").select_related("decision", "grant")
    return [
        {
            "activity": one,
            "results": [r for r in one.results.all() if r.report is None or r.report.state == "approved"],
            "acts": can(by, one, "activity", row),
        }
        for one in rows
    ]


def others_of(party: Any, application: Any) -> list[PublishedGrant]:
    """What other agencies and funders give the same organisation: published here, or taken in from them."""
    if not party.identifier:
        return []
    return list(PublishedGrant.objects.filter(recipient_id=party.identifier)[:SHOWN])


def _below(row: Any, sums: Any) -> list[Activity]:
    """Activities of the grants, each with the grant that pays for it."""
    given = [line.grant.pk for line in sums.lines]
    return list(
        Activity.objects.filter(grant__in=given).select_related("grant__recipient").prefetch_related("results__report")
    )


def _late(row: Any, sums: Any) -> list[Condition]:
    """Dates of the decision and of its grants that have passed and are not kept."""
    given = [line.grant.pk for line in sums.lines]
    open_ones = Condition.objects.filter(met_on__isnull=True, due_on__lt=timezone.localdate()).select_related("grant")
    return list(open_ones.filter(decision=row) | open_ones.filter(grant__in=given))


def _with_acts(by: Any, rows: Any, kind: str, parent: Any) -> list[dict[str, Any]]:
    told = []
    for one in rows:
        if hasattr(one, "grant_id") and one.grant_id == parent.pk:
            one.grant = parent
        told.append({kind: one, "acts": can(by, one, kind, parent)})
    return told


def _tranche(by: Any, one: Any, grant: Any) -> dict[str, Any]:
    one.grant = grant
    payments = [{"payment": paid, "acts": can(by, paid, "payment", grant)} for paid in one.payments.all()]
    return {"instalment": one, "payments": payments, "acts": can(by, one, "instalment", grant)}


def _may_assess(by: Any, row: Any) -> bool:
    return Permission.FUNDING_WRITE in access.may(by, row) and row.state == "complete"
