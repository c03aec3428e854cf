"""The page of a programme: its numbers as they were shown, its rules, and the report to whoever finances it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.models import Member
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule, signed_in
from fyr.funding import access as funding
from fyr.returns import access, conditions, numbers, programmes
from fyr.returns.access import programme_for
from fyr.returns.actions import reports
from fyr.returns.forms.programme import CheckForm, ResultsForm, TellForm
from fyr.returns.models import Narrative, Programme
from fyr.returns.publication import shown
from fyr.returns.reporting.content import reading_notes
from fyr.returns.reporting.paper import report_pdf
from fyr.returns.reporting.sheets import report_xlsx
from fyr.web.form_page import form_page
from fyr.web.forms import KeyedForm, submit
from fyr.web.pdf import can_make_pdf

FORMATS = {
    "pdf": (report_pdf, "application/pdf"),
    "xlsx": (report_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@rule(Permission.STATISTICS_READ, "GET")
def listing(request: HttpRequest) -> HttpResponse:
    """For whoever counts: the programmes of this node."""
    return render(request, "returns/programmes.html", {"programmes": access.programmes()})


@signed_in("GET")
def page(request: HttpRequest, programme_code: str) -> HttpResponse:
    by = me(request)
    programme = programme_for(by, programme_code)
    tables = shown(programme)
    grant = funding.grants(by).filter(pk=programme.grant_id).first() if programme.grant_id else None
    context = {
        "programme": programme,
        "flow": numbers.flow(tables),
        "picture": numbers.picture(numbers.flow(tables)),
        "series": numbers.by_dimension(tables),
        "notes": reading_notes(),
        "grant": grant,
        "narratives": Narrative.objects.filter(programme=programme).select_related("written_by", "checked_by"),
        "tells": by.rights.hold(Permission.RETURN_WRITE, programme.unit_id),
        "checks": _of_operator(by, programme),
        "takes_over": bool(grant and Permission.FUNDING_WRITE in funding.may(by, grant)),
        "last_year": timezone.localdate().year - 1,
        "can_make_pdf": can_make_pdf(),
        "keyed": KeyedForm(auto_id=False),
        "me": by,
    }
    return render(request, "returns/programme.html", context)


@signed_in("GET")
def rules(request: HttpRequest, programme_code: str) -> HttpResponse:
    programme = programme_for(me(request), programme_code)
    context = {
        "programme": programme,
        "rules": programmes.rules_of(programme),
        "conditions": conditions.all_conditions(),
    }
    return render(request, "returns/rules.html", context)


@rule(Permission.RETURN_WRITE, "GET", "POST")
def tell(request: HttpRequest, programme_code: str, year: int) -> HttpResponse:
    by = me(request)
    programme = programme_for(by, programme_code)
    if not by.rights.hold(Permission.RETURN_WRITE, programme.unit_id):
        raise PermissionDenied
    if not 2000 <= year < timezone.localdate().year:
        raise Http404
    held = Narrative.objects.filter(programme=programme, year=year).first()
    initial = {"text": held.text if held else "", "version": held.version if held else 0}
    form = TellForm(request.POST or None, initial=initial)
    if request.method == "POST":
        act = lambda: reports.tell(by=by, programme=programme, year=year, version=form.cleaned_data["version"], text=form.cleaned_data["text"]).pk  # fmt: skip
        if submit(request, form, act, Refused) is not None:
            messages.success(request, gettext("Kept. Somebody else reads it before it leaves."))
            return redirect("returns:programme", programme.code)
    saved = form.saved() if form.errors and form.stale else None
    return form_page(request, form, title=_("Tell of a year"), trail=_trail(programme), named=str(year), saved=saved)


@rule(Permission.RETURN_WRITE, "POST")
def check(request: HttpRequest, programme_code: str, year: int) -> HttpResponse:
    by = me(request)
    programme = programme_for(by, programme_code)
    held = Narrative.objects.filter(programme=programme, year=year).first()
    if held is None:
        raise Http404
    form = CheckForm(request.POST)
    act = lambda: reports.check(by=by, narrative=held, version=form.cleaned_data["read"])
    if submit(request, form, act, Refused) is None:
        for text in form.non_field_errors():
            messages.error(request, text)
    else:
        messages.success(request, gettext("Done."))
    return redirect("returns:programme", programme.code)


@rule(Permission.FUNDING_WRITE, "GET", "POST")
def take_up_results(request: HttpRequest, programme_code: str) -> HttpResponse:
    by = me(request)
    programme = programme_for(by, programme_code)
    if programme.grant_id is None:
        raise Http404
    grant = funding.grant_for(by, programme.grant_id, Permission.FUNDING_WRITE)
    form = ResultsForm(request.POST or None, row=programme, by=by)
    if request.method == "POST":
        act = lambda: reports.take_results_over(by=by, programme=programme, activity=form.cleaned_data["activity"], year=int(form.cleaned_data["year"])).pk  # fmt: skip
        if submit(request, form, act, Refused) is not None:
            messages.success(request, gettext("Done."))
            return redirect("funding:grant", grant.pk)
    return form_page(
        request, form, title=_("Take results over to the grant"), trail=_trail(programme),
        lead=_("Only what was shown: at least so many persons, rounded down, of a year that has ended."), named=str(grant.title),
    )  # fmt: skip


@signed_in("GET")
def report(request: HttpRequest, programme_code: str, report_format: str) -> HttpResponse:
    programme = programme_for(me(request), programme_code)
    if report_format not in FORMATS or (report_format == "pdf" and not can_make_pdf()):
        raise Http404
    write, kind = FORMATS[report_format]
    content = write(numbers.report_of(programme), get_language() or "sv")
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="report.{report_format}"'}
    )


def _of_operator(by: Member, programme: Programme) -> bool:
    return any(one.unit.organisation_id == programme.unit.organisation_id for one in by.rights.memberships)


def _trail(programme: Programme) -> list[tuple[Any, str]]:
    return [(programme.name, reverse("returns:programme", args=[programme.code]))]
