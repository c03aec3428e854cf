"""Taking a file in: choose it, see what it holds or what is wrong with it, confirm, follow how far it has come."""

import csv
import io
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from fyr.access.fresh import fresh
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.actions import imports
from fyr.cases.codes.imports import UNDER_WAY, ImportState
from fyr.cases.errors import Refused
from fyr.cases.forms.imports import ImportForm
from fyr.cases.htcds.cells import guarded
from fyr.cases.models import Import
from fyr.web.form_page import form_page
from fyr.web.forms import KeyedForm, submit

SHOWN = 100
# Seconds until the browser asks again by itself; the import runs on without it.
REFRESH = 3


def _trail() -> list[tuple[object, str]]:
    return [(_("Cases"), reverse("cases:list"))]


@rule(Permission.IMPORT_MAKE, "GET", "POST")
@fresh
def import_file(request: HttpRequest) -> HttpResponse:
    """The file is read in memory and checked at once; what is in it waits sealed for her to confirm."""
    form = ImportForm(request.POST or None, request.FILES or None, by=me(request))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        job = imports.check(by=me(request), unit=form.cleaned_data["unit"], name=file.name, data=file.read())
        return redirect("cases:import_state", job.pk)
    lead = _(
        "The file is checked first. If anything in it is wrong, you see where and what to do, and nothing is imported. "
        "If all is right, you see how many cases it makes before you confirm."
    )
    return form_page(
        request, form, title=_("Import cases"), trail=_trail(), submit_label=_("Check the file"), lead=lead
    )


@rule(Permission.IMPORT_MAKE, "GET")
def import_state(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """How it stands. The page asks again by itself while the import runs, without JavaScript."""
    job = imports.import_of(me(request), import_id)
    rejections = imports.rejections_of(job)
    context = {
        "job": job,
        "rejections": rejections[:SHOWN],
        "more": max(0, job.wrong - SHOWN),
        "under_way": job.state in UNDER_WAY,
        "rows": [
            (_("Unit"), job.unit.name),
            (_("Persons in the file"), job.total),
            (_("Here already, by the sender's reference"), job.known),
            (_("New cases"), job.new),
        ],
    }
    response = render(request, "cases/import.html", context)
    if job.state in UNDER_WAY:
        response.headers["Refresh"] = str(REFRESH)
    return response


@rule(Permission.IMPORT_MAKE, "GET", "POST")
@fresh
def import_start(request: HttpRequest, import_id: UUID) -> HttpResponse:
    by = me(request)
    job = imports.import_of(by, import_id)
    form = KeyedForm(request.POST or None)
    if request.method == "POST" and submit(request, form, lambda: imports.start(by=by, job=job), Refused):
        return redirect("cases:import_state", job.pk)
    if job.state != ImportState.CHECKED:
        return redirect("cases:import_state", job.pk)
    told = ngettext(
        "%(count)d case is made in %(unit)s. It is done in the background: you can close the browser.",
        "%(count)d cases are made in %(unit)s. It is done in the background: you can close the browser.",
        job.new,
    )
    trail = [*_trail(), (_("Import cases"), reverse("cases:import_state", args=[job.pk]))]
    lead = told % {"count": job.new, "unit": job.unit.name}
    return form_page(request, form, title=_("Import these cases?"), trail=trail, submit_label=_("Import"), lead=lead)


@rule(Permission.IMPORT_MAKE, "GET", "POST")
def import_drop(request: HttpRequest, import_id: UUID) -> HttpResponse:
    by = me(request)
    job = imports.import_of(by, import_id)
    form = KeyedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            imports.take_back(by=by, job=job)
        except Refused as error:
            form.add_error(None, error.text)
        else:
            messages.success(request, gettext("Fyr has forgotten the file."))
            return redirect("cases:import")
    trail = [*_trail(), (_("Import cases"), reverse("cases:import_state", args=[job.pk]))]
    lead = _("What Fyr has read from the file is erased. Cases that were imported stay.")
    return form_page(request, form, title=_("Forget this file?"), trail=trail, submit_label=_("Forget it"), lead=lead)


@rule(Permission.IMPORT_MAKE, "GET")
def import_report(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Everything that is to be mended, as a file to work through."""
    job: Import = imports.import_of(me(request), import_id)
    rejections = imports.rejections_of(job)
    if not rejections:
        raise Http404
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow([_("Sheet"), _("Cell"), _("Row"), _("Field"), _("Value"), _("What to do")])
    for one in rejections:
        held = (one.sheet, one.cell, one.row or "", one.field, one.value, one.expectation)
        table.writerow([guarded(each) if isinstance(each, str) and each else each for each in held])
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="report.csv"'
    return response
