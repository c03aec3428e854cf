"""The directory of those who give support."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases import providers
from fyr.cases.actions import providers as actions
from fyr.cases.errors import Refused
from fyr.cases.forms.providers import ChangeProviderForm, ProviderFilter, ProviderForm
from fyr.cases.models import Provider
from fyr.web.form_page import form_page
from fyr.web.forms import KeyedForm, submit

PAGE = 50


@rule(Permission.PROVIDER_READ, "GET")
def listing(request: HttpRequest) -> HttpResponse:
    form = ProviderFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    pages = Paginator(providers.found(**chosen), PAGE)
    page = pages.get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "providers": page.object_list,
        "may_write": me(request).rights.anywhere(Permission.PROVIDER_WRITE),
        "keyed": KeyedForm(auto_id=False),
        "previous_url": _page(request, page.previous_page_number()) if page.has_previous() else "",
        "next_url": _page(request, page.next_page_number()) if page.has_next() else "",
    }
    return render(request, "cases/providers.html", shown)


@rule(Permission.PROVIDER_WRITE, "GET", "POST")
def add(request: HttpRequest) -> HttpResponse:
    form = ProviderForm(request.POST or None)
    act = lambda: actions.add_provider(by=me(request), **form.values()).pk
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("cases:providers")
    return form_page(request, form, title=_("Add to the directory"), trail=_trail())


@rule(Permission.PROVIDER_WRITE, "GET", "POST")
def change(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    provider = get_object_or_404(Provider, pk=provider_id, active=True)
    form = ChangeProviderForm.of(provider, request.POST or None)
    act = lambda: actions.change_provider(
        by=me(request), provider_id=provider_id, **form.values(), version=form.cleaned_data["version"]
    )
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("cases:providers")
    saved = form.saved() if form.errors and form.stale else None
    title = _("Change the entry")
    return form_page(request, form, title=title, trail=_trail(), named=provider.name, saved=saved)


@rule(Permission.PROVIDER_WRITE, "POST")
def confirm(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """One click: what stands there about its places holds today."""
    act = lambda: actions.confirm_places(by=me(request), provider_id=provider_id)
    submit(request, KeyedForm(request.POST), act, Refused)
    return redirect("cases:providers")


@rule(Permission.PROVIDER_WRITE, "GET", "POST")
def retire(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    provider = get_object_or_404(Provider, pk=provider_id, active=True)
    form = KeyedForm(request.POST or None)
    act = lambda: actions.retire_provider(by=me(request), provider_id=provider_id)
    if request.method == "POST" and submit(request, form, act, Refused) is not None:
        return redirect("cases:providers")
    lead = _("For one that gives no support any more. Services that name it keep its name.")
    title = _("Take out of the directory")
    return form_page(
        request, form, title=title, trail=_trail(), submit_label=_("Take out"), lead=lead, named=provider.name
    )


def _trail() -> tuple[tuple[object, str], ...]:
    return ((_("Who gives support"), reverse("cases:providers")),)


def _page(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
