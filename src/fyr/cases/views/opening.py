"""A case is opened; a consultation becomes one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.models import Unit
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.actions import intake
from fyr.cases.errors import Refused
from fyr.cases.forms.new_case import NewCaseForm
from fyr.cases.views.shared import confirm
from fyr.web.form_page import form_page
from fyr.web.forms import submit


@rule(Permission.CASE_OPEN, "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    by = me(request)
    units = Unit.objects.filter(pk__in=by.rights.units(Permission.CASE_OPEN)).order_by("name")
    form = NewCaseForm(request.POST or None, units=units)
    if request.method == "POST":

        def act() -> UUID:
            return intake.open_case(by=by, unit=form.cleaned_data["unit"], intake=form.whole_intake()).pk

        opened = submit(request, form, act, Refused)
        if opened is not None:
            return redirect("cases:case", opened)
    lead = _("Only the alias is required. Everything else can wait until she has slept.")
    return form_page(request, form, title=_("New case"), trail=((_("Cases"), reverse("cases:list")),), lead=lead)


@rule(Permission.CASE_OPEN, "GET", "POST")
def convert(request: HttpRequest, case_id: UUID) -> HttpResponse:
    return confirm(
        request,
        case_id,
        Permission.CASE_OPEN,
        lambda found: intake.convert_consultation(by=me(request), case=found),
        title=_("Make it a case"),
        lead=_("She now wants to be helped by name. The consultation becomes a case and keeps its history."),
        submit_label=_("Make it a case"),
    )
