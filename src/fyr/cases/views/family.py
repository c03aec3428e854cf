"""Who speaks for the child, accompanying children, and the cases of one family."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import children as pages
from fyr.cases.access import case_for, part_of, visible_cases
from fyr.cases.actions import family, speaking
from fyr.cases.errors import Refused
from fyr.cases.forms.family import ChildForm, LinkForm, OpenForChildForm, SpokespersonForm
from fyr.cases.models import AccompanyingChild, Case, Spokesperson
from fyr.cases.views.children import back
from fyr.cases.views.shared import save_or_show
from fyr.web.forms import KeyedForm


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def new_spokesperson(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    return _spokesperson(request, case, None)


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def spokesperson(request: HttpRequest, case_id: UUID, spokesperson_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    return _spokesperson(request, case, part_of(Spokesperson, case, spokesperson_id))


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


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_link(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A reference that she may not see is answered like one that does not exist."""
    by = me(request)
    case = case_for(by, case_id, Permission.PLAN_WRITE)
    form = LinkForm(request.POST or None)

    def act() -> UUID:
        found = visible_cases(by).filter(ref=form.cleaned_data["ref"].strip().upper()).first()
        if found is None:
            raise Refused(_("No case with that reference that you may see. Check it, or ask whoever leads it."), "ref")
        other = case_for(by, found.pk)
        return family.link(by=by, case=case, other=other, relation=form.cleaned_data["relation"]).pk

    lead = _("The link is shown on both cases, and only to those who may see both.")
    return save_or_show(request, case, form, act, title=_("Link a case of the family"), lead=lead, after=back(case))


@rule(Permission.PLAN_WRITE, "GET", "POST")
def remove_link(request: HttpRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    by = me(request)
    case = case_for(by, case_id, Permission.PLAN_WRITE)
    known = next((one.case for one in pages.linked(by, case) if one.case.pk == other_id), None)
    if known is None:
        raise Http404
    other: Case = known
    return save_or_show(
        request,
        case,
        KeyedForm(request.POST or None),
        lambda: family.unlink(by=by, case=case, other=other),
        title=_("Remove the link"),
        named=other.ref,
        lead=_("The two cases stay as they are. Nothing shows any more that they belong together."),
        submit_label=_("Remove the link"),
        after=back(case),
    )


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


def _child(request: HttpRequest, case: Case, kept: AccompanyingChild | None) -> HttpResponse:
    initial = ChildForm.initial_of(kept) if kept else {"version": 0}
    form = ChildForm(request.POST or None, case=case, initial=initial)

    def act() -> UUID:
        told = {**form.values(), "version": form.cleaned_data["version"], "child_id": kept.pk if kept else None}
        return family.note_child(by=me(request), case=case, **told).pk

    return save_or_show(request, case, form, act, title=_("Accompanying child"), after=back(case), saved=form.saved)
