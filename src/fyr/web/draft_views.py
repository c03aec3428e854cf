"""Her unsent drafts: kept from the page while she writes, listed, and discarded."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from fyr.access.rule import me, signed_in
from fyr.web import drafts as forms
from fyr.web.registry import DayItem
from fyr.work import drafts


@signed_in("POST")
def keep(request: HttpRequest) -> HttpResponse:
    """What the page sends while she writes: 204 means that it is kept."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > forms.LARGEST:
        return HttpResponse(status=413)
    slip = forms.read_slip(request)
    if slip is None or slip.member != me(request).pk:
        raise PermissionDenied
    return HttpResponse(status=204 if forms.keep(request, slip) else 400)


@signed_in("GET")
def mine(request: HttpRequest) -> HttpResponse:
    """Which page and when; what was written is shown only by the page that it was written on."""
    return render(request, "web/drafts.html", {"drafts": drafts.of_member(me(request).pk)})


@signed_in("POST")
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    drafts.discard(me(request).pk, draft_id)
    messages.success(request, gettext("The draft is discarded."))
    back = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(back if inside and back.startswith("/") else reverse("web:drafts"))


def day_items(request: HttpRequest) -> Iterable[DayItem]:
    waiting = drafts.count(me(request).pk)
    if waiting:
        title = ngettext("You have %(count)d unsent draft", "You have %(count)d unsent drafts", waiting)
        yield DayItem(
            title % {"count": waiting}, reverse("web:drafts"), 2, _("What you wrote is kept and was not saved.")
        )
