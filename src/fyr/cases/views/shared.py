"""What the case views have in common."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me
from fyr.cases.access import case_for, leads_on, part_of
from fyr.cases.errors import Refused
from fyr.cases.models import Case
from fyr.cases.models.part import CasePart
from fyr.web.form_page import form_page
from fyr.web.forms import UNCHANGED, KeyedForm, submit
from fyr.web.registry import Text

# What another editor saved, as (label, value).
Rows = Iterable[tuple[Any, Any]]


def save_or_show(
    request: HttpRequest,
    case: Case,
    form: KeyedForm,
    act: Callable[[], Any],
    *,
    title: Text,
    submit_label: Text | None = None,
    lead: Text = "",
    points: Sequence[Text] = (),
    named: Text = "",
    anchor: str = "",
    after: str = "",
    saved: Callable[[], Rows] | None = None,
) -> HttpResponse:
    """Run the act when the form was sent and is right, and go back to the case, or to `after`; else show the form with what is wrong.

    `saved` gives what somebody else saved meanwhile, for a part that two may edit.
    """
    if case.merged_into_id is not None:
        leads_on(case)
    if request.method == "POST" and (made := submit(request, form, act, Refused)) is not None:
        if made == UNCHANGED:
            messages.info(request, gettext("Nothing was changed."))
        else:
            messages.success(request, gettext("Saved."))
        return redirect(after or case_url(case) + (f"#{anchor}" if anchor else ""))
    meanwhile = saved() if saved and form.errors and form.stale else None
    trail = ((_("Cases"), reverse("cases:list")), (case.called, case_url(case)))
    return form_page(
        request,
        form,
        title=title,
        trail=trail,
        submit_label=submit_label,
        lead=lead,
        points=points,
        named=named,
        saved=meanwhile,
    )


def confirm(
    request: HttpRequest,
    case_id: UUID,
    permission: Permission,
    act: Callable[[Case], Any],
    *,
    title: Text,
    part: tuple[type[CasePart], UUID] | None = None,
    **shown: Any,
) -> HttpResponse:
    """A page that says what will happen, to what part of the case, and one button that does it."""
    case = case_for(me(request), case_id, permission)
    named = str(part_of(part[0], case, part[1])) if part else ""
    form = KeyedForm(request.POST or None)
    return save_or_show(request, case, form, lambda: act(case), title=title, named=named, **shown)


def case_url(case: Case) -> str:
    return reverse("cases:case", args=[case.pk])
