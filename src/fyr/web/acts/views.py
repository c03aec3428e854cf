"""The page of every act of a table: a form, or a button that acts at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.rule import me, rule
from fyr.web.acts.act import Act
from fyr.web.form_page import form_page
from fyr.web.forms import UNCHANGED, KeyedForm, submit

if TYPE_CHECKING:
    from fyr.web.acts.table import ActTable


def view_of(table: "ActTable", act: Act) -> Callable[..., Any]:
    """The view of one act: a form page, or a button that acts at once and may only be sent."""

    @rule(act.permission, *(("GET", "POST") if act.form else ("POST",)))
    def view(request: HttpRequest, **ids: Any) -> HttpResponse:
        (pk,) = ids.values()
        row = table.row_for(me(request), act.of, pk, act.permission)
        if not act.side(row):
            raise PermissionDenied
        return _form(request, table, act, row) if act.form else _at_once(request, table, act, row)

    view.__name__, view.__doc__ = act.name, str(act.code)
    return view


def _form(request: HttpRequest, table: "ActTable", act: Act, row: Any) -> HttpResponse:
    by = me(request)
    assert act.form is not None
    form = act.form(request.POST or None, request.FILES or None, row=row, by=by)
    if (
        request.method == "POST"
        and (made := submit(request, form, lambda: _done(act.do(by, row, form)), Refused)) is not None
    ):
        return _after(request, table, act, row, made)
    # Who comes here by an old link reads what has to come first, of what is hers to do.
    hers = act.when(row)
    missing = act.missing(row) if hers else ()
    return form_page(
        request,
        form,
        title=act.label,
        trail=table.trail_to(*table.shown_on(act, row)),
        submit_label=act.submit,
        lead=act.lead
        if hers and not missing
        else _("As it stands now this does not fit; go back and look at how it stands."),
        points=missing,
        named=form.named,
        saved=form.saved() if form.errors and form.stale else None,
    )


def _at_once(request: HttpRequest, table: "ActTable", act: Act, row: Any) -> HttpResponse:
    by = me(request)
    form = KeyedForm(request.POST)
    made = submit(request, form, lambda: _done(act.do(by, row, form)), Refused)
    if made is None:
        for text in form.non_field_errors() or [
            gettext("Nothing was done. Open the page again and press the button there.")
        ]:
            messages.error(request, text)
        return redirect(table.url_of(*table.shown_on(act, row)))
    return _after(request, table, act, row, made)


def _after(request: HttpRequest, table: "ActTable", act: Act, row: Any, made: str) -> HttpResponse:
    if made == UNCHANGED:
        messages.info(request, gettext("Nothing was changed."))
    else:
        messages.success(request, gettext("Done."))
    if act.to and made:
        return redirect(f"{table.app}:{act.to}", made)
    kind, page = table.shown_on(act, row)
    try:
        table.row_for(me(request), kind, page.pk, act.permission)
    except (Http404, PermissionDenied):
        # What she did has shut it to her.
        return redirect(f"{table.app}:home")
    return redirect(table.url_of(kind, page))


def _done(made: Any) -> str:
    """What an act made, by its id; empty where it made nothing that has a page."""
    return str(made.pk) if made is not None and hasattr(made, "pk") else ""
