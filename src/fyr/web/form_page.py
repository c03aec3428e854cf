"""The page of one form: the way here, what is asked, and the buttons. Cancel goes to the last page of the trail."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from fyr.web import drafts
from fyr.web.registry import Text

# (label, address) of each page above this one.
Trail = Sequence[tuple[Any, str]]


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: Text,
    trail: Trail,
    submit_label: Text | None = None,
    lead: Text = "",
    points: Sequence[Text] = (),
    named: Text = "",
    saved: Iterable[tuple[Any, Any]] | None = None,
) -> HttpResponse:
    """`named` is what the form is about: on the page and never in its title, which tabs and histories keep.

    `points` stand below the lead, a line each. 422 where the form has errors. `saved` is what somebody else saved meanwhile, as (label, value).
    """
    shown = {
        **drafts.offer(request, form, title),
        "form": form,
        "title": title,
        "trail": trail,
        "lead": lead,
        "points": points,
        "named": named,
        "submit_label": submit_label or _("Save"),
        "cancel": trail[-1][1],
        "saved": saved,
    }
    return render(request, "web/form.html", shown, status=422 if form.errors else 200)
