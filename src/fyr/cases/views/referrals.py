"""Referrals that wait for an answer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import my_day, rows
from fyr.cases.access import referral_for
from fyr.cases.actions.referrals import accept_referral, decline_referral
from fyr.cases.errors import Refused
from fyr.cases.forms.referrals import DeclineForm
from fyr.web.form_page import form_page
from fyr.web.forms import KeyedForm, submit


@rule(Permission.REFERRAL_ANSWER, "GET")
def referrals(request: HttpRequest) -> HttpResponse:
    """Referrals to her units: need, urgency and sender, and nothing of the case."""
    return render(request, "cases/referrals.html", {"items": list(my_day.referrals(me(request), 200))})


@rule(Permission.REFERRAL_ANSWER, "GET", "POST")
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Read the request and accept it."""
    by = me(request)
    asked = referral_for(by, referral_id)
    form = KeyedForm(request.POST or None)
    if request.method == "POST":
        case = submit(request, form, lambda: accept_referral(by=by, referral=asked).pk, Refused)
        if case is not None:
            return redirect("cases:case", case)
    shown = {"referral": asked, "rows": rows.of_referral(asked), "form": form}
    return render(request, "cases/referral.html", shown, status=422 if form.errors else 200)


@rule(Permission.REFERRAL_ANSWER, "GET", "POST")
def decline(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    by = me(request)
    asked = referral_for(by, referral_id)
    form = DeclineForm(request.POST or None)
    if request.method == "POST":
        declined = submit(
            request,
            form,
            lambda: decline_referral(by=by, referral=asked, reason=form.cleaned_data["reason"]),
            Refused,
        )
        if declined is not None:
            return redirect("cases:referrals")
    way = (
        (_("Referrals"), reverse("cases:referrals")),
        (asked.asks, reverse("cases:referral", args=[asked.pk])),
    )
    lead = _("The sender sees the reason at once and can ask somebody else.")
    return form_page(request, form, title=_("Decline the referral"), trail=way, submit_label=_("Decline"), lead=lead)
