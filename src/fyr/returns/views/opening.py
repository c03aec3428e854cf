"""A return begins in a case."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for
from fyr.returns.actions.opening import open_return
from fyr.returns.forms.opening import OpenForm
from fyr.web.form_page import form_page
from fyr.web.forms import submit


@rule(Permission.RETURN_WRITE, "GET", "POST")
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    by = me(request)
    case = case_for(by, case_id)
    if not case.led_by_hers or case.unit_id is None or not by.rights.hold(Permission.RETURN_WRITE, case.unit_id):
        raise PermissionDenied
    form = OpenForm(request.POST or None, row=case, by=by)
    if request.method == "POST":
        act = lambda: open_return(by=by, case=case, programme=form.cleaned_data["programme"]).pk
        if (made := submit(request, form, act, Refused)) is not None:
            messages.success(request, gettext("Opened. Nothing has been asked yet: tell her first."))
            return redirect("returns:return", made)
    return form_page(
        request,
        form,
        title=_("Open a return"),
        trail=[(_("Cases"), reverse("cases:list")), (case.ref, reverse("cases:case", args=[case.pk]))],
        lead=_(
            "To inform her, not to decide anything. Nobody outside your unit sees it until she wants to and you refer her."
        ),
        submit_label=_("Open it"),
        named=case.called,
    )
