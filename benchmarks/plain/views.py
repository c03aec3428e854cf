"""The list and the case page as Django gives them over plain columns: same templates, same rules, same filter."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from benchmarks.plain.models import (
    Assignment,
    Case,
    Consent,
    Deadline,
    Entry,
    Need,
    Record,
    Referral,
    RiskAssessment,
    SafeContact,
    Service,
    ServiceStep,
    Task,
)
from fyr.access.permissions import Permission
from fyr.access.rule import public, rule
from fyr.cases import page
from fyr.cases.codes.deadlines import DeadlineState
from fyr.cases.forms.finding import CaseFilter
from fyr.cases.models import SavedFilter
from fyr.cases.others import CONSENT_REVIEW
from fyr.cases.views.case import context_of
from fyr.cases.views.finding import PAGE
from fyr.web.forms import KeyedForm


@public("GET")
def bare(request: HttpRequest) -> HttpResponse:
    return render(request, "plain/bare.html", {"title": "Bare", "lines": range(25)})


@rule(Permission.CASE_READ, "GET")
def case_list(request: HttpRequest) -> HttpResponse:
    """Keyset-paged by unit as the real list is: one OR over all units would be a slow measure that flatters."""
    form = CaseFilter(request.GET)
    rights = request.user.rights
    units = rights.units(Permission.CASE_READ)
    mine = list(_running().filter(member=request.user).exclude(case__unit__in=units).values_list("case", flat=True))
    choices = [Q(unit=unit) for unit in units] + ([Q(pk__in=mine)] if mine else [])
    cases = []
    for choice in choices:
        found = Case.objects.select_related("unit").filter(choice, form.chosen(request.user))
        cases += found.order_by("-updated_at", "-pk")[: PAGE + 1]
    cases.sort(key=lambda case: (case.updated_at, case.pk), reverse=True)
    for found in cases[:PAGE]:
        _let_in(found, request.user)
    context = {
        "may_open": rights.anywhere(Permission.CASE_OPEN),
        "may_import": rights.anywhere(Permission.IMPORT_MAKE),
        "may_export": rights.anywhere(Permission.EXPORT_MAKE),
        "cases": cases[:PAGE],
        "form": form,
        "saved": [(one, CaseFilter.label_of(one.chosen)) for one in SavedFilter.objects.filter(member=request.user)],
        "keyed": KeyedForm(auto_id=False),
        "next_url": f"?after={cases[PAGE - 1].pk}" if len(cases) > PAGE else "",
        "first_url": "",
    }
    return render(request, "cases/list.html", context)


@rule(Permission.CASE_READ, "GET")
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    found = _case_for(request.user, case_id)
    return render(request, "cases/case.html", context_of(request, found, _load(found)))


def _running():
    return Assignment.objects.filter(ended_at__isnull=True, until__gte=timezone.localdate())


def visible_cases(by):
    units = by.rights.units(Permission.CASE_READ)
    mine = _running().filter(member=by, unit__in=units).values("case")
    return Case.objects.filter(Q(unit__in=units) | Q(pk__in=mine))


def _case_for(by, case_id: UUID) -> Case:
    found = visible_cases(by).select_related("unit__organisation", "opened_by", "responsible")
    case = found.filter(pk=case_id).first()
    if case is None:
        raise Http404
    _let_in(case, by)
    return case


def _let_in(case: Case, by) -> None:
    case.may = case.may_inside = by.rights.in_unit(case.unit_id)
    case.through, case.reader = frozenset({case.unit_id}), by


def _running_deadlines(case: Case):
    """With the names of those to whom she consented, as the real page has them."""
    found = list(Deadline.objects.filter(case=case, state=DeadlineState.RUNNING))
    reviews = {one.subject: one for one in found if one.rule_code == CONSENT_REVIEW}
    for said in Consent.objects.filter(case=case, pk__in=list(reviews)).select_related("to_unit") if reviews else ():
        said.case = case
        reviews[said.pk].about = said.given_to
    return found


def _load(case: Case) -> page.Page:
    """Eleven queries, as the real page."""
    entries = list(Entry.objects.filter(case=case).select_related("by")[: page.TIMELINE_SIZE + 1])
    services = list(Service.objects.filter(case=case).select_related("provider_unit"))
    needs = list(Need.objects.filter(case=case))
    steps, deadlines = list(ServiceStep.objects.filter(case=case)), _running_deadlines(case)
    tasks = list(Task.objects.filter(case=case, done_at__isnull=True).select_related("assignee"))
    for row in (*needs, *services, *steps, *deadlines, *tasks):
        row.case = case
    page.give(needs, services, steps)
    risks = RiskAssessment.objects.filter(case=case).select_related("made_by")
    referrals = list(Referral.objects.filter(case=case).select_related("to_unit", "disclosure__consent"))
    for referral in referrals:
        referral.case = case
        referral.hers = page.message_is_hers(referral, case)
    for entry in entries:
        entry.case = case
    page.name_units(entries, {one.to_unit.code: one.to_unit.name for one in referrals})
    return page.Page(
        case=case,
        contact=SafeContact.objects.filter(case=case).first(),
        risk=risks.first() if "safety.read" in case.may else None,
        needs=needs,
        tasks=tasks,
        records={record.section: record for record in Record.objects.filter(case=case)},
        referrals=referrals,
        assignments=list(_running().filter(case=case).select_related("member", "unit")),
        deadlines=deadlines,
        timeline=entries[: page.TIMELINE_SIZE],
        has_older=len(entries) > page.TIMELINE_SIZE,
    )
