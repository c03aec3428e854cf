"""Organisations and their units."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access import actions
from fyr.access.errors import Refused
from fyr.access.fresh import fresh
from fyr.access.models import Unit
from fyr.access.permissions import Permission
from fyr.access.regions import name_of
from fyr.access.rule import me, rule
from fyr.office import forms
from fyr.web.form_page import form_page
from fyr.web.forms import KeyedForm, submit
from fyr.web.registry import Text


@rule(Permission.ACCOUNT_MANAGE, "GET")
def units(request: HttpRequest) -> HttpResponse:
    shown = Unit.objects.select_related("organisation").order_by("organisation__name", "name")
    for unit in shown:
        unit.in_region = name_of(unit.region)
    return render(request, "office/units.html", {"units": shown})


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def add_unit(request: HttpRequest) -> HttpResponse:
    """A unit gets its own key when it is made; only its members open what it holds."""
    form = forms.UnitForm(request.POST or None)
    act = lambda: actions.add_unit(by=me(request), **form.values()).pk
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("office:units")
    return _form(request, form, _("Add a unit"))


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def add_organisation(request: HttpRequest) -> HttpResponse:
    form = forms.OrganisationForm(request.POST or None)
    act = lambda: actions.add_organisation(by=me(request), **form.values()).pk
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("office:add_unit")
    return _form(request, form, _("Add an organisation"))


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def place_unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    unit = get_object_or_404(Unit, pk=unit_id)
    form = forms.PlaceForm(request.POST or None, initial={"region": unit.region})
    act = lambda: actions.place_unit(by=me(request), unit=unit, **form.values())
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("office:units")
    trail = ((_("Units"), reverse("office:units")),)
    return form_page(request, form, title=_("Region of the unit"), trail=trail, named=unit.name)


def _form(request: HttpRequest, form: KeyedForm, title: Text) -> HttpResponse:
    trail = ((_("Units"), reverse("office:units")),)
    return form_page(request, form, title=title, trail=trail, submit_label=title)
