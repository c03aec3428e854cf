"""Counsel, and claims for compensation, of one case."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, part_of
from fyr.cases.actions import claims
from fyr.cases.actions.counsel import keep_counsel
from fyr.cases.forms.justice import ChangeClaimForm, ChangeCounselForm, ClaimForm, CounselForm
from fyr.cases.models import Claim, Counsel
from fyr.cases.views.permits import back
from fyr.cases.views.shared import save_or_show


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def new_counsel(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ, Permission.LEGAL_WRITE)
    form = CounselForm(request.POST or None)
    act = lambda: keep_counsel(by=me(request), case=case, **form.values()).pk
    return save_or_show(request, case, form, act, title=_("Legal counsel"), after=back(case))


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def counsel(request: HttpRequest, case_id: UUID, counsel_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ, Permission.LEGAL_WRITE)
    form = ChangeCounselForm.of(part_of(Counsel, case, counsel_id), request.POST or None)
    act = lambda: (
        keep_counsel(
            by=me(request), case=case, counsel_id=counsel_id, **form.values(), version=form.cleaned_data["version"]
        ).pk
    )
    title = _("Legal counsel")
    return save_or_show(request, case, form, act, title=title, after=back(case), saved=form.saved)


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def new_claim(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ, Permission.LEGAL_WRITE)
    form = ClaimForm(request.POST or None)
    act = lambda: claims.keep_claim(by=me(request), case=case, **form.values()).pk
    return save_or_show(request, case, form, act, title=_("Claim for compensation"), after=back(case))


@rule(Permission.LEGAL_WRITE, "GET", "POST")
def claim(request: HttpRequest, case_id: UUID, claim_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.LEGAL_READ, Permission.LEGAL_WRITE)
    form = ChangeClaimForm.of(part_of(Claim, case, claim_id), request.POST or None)
    act = lambda: (
        claims.keep_claim(
            by=me(request), case=case, claim_id=claim_id, **form.values(), version=form.cleaned_data["version"]
        ).pk
    )
    title = _("Claim for compensation")
    return save_or_show(request, case, form, act, title=title, after=back(case), saved=form.saved)
