"""Where a member is signed in, and how she ends it there."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fyr.access import devices
from fyr.access.rule import me, signed_in
from fyr.office import actions
from fyr.web.forms import KeyedForm, submit


@signed_in("GET")
def signed_in_devices(request: HttpRequest) -> HttpResponse:
    found = devices.live(me(request))
    rows = [{"device": one, "this": devices.is_this(one, request), "form": KeyedForm()} for one in found]
    context = {"rows": rows, "others": any(not row["this"] for row in rows), "form": KeyedForm()}
    return render(request, "office/devices.html", context)


@signed_in("POST")
def end_device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """One of her own; the one she sits at is ended by signing out."""
    device = devices.hers(me(request), device_id)
    form = KeyedForm(request.POST)
    if device is None:
        # A second click, or a session that has run out meanwhile.
        return redirect("office:devices")
    if devices.is_this(device, request):
        raise Http404
    submit(request, form, lambda: actions.end_device(by=me(request), device=device))
    return redirect("office:devices")


@signed_in("POST")
def end_other_devices(request: HttpRequest) -> HttpResponse:
    form = KeyedForm(request.POST)
    keep = request.session.session_key
    submit(request, form, lambda: actions.end_other_devices(by=me(request), keep=keep))
    return redirect("office:devices")
