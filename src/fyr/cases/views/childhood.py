"""Age, family tracing, and what is best for the child."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import childhood
from fyr.cases.actions.tracing import note_tracing
from fyr.cases.forms.childhood import AgeForm, BestInterestForm, TracingForm
from fyr.cases.models import Case, FamilyTracing
from fyr.cases.views.children import back
from fyr.cases.views.shared import save_or_show


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def age(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    form = AgeForm(request.POST or None)
    act = lambda: childhood.note_age(by=me(request), case=case, **form.values()).pk
    lead = _("An age in doubt is treated as a child until it is verified.")
    return save_or_show(request, case, form, act, title=_("Age"), lead=lead, after=back(case))


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def new_tracing(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    return _tracing(request, case, None)


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def tracing(request: HttpRequest, case_id: UUID, tracing_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    return _tracing(request, case, part_of(FamilyTracing, case, tracing_id))


@rule(Permission.PLAN_WRITE, "GET", "POST")
def best_interest(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    form = BestInterestForm(request.POST or None)
    act = lambda: childhood.note_best_interest(by=me(request), case=case, **form.values()).pk
    lead = _("It is read by everybody who may open the case. Name nobody, and say nothing of what was done.")
    return save_or_show(request, case, form, act, title=_("Best interests of the child"), lead=lead, after=back(case))


def _tracing(request: HttpRequest, case: Case, kept: FamilyTracing | None) -> HttpResponse:
    initial = TracingForm.initial_of(kept) if kept else {"version": 0}
    form = TracingForm(request.POST or None, initial=initial)

    def act() -> UUID:
        told = {**form.values(), "version": form.cleaned_data["version"], "tracing_id": kept.pk if kept else None}
        return note_tracing(by=me(request), case=case, **told).pk

    return save_or_show(request, case, form, act, title=_("Family tracing"), after=back(case), saved=form.saved)
