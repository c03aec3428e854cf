"""Vouchers of the accounting system beside what is recorded here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fyr.access.errors import Refused
from fyr.access.rule import me, rule
from fyr.funding import reconciliation
from fyr.funding.actions import vouchers
from fyr.funding.forms.vouchers import VouchersForm
from fyr.funding.views.incoming import WRITE
from fyr.funding.ways import home_trail
from fyr.web.form_page import form_page
from fyr.web.forms import submit


@rule(WRITE, "GET")
def accounting(request: HttpRequest) -> HttpResponse:
    told = reconciliation.reconcile(me(request).rights.units(WRITE))
    return render(request, "funding/accounting.html", {"told": told, "trail": home_trail()})


@rule(WRITE, "GET", "POST")
def take_vouchers(request: HttpRequest) -> HttpResponse:
    by = me(request)
    form = VouchersForm(request.POST or None, request.FILES or None, by=by)

    def act() -> object:
        told = form.cleaned_data
        # It was read once already, for the form's fingerprint.
        told["file"].seek(0)
        return vouchers.take(by=by, unit=told["unit"], lines=vouchers.read(told["file"].read()))

    if request.method == "POST" and (taken := submit(request, form, act, Refused)) is not None:
        text = ngettext("%(number)s line was taken in.", "%(number)s lines were taken in.", int(taken))
        messages.success(request, text % {"number": taken})
        return redirect("funding:accounting")
    trail = [*home_trail(), (_("Beside the accounts"), reverse("funding:accounting"))]
    lead = _("Nothing is paid or changed by it: the lines are laid beside what is recorded here.")
    return form_page(request, form, title=_("Take in vouchers"), trail=trail, submit_label=_("Take in"), lead=lead)
