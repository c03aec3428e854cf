"""Asking another unit to take the case over."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for
from fyr.cases.actions import handover
from fyr.cases.forms.referrals import HandoverForm
from fyr.cases.views.shared import save_or_show


@rule(Permission.CASE_CLOSE, "GET", "POST")
def hand_over(request: HttpRequest, case_id: UUID) -> HttpResponse:
    case = case_for(me(request), case_id, Permission.CASE_CLOSE, Permission.REFERRAL_SEND)
    form = HandoverForm(request.POST or None, case=case)
    act = lambda: handover.propose(by=me(request), case=case, **form.values()).pk
    lead = _(
        "Until somebody there accepts, you lead the case and nothing changes for her. Then that unit leads it, "
        "and you can still be asked for 14 days."
    )
    return save_or_show(
        request,
        case,
        form,
        act,
        title=_("Hand over the case"),
        lead=lead,
        submit_label=_("Ask them"),
        anchor="together",
    )
