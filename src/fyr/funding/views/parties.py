"""The register of organisations, and the page of one: everything it receives, from anybody."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.funding import access, account
from fyr.funding.actions import parties as actions
from fyr.funding.forms.parties import ChangePartyForm, PartyForm
from fyr.funding.models import PublishedGrant
from fyr.funding.ways import home_trail
from fyr.web.form_page import form_page
from fyr.web.forms import UNCHANGED, submit

SHOWN = 300


@rule(Permission.FUNDING_READ, "GET")
def listing(request: HttpRequest) -> HttpResponse:
    by = me(request)
    shown = {
        "parties": access.parties(by).select_related("unit")[:SHOWN],
        "may_write": by.rights.anywhere(Permission.FUNDING_WRITE),
        "trail": home_trail(),
    }
    return render(request, "funding/parties.html", shown)


@rule(Permission.FUNDING_READ, "GET")
def party(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """Nobody sees each other's grants elsewhere: here whoever gives sees them all before she gives more."""
    by = me(request)
    row = access.party_for(by, party_id)
    ours = list(access.grants(by).filter(recipient=row)[:SHOWN])
    lines = account.of_grants(ours)
    published = (
        PublishedGrant.objects.filter(recipient_id=row.identifier) if row.identifier else PublishedGrant.objects.none()
    )
    shown = {
        "party": row,
        "lines": [lines[one.pk] for one in ours],
        "elsewhere": published.exclude(pk__in=[one.pk for one in ours])[:SHOWN],
        "may_write": by.rights.anywhere(Permission.FUNDING_WRITE),
        "trail": _trail(),
    }
    return render(request, "funding/party.html", shown)


@rule(Permission.FUNDING_WRITE, "GET", "POST")
def add(request: HttpRequest) -> HttpResponse:
    form = PartyForm(request.POST or None, by=me(request))
    if request.method == "POST":
        made = submit(request, form, lambda: actions.add_party(by=me(request), **form.values()).pk, Refused)
        if made is not None:
            messages.success(request, gettext("Saved."))
            return redirect("funding:party", made)
    return form_page(request, form, title=_("Add an organisation"), trail=_trail())


@rule(Permission.FUNDING_WRITE, "GET", "POST")
def change(request: HttpRequest, party_id: UUID) -> HttpResponse:
    row = access.party_for(me(request), party_id, Permission.FUNDING_WRITE)
    form = ChangePartyForm(request.POST or None, row=row, by=me(request))
    act = lambda: actions.change_party(by=me(request), party=row, version=form.cleaned_data["version"], **form.values())
    if request.method == "POST" and (made := submit(request, form, act, Refused)) is not None:
        messages.success(request, gettext("Nothing was changed.") if made == UNCHANGED else gettext("Saved."))
        return redirect("funding:party", row.pk)
    saved = form.saved() if form.errors and form.stale else None
    trail = [*_trail(), (row.name, reverse("funding:party", args=[row.pk]))]
    return form_page(request, form, title=_("Change the organisation"), trail=trail, named=row.name, saved=saved)


def _trail() -> list[tuple[Any, str]]:
    return [*home_trail(), (_("Organisations"), reverse("funding:parties"))]
