"""Organisations and their units."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fyr.access import actions
from fyr.access.errors import Refused
from fyr.access.fresh import fresh
from fyr.access.models import Unit
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.office import forms
from fyr.web.forms import submit


@rule(Permission.ACCOUNT_MANAGE, "GET")
def units(request: HttpRequest) -> HttpResponse:
    shown = Unit.objects.select_related("organisation").order_by("organisation__name", "name")
    return render(request, "office/units.html", {"units": shown})


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def add_unit(request: HttpRequest) -> HttpResponse:
    """A unit gets its own key when it is made; only its members open what it holds."""
    form = forms.UnitForm(request.POST or None)
    act = lambda: actions.add_unit(by=me(request), **form.values()).pk
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("office:units")
    return render(request, "office/add_unit.html", {"form": form}, status=422 if form.errors else 200)


@rule(Permission.ACCOUNT_MANAGE, "GET", "POST")
@fresh
def add_organisation(request: HttpRequest) -> HttpResponse:
    form = forms.OrganisationForm(request.POST or None)
    act = lambda: actions.add_organisation(by=me(request), **form.values()).pk
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("office:add_unit")
    return render(request, "office/add_organisation.html", {"form": form}, status=422 if form.errors else 200)
