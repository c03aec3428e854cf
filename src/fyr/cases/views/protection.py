"""Protected identity, and the address that only named members read."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for
from fyr.cases.actions import protection
from fyr.cases.forms.protection import AddressForm, ProtectionForm
from fyr.cases.models import Case, ProtectedAddress
from fyr.cases.views.consent import back
from fyr.cases.views.shared import save_or_show


@rule(Permission.CASE_ASSIGN, "GET", "POST")
def protect(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.CASE_ASSIGN)
    form = ProtectionForm(request.POST or None, initial={"protection": case.protection})
    act = lambda: protection.protect(by=me(request), case=case, **form.values())
    lead = _(
        "With protected identity only members who are named see the case: you first, then those whom you assign. "
        "It is in no export, and her address stands on a page of its own."
    )
    return save_or_show(request, case, form, act, title=_("Protected identity"), lead=lead, after=back(case))


@rule(Permission.IDENTITY_READ, "GET")
def address(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The only page that shows it, so the journal tells who looked."""
    case = _with_identity(request, case_id, Permission.IDENTITY_READ)
    shown = {"case": case, "kept": _address(case), "can_write": case.is_open and Permission.IDENTITY_WRITE in case.may}
    return render(request, "cases/protected_address.html", shown)


@rule(Permission.IDENTITY_WRITE, "GET", "POST")
def change_address(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = _with_identity(request, case_id, Permission.IDENTITY_READ, Permission.IDENTITY_WRITE)
    form = AddressForm.of(_address(case), request.POST or None)

    def act() -> None:
        protection.keep_address(by=me(request), case=case, **form.values(), version=form.cleaned_data["version"])

    after = reverse("cases:protected_address", args=[case.pk])
    return save_or_show(request, case, form, act, title=_("Protected address"), after=after, saved=form.saved)


def _with_identity(request: HttpRequest, case_id: UUID, *needs: Permission) -> Case:
    case = case_for(me(request), case_id, *needs)
    if case.is_consultation:
        raise PermissionDenied
    return case


def _address(case: Case) -> ProtectedAddress | None:
    kept = ProtectedAddress.objects.filter(case=case).select_related("updated_by").first()
    if kept is not None:
        kept.case = case
    return kept
