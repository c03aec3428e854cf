"""Asking another unit for help."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for, hers, part_of
from fyr.cases.actions import referrals
from fyr.cases.codes.referrals import ReferralState
from fyr.cases.forms.referrals import ReferralForm
from fyr.cases.models import Case, Referral
from fyr.cases.views.shared import save_or_show
from fyr.web.forms import KeyedForm
from fyr.web.registry import Text


@rule(Permission.REFERRAL_SEND, "GET", "POST")
def new_referral(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.REFERRAL_SEND)
    form = ReferralForm(request.POST or None, case=case)
    act = lambda: referrals.send_referral(by=me(request), case=case, **form.values()).pk
    return save_or_show(
        request,
        case,
        form,
        act,
        title=_("Refer to another unit"),
        lead=_("Before the receiver accepts, it sees the need, the urgency and who asks. Nothing else."),
        submit_label=_("Send the referral"),
        anchor="together",
    )


@rule(Permission.PLAN_WRITE, "GET", "POST")
def referral_done(request: HttpRequest, case_id: UUID, referral_id: UUID) -> HttpResponse:
    """Said by the unit that leads the case, or by the one that helped."""
    case = case_for(me(request), case_id, Permission.PLAN_WRITE)
    return _end_referral(request, case, referral_id, ReferralState.DONE, _("The help was given"))


@rule(Permission.REFERRAL_SEND, "GET", "POST")
def revoke_referral(request: HttpRequest, case_id: UUID, referral_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.REFERRAL_SEND)
    return _end_referral(request, case, referral_id, ReferralState.REVOKED, _("Take the referral back"))


def _end_referral(request: HttpRequest, case: Case, referral_id: UUID, state: str, title: Text) -> HttpResponse:
    referral = part_of(Referral, case, referral_id)
    if not hers(case, Referral.objects.filter(pk=referral_id)).exists():
        raise Http404
    form = KeyedForm(request.POST or None)
    act = lambda: referrals.end_referral(by=me(request), case=case, referral_id=referral_id, state=state)
    shown = {
        "title": title,
        "named": str(referral),
        "lead": _("The receiver's access to the case ends at once."),
        "submit_label": title,
    }
    # Whoever helped has no way back into the case.
    after = "" if Permission.REFERRAL_SEND in case.may else reverse("cases:referrals")
    return save_or_show(request, case, form, act, anchor="together", after=after, **shown)
