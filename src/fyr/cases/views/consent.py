"""What she was asked and answered, and what is shown to whom."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, hers, part_of
from fyr.cases.actions import consent, disclosures, grounds
from fyr.cases.forms.consent import ConsentForm, WithdrawConsentForm
from fyr.cases.forms.told import ToldForm
from fyr.cases.models import Case, Consent, Disclosure
from fyr.cases.views.shared import confirm, save_or_show


@rule(Permission.CASE_READ, "GET")
def consents(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Whoever leads the case sees all of it; another unit sees what concerns itself."""
    case = case_for(me(request), case_id)
    said = hers(case, Consent.objects.filter(case=case).select_related("to_unit", "noted_by", "withdrawn_by"))
    shown = hers(case, Disclosure.objects.filter(case=case).select_related("to_unit", "made_by", "consent"))
    rows = [*said, *shown]
    for row in rows:
        row.case = case
    context = {
        "case": case,
        "consents": [row for row in rows if isinstance(row, Consent)],
        "disclosures": [row for row in rows if isinstance(row, Disclosure)],
        "can_plan": case.is_open and Permission.PLAN_WRITE in case.may,
        "can_withdraw": Permission.PLAN_WRITE in case.may,
        "can_share": Permission.REFERRAL_SEND in case.may,
        "can_protect": case.is_open and Permission.CASE_ASSIGN in case.may,
        "can_see_address": Permission.IDENTITY_READ in case.may and not case.is_consultation,
    }
    return render(request, "cases/consents.html", context)


@rule(Permission.PLAN_WRITE, "GET", "POST")
def new_consent(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    form = ConsentForm(request.POST or None, case=case)
    act = lambda: consent.note_consent(by=me(request), case=case, **form.values()).pk
    lead = _("Ask her alone, in her language. No is an answer, and help does not depend on it.")
    return save_or_show(request, case, form, act, title=_("Consent to sharing"), lead=lead, after=back(case))


@rule(Permission.PLAN_WRITE, "GET", "POST")
def withdraw(request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    said = part_of(Consent, case, consent_id)
    leads = case.led_by_hers
    if not leads and said.to_unit_id not in case.through:
        raise PermissionDenied
    form = WithdrawConsentForm(request.POST or None)
    act = lambda: consent.withdraw_consent(by=me(request), case=case, consent_id=consent_id, **form.values())
    return save_or_show(
        request,
        case,
        form,
        act,
        title=_("She withdraws her consent"),
        named=str(said),
        lead=_("It holds at once: what was shown on this consent is shown no longer. What the law keeps stays kept."),
        submit_label=_("Withdraw"),
        after=back(case) if leads else reverse("web:my_day"),
    )


@rule(Permission.REFERRAL_SEND, "GET", "POST")
def tell(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.REFERRAL_SEND)
    form = ToldForm(request.POST or None)
    act = lambda: grounds.tell_outside(by=me(request), case=case, **form.values()).pk
    lead = _("For what you tell somebody who does not work in Fyr. It sends nothing: it keeps what was told, and why.")
    return save_or_show(request, case, form, act, title=_("Told outside Fyr"), lead=lead, after=back(case))


@rule(Permission.REFERRAL_SEND, "GET", "POST")
def end(request: HttpRequest, case_id: UUID, disclosure_id: UUID) -> HttpResponse:
    return confirm(
        request,
        case_id,
        Permission.REFERRAL_SEND,
        lambda case: disclosures.end_disclosure(by=me(request), case=case, disclosure_id=disclosure_id),
        part=(Disclosure, disclosure_id),
        title=_("End the sharing"),
        lead=_("Members of that unit lose what only this decision showed them, at once."),
        submit_label=_("End the sharing"),
        after=reverse("cases:consents", args=[case_id]),
    )


def back(case: Case) -> str:
    return reverse("cases:consents", args=[case.pk])
