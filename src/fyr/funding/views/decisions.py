"""The page of a decision: what it says, and what became of it; and the form that enters one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.funding import access, account, chains, picture
from fyr.funding.actions import decisions
from fyr.funding.codes.grants import VOID, GrantState
from fyr.funding.forms.decisions import DecisionForm
from fyr.funding.models import Activity, Condition
from fyr.funding.picture import Part, short
from fyr.funding.views.rows import activities_of, with_acts
from fyr.funding.views.shared import READ, page_of
from fyr.funding.ways import home_trail
from fyr.web.form_page import form_page
from fyr.web.forms import submit


@rule(READ, "GET")
def decision(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    by = me(request)
    row = access.decision_for(by, decision_id)
    gives = row.unit_id in access.gives(by)
    # Whoever was given the money sees the grants that are hers, and nothing of how others are prepared.
    sums = account.of_decision(row, None if gives else access.grants(by))
    parts = [
        Part(str(one.grant.pk), short(one.grant.recipient.name), one.used, one.held, one.to_pay, one.waived)
        for one in sums.lines
    ]
    shown = page_of(by, "decision", row) | {
        "sums": sums,
        "chain": chains.chain(row.chain),
        "refs": chains.told(row.chain, row.refs),
        "picture": picture.of(sums.given, sums.available, parts, row.currency),
        "proposed": row.grants.filter(state=GrantState.PROPOSED).select_related("recipient") if gives else (),
        "not_given": row.grants.filter(state__in=(GrantState.REFUSED, *VOID)).select_related("recipient")
        if gives
        else (),
        "conditions": with_acts(by, row.conditions.all(), "condition", row),
        "activities": activities_of(by, row, decision=row, grant=None),
        "below": _below(sums),
        "late": _late(row, sums),
        "allotments": with_acts(by, row.allotments.all(), "allotment", row),
        "amendments": row.amendments.select_related("replaced_by"),
        "calls": row.calls.all(),
        "reports": row.ministry_reports.all() if gives else (),
        "gives": gives,
    }
    return render(request, "funding/decision.html", shown)


@rule(Permission.FUNDING_WRITE, "GET", "POST")
def add(request: HttpRequest) -> HttpResponse:
    form = DecisionForm(request.POST or None, by=me(request))
    if request.method == "POST":
        made = submit(request, form, lambda: decisions.add_decision(by=me(request), **form.told()).pk, Refused)
        if made is not None:
            messages.success(request, gettext("Saved."))
            return redirect("funding:decision", made)
    lead = _(
        "As it stands in the decision. What is not known stays empty; what nobody has stated is marked as presumed."
    )
    return form_page(request, form, title=_("Enter a decision"), trail=home_trail(), lead=lead)


def _below(sums: Any) -> list[Activity]:
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
