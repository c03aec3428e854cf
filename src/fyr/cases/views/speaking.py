"""Who speaks for a child."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import children as pages
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import speaking
from fyr.cases.forms.speaking import SpokespersonForm
from fyr.cases.models import Case, Spokesperson
from fyr.cases.views.children import back
from fyr.cases.views.shared import save_or_show


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def new_spokesperson(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    return _spokesperson(request, case, None)


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def spokesperson(request: HttpRequest, case_id: UUID, spokesperson_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    return _spokesperson(request, case, part_of(Spokesperson, case, spokesperson_id))


def _spokesperson(request: HttpRequest, case: Case, kept: Spokesperson | None) -> HttpResponse:
    known = pages.children_of(case)
    if kept is None and not case.treated_as_child and not known:
        return redirect(back(case))
    initial = SpokespersonForm.initial_of(kept) if kept else {"version": 0}
    form = SpokespersonForm(request.POST or None, case=case, children=known, initial=initial)

    def act() -> UUID:
        version, which = form.cleaned_data["version"], kept.pk if kept else None
        return speaking.note_spokesperson(
            by=me(request), case=case, told=form.told(), spokesperson_id=which, version=version
        ).pk

    lead = _(
        "Nobody is told. Has a guardian a part in this? Do not inform guardians before you have spoken with the board."
    )
    return save_or_show(
        request, case, form, act, title=_("Who speaks for the child"), lead=lead, after=back(case), saved=form.saved
    )
