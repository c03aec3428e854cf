"""What the case views have in common."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me
from fyr.cases.access import case_for
from fyr.cases.errors import Refused
from fyr.cases.models import Case
from fyr.web.forms import KeyedForm, submit

# What another editor saved, as (label, value).
Rows = Iterable[tuple[Any, Any]]


def save_or_show(
    request: HttpRequest,
    case: Case,
    form: KeyedForm,
    act: Callable[[], Any],
    *,
    title: Any,
    submit_label: Any = None,
    anchor: str = "",
    after: str = "",
    template: str = "cases/form.html",
    saved: Callable[[], Rows] | None = None,
    **context: Any,
) -> HttpResponse:
    """Run the act when the form was sent and is right, and go back to the case, or to `after`; else show the form with what is wrong.

    `saved` gives what somebody else saved meanwhile, for a part that two may edit.
    """
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect(after or case_url(case) + (f"#{anchor}" if anchor else ""))
    shown = {"case": case, "form": form, "title": title, "submit_label": submit_label or _("Save"), **context}
    if saved and form.errors and form.stale:
        shown["saved"] = saved()
    return render(request, template, shown, status=422 if form.errors else 200)


def confirm(
    request: HttpRequest, case_id: UUID, permission: Permission, act: Callable[[Case], Any], **shown: Any
) -> HttpResponse:
    """A page that says what will happen, and one button that does it."""
    from fyr.cases.forms.work import ConfirmForm

    case = case_for(me(request), case_id, permission)
    form = ConfirmForm(request.POST or None)
    return save_or_show(request, case, form, lambda: act(case), template="cases/confirm.html", **shown)


def case_url(case: Case) -> str:
    from django.urls import reverse

    return reverse("cases:case", args=[case.pk])
