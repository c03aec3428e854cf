"""The page of every act of the table, and the form that enters a decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.funding.actions import decisions
from fyr.funding.acts.base import Act
from fyr.funding.forms.decisions import DecisionForm
from fyr.funding.parts import parent_of, row_for
from fyr.funding.views.shared import home_trail, trail_to, url_of
from fyr.web.form_page import form_page
from fyr.web.forms import UNCHANGED, KeyedForm, submit

# Rows that have no page of their own: what was done shows on the page of what they belong to.
OWN_PAGE = ("decision", "call", "application", "grant", "report", "ministry")


def view_of(act: Act) -> Any:
    """The view of one act: a form page, or a button that acts at once and may only be sent."""

    @rule(act.permission, *(("GET", "POST") if act.form else ("POST",)))
    def view(request: HttpRequest, **ids: Any) -> HttpResponse:
        (pk,) = ids.values()
        row = row_for(me(request), act.of, pk, act.permission)
        return _form(request, act, row) if act.form else _at_once(request, act, row)

    view.__name__, view.__doc__ = act.name, str(act.code)
    return view


@rule(Permission.FUNDING_WRITE, "GET", "POST")
def add_decision(request: HttpRequest) -> HttpResponse:
    form = DecisionForm(request.POST or None, by=me(request))
    if request.method == "POST":
        made = submit(request, form, lambda: decisions.add_decision(by=me(request), **form.told()).pk, Refused)
        if made is not None:
            messages.success(request, gettext("Saved."))
            return redirect("funding:decision", made)
    lead = _(
        "As it stands in the decision. What is not known stays empty; what nobody has stated is marked as presumed."
    )
    return form_page(request, form, title=_("Enter a decision"), trail=home_trail(), lead=lead)


def _form(request: HttpRequest, act: Act, row: Any) -> HttpResponse:
    by = me(request)
    assert act.form is not None
    form = act.form(request.POST or None, request.FILES or None, row=row, by=by)
    if (
        request.method == "POST"
        and (made := submit(request, form, lambda: _done(act.do(by, row, form)), Refused)) is not None
    ):
        return _after(request, act, row, made)
    kind, page = (act.of, row) if act.of in OWN_PAGE else parent_of(act.of, row)
    lead = act.lead if act.when(row) else _("As it stands now this does not fit; go back and look at how it stands.")
    saved = form.saved() if form.errors and form.stale else None
    return form_page(
        request,
        form,
        title=act.label,
        trail=trail_to(kind, page),
        submit_label=act.submit,
        lead=lead,
        named=form.named,
        saved=saved,
    )


def _at_once(request: HttpRequest, act: Act, row: Any) -> HttpResponse:
    by = me(request)
    form = KeyedForm(request.POST)
    made = submit(request, form, lambda: _done(act.do(by, row, form)), Refused)
    if made is None:
        for text in form.non_field_errors() or [
            gettext("Nothing was done. Open the page again and press the button there.")
        ]:
            messages.error(request, text)
        return redirect(_page(act, row))
    return _after(request, act, row, made)


def _after(request: HttpRequest, act: Act, row: Any, made: str) -> HttpResponse:
    if made == UNCHANGED:
        messages.info(request, gettext("Nothing was changed."))
    else:
        messages.success(request, gettext("Done."))
    if act.to and made:
        return redirect(f"funding:{act.to}", made)
    return redirect(_page(act, row))


def _page(act: Act, row: Any) -> str:
    return url_of(act.of, row) if act.of in OWN_PAGE else url_of(*parent_of(act.of, row))


def _done(made: Any) -> str:
    """What an act made, by its id; empty where it made nothing that has a page."""
    return str(made.pk) if made is not None and hasattr(made, "pk") else ""
