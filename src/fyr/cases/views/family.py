"""Accompanying children."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import family
from fyr.cases.forms.family import ChildForm, OpenForChildForm
from fyr.cases.models import AccompanyingChild, Case
from fyr.cases.views.children import back
from fyr.cases.views.shared import save_or_show


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_child(request: HttpRequest, case_id: UUID) -> HttpResponse:
    return _child(request, case_for(me(request), case_id, Permission.PLAN_WRITE), None)


@rule(Permission.PLAN_WRITE, "GET", "POST")
def child(request: HttpRequest, case_id: UUID, child_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    return _child(request, case, part_of(AccompanyingChild, case, child_id))


@rule(Permission.CASE_OPEN, "GET", "POST")
def open_case(request: HttpRequest, case_id: UUID, child_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.CASE_OPEN, Permission.PLAN_WRITE)
    kept = part_of(AccompanyingChild, case, child_id)
    form = OpenForChildForm(request.POST or None, initial={"version": kept.version})

    def act() -> UUID:
        told = {**form.values(), "version": form.cleaned_data["version"]}
        return family.open_for_child(by=me(request), case=case, child_id=child_id, **told).pk

    lead = _(
        "The child gets a case of her own in the same unit, as protected as this one and linked to it. Concern reports "
        "and those who speak for this child go over to it. Safe contact is noted anew there."
    )
    return save_or_show(
        request,
        case,
        form,
        act,
        title=_("Open a case for the child"),
        named=str(kept),
        lead=lead,
        submit_label=_("Open the case"),
        after=back(case),
    )


def _child(request: HttpRequest, case: Case, kept: AccompanyingChild | None) -> HttpResponse:
    initial = ChildForm.initial_of(kept) if kept else {"version": 0}
    form = ChildForm(request.POST or None, case=case, initial=initial)

    def act() -> UUID:
        told = {**form.values(), "version": form.cleaned_data["version"], "child_id": kept.pk if kept else None}
        return family.note_child(by=me(request), case=case, **told).pk

    return save_or_show(request, case, form, act, title=_("Accompanying child"), after=back(case), saved=form.saved)
